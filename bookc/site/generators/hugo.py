"""Hugo.

Source: https://gohugo.io/configuration/
"""

from bookc.model import Evidence, Rule, Site
from bookc.site.project import (
    Project,
    evidence_of,
    folders_with_posts,
    has_folder,
    places,
    read_settings,
)
from bookc.site.settings import Settings, every, first, line_of
from bookc.site.template_values import template_values

ENDINGS = ("toml", "yaml", "yml", "json")
OWN = tuple(f"{folder}hugo.{end}" for folder in ("", "config/_default/") for end in ENDINGS)
SHARED = tuple(f"{folder}config.{end}" for folder in ("", "config/_default/") for end in ENDINGS)
PARTS = tuple(
    f"config/_default/{name}.{end}"
    for name in ("params", "languages", "languages.en", "module")
    for end in ENDINGS
)
KEYS = ("baseURL", "baseurl", "languageCode", "paginate", "theme", "defaultContentLanguage")


def detect_hugo(project: Project) -> Site | None:
    """Read the configuration, in one file or in a folder of them."""
    config = read_settings(project, *OWN, *SHARED)
    evidence = _evidence(project, config)
    if not evidence:
        return None
    config += read_settings(project, *PARTS)
    folders = [*every(config, "contentDir"), "content"]
    static = every(config, "staticDir") or ("static",)
    return Site(
        generator="Hugo",
        evidence=evidence,
        content=folders_with_posts(project, folders) or (project.base,),
        without=places(
            project,
            *("archetypes", "layouts", "themes", "resources", "data", "i18n"),
            first(config, "publishDir") or "public",
        ),
        roots=places(project, *static, "assets", "content"),
        title=first(config, "title", "languages.en.title"),
        description=first(config, "params.description", "description"),
        authors=tuple(
            filter(None, [first(config, "params.author.name", "params.author", "author.name")])
        ),
        language=first(config, "defaultContentLanguage", "languageCode", "locale"),
        url=first(config, "baseURL", "baseurl", "BaseURL"),
        timezone=first(config, "timeZone", "timezone"),
        values=template_values(config, "site"),
        rules=frozenset({Rule.SHORTCODES}),
    )


def _evidence(project: Project, config: tuple[Settings, ...]) -> tuple[Evidence, ...]:
    """Return what tells Hugo: its own file, or its keys in a file that others have too."""
    if not config:
        return ()
    file = config[0].file
    if file.stem == "hugo":
        return evidence_of("there is a file hugo" + file.suffix, file)
    key = next((key for key in KEYS if first(config, key)), "")
    folders = ("archetypes", "layouts", "themes", "content", "static")
    if key and any(has_folder(project, name) for name in folders):
        return evidence_of(f"there is a key {key}", file, line_of(config[0], key))
    return ()
