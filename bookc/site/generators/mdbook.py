"""mdBook.

Its configuration file has the name of bookc's own, so `config` leaves it to this detector.

Source: https://rust-lang.github.io/mdBook/format/configuration/
"""

from bookc.model import Rule, Site
from bookc.site.project import Project, evidence_of, find_file, place, places, read_settings
from bookc.site.settings import every, first

CONFIG = ("book.toml",)


def detect_mdbook(project: Project) -> Site | None:
    """Look for a SUMMARY.md in the folder that the configuration names."""
    config = read_settings(project, *CONFIG)
    if not config:
        return None
    source = first(config, "book.src") or "src"
    folder = place(project, source)
    summary = find_file(project, f"{source}/SUMMARY.md")
    if folder is None or summary is None:
        return None
    has_math = first(config, "output.html.mathjax-support") == "true"
    address = first(config, "output.html.site-url")
    return Site(
        generator="mdBook",
        evidence=evidence_of(f"its posts are listed in {summary}", config[0].file),
        content=(folder,),
        without=places(project, first(config, "build.build-dir") or "book", "theme"),
        roots=(folder,),
        title=first(config, "book.title"),
        description=first(config, "book.description"),
        authors=every(config, "book.authors"),
        language=first(config, "book.language"),
        url=address if "://" in address else "",
        rules=frozenset({Rule.CODE_INCLUDES, *([Rule.MATH] if has_math else [])}),
    )
