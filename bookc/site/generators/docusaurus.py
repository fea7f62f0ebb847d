"""Docusaurus.

Source: https://docusaurus.io/docs/api/docusaurus-config
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from bookc.model import Rule, Site
from bookc.site.formats import settings_of
from bookc.site.project import (
    Project,
    config_file,
    folders_with_posts,
    place,
    places,
    read_settings,
    read_text,
)
from bookc.site.settings import every, first
from bookc.site.sidebars import summary_of_sidebars

CONFIG = ("docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs")
CATEGORY = ("_category_.json", "_category_.yml", "_category_.yaml")


def detect_docusaurus(project: Project) -> Site | None:
    """Read what the presets take in, and the places that categories ask for."""
    evidence = config_file(project, *CONFIG)
    if not evidence:
        return None
    config = read_settings(project, *CONFIG)
    named = [*every(config, "docs.path"), *every(config, "blog.path")]
    content = folders_with_posts(project, [*named, "docs", "blog"])
    docs = place(project, first(config, "docs.path") or "docs") or project.base
    weights = dict(_category_places(project))
    summaries, problems = summary_of_sidebars(project, docs, weights)
    return Site(
        generator="Docusaurus",
        evidence=evidence,
        content=content or (project.base,),
        without=places(project, "build", "static"),
        roots=places(project, "static"),
        summaries=summaries,
        weights=weights,
        title=first(config, "title"),
        description=first(config, "tagline"),
        language=first(config, "i18n.defaultLocale"),
        url=first(config, "url").rstrip("/") + first(config, "baseUrl"),
        rules=frozenset({Rule.CONTAINERS, Rule.MDX}),
        problems=problems,
    )


def _category_places(project: Project) -> Iterator[tuple[PurePosixPath, float]]:
    for path in project.files:
        if path.name in CATEGORY:
            written = first([settings_of(path, read_text(project, path))], "position")
            try:
                yield path.parent, float(written)
            except ValueError:
                continue
