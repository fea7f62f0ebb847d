"""Zenn.

Source: https://zenn.dev/zenn/articles/zenn-cli-guide
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from bookc.model import Evidence, Location, Rule, Site, Summary, SummaryEntry
from bookc.site.formats import settings_of
from bookc.site.project import (
    Project,
    dependency,
    evidence_of,
    folders_with_posts,
    places,
    read_text,
)
from bookc.site.settings import first, values_of

_ARTICLE = re.compile(r"^type:\s*[\"']?(?:tech|idea)\b", re.MULTILINE)


def detect_zenn(project: Project) -> Site | None:
    """Look for the command's package, or for articles that say what only Zenn asks them."""
    evidence = dependency(project, "zenn-cli") or _article(project)
    if not evidence:
        return None
    content = folders_with_posts(project, ["articles", "books"])
    return Site(
        generator="Zenn",
        evidence=evidence,
        content=content or (project.base,),
        roots=(project.base, *places(project, "images")),
        summaries=tuple(_books(project)),
        url="https://zenn.dev",
        rules=frozenset({Rule.CONTAINERS, Rule.MATH, Rule.TEMPLATE_TAGS}),
    )


def _article(project: Project) -> tuple[Evidence, ...]:
    articles = project.base / "articles"
    for path in sorted(project.files)[:2000]:
        if path.parent == articles and path.suffix == ".md":
            head = read_text(project, path)[:1000]
            found = _ARTICLE.search(head)
            if head.startswith("---") and "\nemoji:" in head and found:
                line = head.count("\n", 0, found.start()) + 1
                return evidence_of("it says `emoji` and `type` as Zenn asks", path, line)
    return ()


def _books(project: Project) -> Iterator[Summary]:
    """Yield the order of chapters of each book that says one."""
    for path in sorted(project.files):
        if path.name not in ("config.yaml", "config.yml"):
            continue
        if path.parent.parent != project.base / "books":
            continue
        config = settings_of(path, read_text(project, path))
        chapters = tuple(
            SummaryEntry("", post, Location(path.as_posix(), value.line))
            for value in values_of(config, "chapters")
            if (post := _chapter(project, path.parent, value.text))
        )
        title = first([config], "title") or path.parent.name
        line = Location(path.as_posix(), 1)
        if chapters:
            yield Summary(path, path.parent, (SummaryEntry(title, None, line, chapters),))


def _chapter(project: Project, book: PurePosixPath, name: str) -> PurePosixPath | None:
    path = book / f"{name}.md"
    return path if path in project.files else None
