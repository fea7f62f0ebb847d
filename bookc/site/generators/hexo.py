"""Hexo.

Source: https://hexo.io/docs/configuration
"""

from bookc.model import Rule, Site
from bookc.site.project import (
    Project,
    dependency,
    evidence_of,
    find_file,
    folders_with_posts,
    has_folder,
    places,
    read_settings,
)
from bookc.site.settings import first
from bookc.site.template_values import template_values

CONFIG = ("_config.yml", "_config.yaml")


def detect_hexo(project: Project) -> Site | None:
    """Tell Hexo from Jekyll, which has the same configuration file, by its package or folders."""
    path = find_file(project, *CONFIG)
    evidence = dependency(project, "hexo")
    if not evidence and path and has_folder(project, "scaffolds"):
        evidence = evidence_of("there is a folder scaffolds beside it", path)
    if not evidence:
        return None
    config = read_settings(project, *CONFIG)
    source = first(config, "source_dir") or "source"
    public = first(config, "public_dir") or "public"
    return Site(
        generator="Hexo",
        evidence=evidence,
        content=folders_with_posts(project, [source]) or (project.base,),
        without=places(project, public, "scaffolds", "themes", f"{source}/404.md"),
        roots=places(project, source),
        title=first(config, "title"),
        description=first(config, "description", "subtitle"),
        authors=tuple(filter(None, [first(config, "author")])),
        language=first(config, "language"),
        url=first(config, "url"),
        timezone=first(config, "timezone"),
        values=template_values(config, "config"),
        rules=frozenset({Rule.TEMPLATE_TAGS}),
    )
