"""HonKit, and the GitBook of the command line before it.

Source: https://honkit.netlify.app/config.html
"""

import re

from bookc.model import Evidence, Rule, Site
from bookc.site.project import (
    Project,
    config_file,
    dependency,
    evidence_of,
    find_file,
    place,
    places,
    read_settings,
    read_text,
)
from bookc.site.settings import first
from bookc.site.summary_file import named_summary

CONFIG = ("book.json", "book.js")
PACKAGES = ("honkit", "gitbook-cli", "gitbook")
_TITLE = re.compile(r"\s*# Summary\s*(?:\n|$)")


def detect_honkit(project: Project) -> Site | None:
    """Read book.json; without it, the package or the first line of SUMMARY.md tells."""
    evidence = config_file(project, *CONFIG) or dependency(project, *PACKAGES) or _summary(project)
    if not evidence:
        return None
    config = read_settings(project, *CONFIG)
    root = place(project, first(config, "root") or ".") or project.base
    summaries, problems = named_summary(project, root, first(config, "structure.summary"))
    variables = {
        f"book.{'.'.join(value.keys[1:])}": value.text
        for each in config
        for value in each.values
        if value.keys[:1] == ("variables",)
    }
    own = {name: first(config, name) for name in ("title", "description", "author", "language")}
    return Site(
        generator="HonKit",
        evidence=evidence,
        content=(root,),
        without=(*places(project, "_book", "_layouts"), root / "LANGS.md"),
        roots=(root,),
        summaries=summaries,
        title=own["title"],
        description=own["description"],
        authors=tuple(filter(None, [own["author"]])),
        language=own["language"],
        values={f"book.{name}": text for name, text in own.items() if text} | variables,
        rules=frozenset({Rule.CODE_INCLUDES, Rule.TEMPLATE_TAGS}),
        problems=problems,
    )


def _summary(project: Project) -> tuple[Evidence, ...]:
    path = find_file(project, "SUMMARY.md")
    if path and _TITLE.match(read_text(project, path)):
        return evidence_of("it begins with `# Summary`, as HonKit writes it", path, 1)
    return ()
