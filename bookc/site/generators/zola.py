"""Zola.

Source: https://www.getzola.org/documentation/getting-started/configuration/
"""

from bookc.model import Rule, Site
from bookc.site.project import (
    Project,
    evidence_of,
    folders_with_posts,
    has_folder,
    places,
    read_settings,
)
from bookc.site.settings import first, line_of
from bookc.site.template_values import template_values

CONFIG = ("config.toml", "zola.toml")
OWN_KEYS = ("base_url", "compile_sass", "build_search_index", "generate_feeds", "generate_feed")


def detect_zola(project: Project) -> Site | None:
    """Tell Zola from Hugo, which may have a config.toml too, by its keys in lower case."""
    config = read_settings(project, *CONFIG)
    key = next((key for key in OWN_KEYS if first(config, key)), "")
    if not key or not (has_folder(project, "content") or has_folder(project, "templates")):
        return None
    return Site(
        generator="Zola",
        evidence=evidence_of(f"there is a key {key}", config[0].file, line_of(config[0], key)),
        content=folders_with_posts(project, ["content"]) or (project.base,),
        without=places(
            project, "templates", "themes", "sass", first(config, "output_dir") or "public"
        ),
        roots=places(project, "static", "content"),
        title=first(config, "title"),
        description=first(config, "description"),
        authors=tuple(filter(None, [first(config, "author", "extra.author.name", "extra.author")])),
        language=first(config, "default_language"),
        url=first(config, "base_url"),
        values=template_values(config, "config"),
        rules=frozenset({Rule.SHORTCODES, Rule.TEMPLATE_TAGS}),
    )
