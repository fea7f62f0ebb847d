"""MkDocs.

Source: https://www.mkdocs.org/user-guide/configuration/
"""

from bookc.model import Rule, Site
from bookc.site.awesome_nav import awesome_navigation
from bookc.site.navigation import navigation
from bookc.site.project import (
    Project,
    config_file,
    find_file,
    folders_with_posts,
    place,
    places,
    read_settings,
)
from bookc.site.settings import first
from bookc.site.template_values import template_values

CONFIG = ("mkdocs.yml", "mkdocs.yaml")
EXTENSIONS = {
    "abbr": {Rule.ABBREVIATIONS},
    "admonition": {Rule.ADMONITIONS},
    "attr_list": {Rule.ATTRIBUTES},
    "def_list": {Rule.DEFINITION_LISTS},
    "extra": {Rule.ABBREVIATIONS, Rule.ATTRIBUTES, Rule.DEFINITION_LISTS},
    "pymdownx.arithmatex": {Rule.MATH},
    "pymdownx.details": {Rule.ADMONITIONS},
    "pymdownx.emoji": {Rule.EMOJI},
    "pymdownx.mark": {Rule.MARKS},
    "pymdownx.snippets": {Rule.CODE_INCLUDES},
    "pymdownx.tabbed": {Rule.CONTENT_TABS},
}


def detect_mkdocs(project: Project) -> Site | None:
    """Read the configuration, whatever Python it names, and the order in its `nav`."""
    evidence = config_file(project, *CONFIG)
    path = find_file(project, *CONFIG)
    if not evidence or path is None:
        return None
    config = read_settings(project, *CONFIG)
    docs = first(config, "docs_dir") or "docs"
    folder = place(project, docs) or project.base
    nav, problems = navigation(project, path, folder)
    if not nav:
        nav, problems = awesome_navigation(project, folder)
    named = {key for each in config for value in each.values for key in (*value.keys, value.text)}
    rules = [EXTENSIONS[name] for name in EXTENSIONS if name in named]
    return Site(
        generator="MkDocs",
        evidence=evidence,
        content=folders_with_posts(project, [docs]) or (project.base,),
        without=places(project, first(config, "site_dir") or "site", "overrides"),
        roots=places(project, docs),
        summaries=nav,
        title=first(config, "site_name"),
        description=first(config, "site_description"),
        authors=tuple(filter(None, [first(config, "site_author")])),
        language=first(config, "theme.language", "theme.locale"),
        url=first(config, "site_url"),
        values=template_values(config, "config"),
        rules=frozenset().union(*rules),
        problems=problems,
    )
