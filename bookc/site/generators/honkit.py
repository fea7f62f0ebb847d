"""HonKit, and the GitBook of the command line before it.

Source: https://honkit.netlify.app/config.html
"""

import posixpath
import re
from pathlib import PurePosixPath

from bookc.model import Evidence, Location, Rule, Site, Summary, SummaryEntry
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
from bookc.site.summary_file import named_summary, read_summary
from bookc.site.summary_lines import summary_lines

CONFIG = ("book.json", "book.js")
PACKAGES = ("honkit", "gitbook-cli", "gitbook")
LANGUAGES = "LANGS.md"
_TITLE = re.compile(r"\s*# Summary\s*(?:\n|$)")


def detect_honkit(project: Project) -> Site | None:
    """Read book.json; without it, the package or the first line of SUMMARY.md tells."""
    evidence = config_file(project, *CONFIG) or dependency(project, *PACKAGES)
    evidence = evidence or _summary(project) or _list_of_languages(project)
    if not evidence:
        return None
    config = read_settings(project, *CONFIG)
    root = place(project, first(config, "root") or ".") or project.base
    summaries, problems = named_summary(project, root, first(config, "structure.summary"))
    summaries = summaries or summary_of_languages(project, root)
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
        without=(*places(project, "_book", "_layouts"), root / LANGUAGES),
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


def summary_of_languages(project: Project, root: PurePosixPath) -> tuple[Summary, ...]:
    """Return the parts that LANGS.md makes of a book: a folder with a SUMMARY.md for each language.

    What is wrong with those is told where each is read for itself.
    """
    path = root / LANGUAGES
    text = read_text(project, path) if path in project.files else ""
    parts = []
    for line in summary_lines(text):
        folder = root / posixpath.normpath((line.address or "").strip("/") or ".")
        if folder == root or folder / "SUMMARY.md" not in project.files:
            continue
        entries = read_summary(project, folder / "SUMMARY.md", folder).summary.entries
        at = Location(path.as_posix(), line.number)
        parts.append(SummaryEntry(line.title, None, at, entries))
    return (Summary(path, root, tuple(parts)),) if parts else ()


def _list_of_languages(project: Project) -> tuple[Evidence, ...]:
    found = summary_of_languages(project, project.base)
    what = "it lists the languages of the book, as HonKit has it"
    return evidence_of(what, found[0].file, 1) if found else ()


def _summary(project: Project) -> tuple[Evidence, ...]:
    path = find_file(project, "SUMMARY.md")
    if path and _TITLE.match(read_text(project, path)):
        return evidence_of("it begins with `# Summary`, as HonKit writes it", path, 1)
    return ()
