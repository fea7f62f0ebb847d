"""Pelican.

Source: https://docs.getpelican.com/en/latest/settings.html
"""

from bookc.model import Rule, Site
from bookc.site.project import Project, config_file, folders_with_posts, places, read_settings
from bookc.site.settings import first
from bookc.site.template_values import template_values

CONFIG = ("pelicanconf.py",)


def detect_pelican(project: Project) -> Site | None:
    """Read the settings that are literals; the file is a program and is not run."""
    evidence = config_file(project, *CONFIG)
    if not evidence:
        return None
    config = read_settings(project, "publishconf.py", *CONFIG)
    path = first(config, "PATH") or "content"
    return Site(
        generator="Pelican",
        evidence=evidence,
        content=folders_with_posts(project, [path, "content"]) or (project.base,),
        without=places(project, first(config, "OUTPUT_PATH") or "output", "theme", "plugins"),
        roots=places(project, path),
        title=first(config, "SITENAME"),
        description=first(config, "SITEDESCRIPTION", "SITESUBTITLE"),
        authors=tuple(filter(None, [first(config, "AUTHOR")])),
        language=first(config, "DEFAULT_LANG"),
        url=first(config, "SITEURL"),
        timezone=first(config, "TIMEZONE"),
        values=template_values(config, ""),
        rules=frozenset({Rule.ABBREVIATIONS, Rule.ATTRIBUTES, Rule.DEFINITION_LISTS}),
    )
