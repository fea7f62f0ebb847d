"""Jekyll.

Source: https://jekyllrb.com/docs/configuration/
"""

import re

from bookc.model import Evidence, Rule, Site
from bookc.site.project import (
    Project,
    evidence_of,
    find_file,
    has_folder,
    places,
    read_settings,
    read_text,
)
from bookc.site.settings import every, first, line_of
from bookc.site.template_values import template_values

CONFIG = ("_config.yml", "_config.yaml", "_config.toml")
KEYS = ("baseurl", "remote_theme", "theme", "plugins", "gems", "kramdown", "markdown", "permalink")
FOLDERS = ("_posts", "_layouts", "_includes", "_drafts")
WITHOUT = ("_includes", "_layouts", "_sass", "_data", "_plugins", "vendor", "404.md")
_GEM = re.compile(r"^[ \t]*gem[ \t]+[\"'](jekyll|github-pages)[\"']", re.MULTILINE)


def detect_jekyll(project: Project) -> Site | None:
    """Look for the gem, or for the configuration file with a key or beside a folder of Jekyll's."""
    config = read_settings(project, *CONFIG)
    evidence = _gem(project) or _folder(project)
    if config and not evidence:
        key = next((key for key in KEYS if first(config, key)), "")
        evidence = (
            evidence_of(f"there is a key {key}", config[0].file, line_of(config[0], key))
            if key
            else ()
        )
    if not evidence:
        return None
    excluded = [name for name in every(config, "exclude") if "*" not in name]
    return Site(
        generator="Jekyll",
        evidence=evidence,
        content=places(project, first(config, "source") or "."),
        without=places(project, *WITHOUT, first(config, "destination") or "_site", *excluded),
        roots=places(project, ".", "assets"),
        title=first(config, "title", "name"),
        description=first(config, "description"),
        authors=tuple(filter(None, [first(config, "author.name", "author")])),
        language=first(config, "lang", "locale", "language"),
        url=first(config, "url").rstrip("/") + first(config, "baseurl"),
        timezone=first(config, "timezone"),
        values=template_values(config, "site"),
        rules=frozenset(
            {Rule.ABBREVIATIONS, Rule.ATTRIBUTES, Rule.DEFINITION_LISTS, Rule.TEMPLATE_TAGS}
        ),
    )


def _gem(project: Project) -> tuple[Evidence, ...]:
    path = find_file(project, "Gemfile")
    text = read_text(project, path) if path else ""
    if path and (found := _GEM.search(text)):
        line = text.count("\n", 0, found.start(1)) + 1
        return evidence_of(f"it needs the gem {found[1]}", path, line)
    return ()


def _folder(project: Project) -> tuple[Evidence, ...]:
    """Return a folder of Jekyll's; `_posts` alone is enough if its files are dated."""
    path = find_file(project, *CONFIG)
    name = next((name for name in FOLDERS if has_folder(project, name)), "")
    if path and name:
        return evidence_of(f"there is a folder {name} beside it", path)
    return ()
