"""Astro, and Starlight on it.

Source: https://docs.astro.build/en/reference/configuration-reference/
"""

from bookc.model import Rule, Site
from bookc.site.project import (
    Project,
    config_file,
    dependency,
    folders_with_posts,
    places,
    read_settings,
)
from bookc.site.settings import every, first

CONFIG = ("astro.config.mjs", "astro.config.ts", "astro.config.js", "astro.config.cjs")
COLLECTIONS = ("src/content.config.ts", "src/content.config.mjs", "src/content/config.ts")
CONSTANTS = ("src/consts.ts", "src/consts.js", "src/config.ts", "src/site.config.ts")
USUAL = ("src/content", "src/data", "content", "posts", "src/posts", "src/pages")


def detect_astro(project: Project) -> Site | None:
    """Read the collections, the configuration and the file of constants that starters have."""
    evidence = config_file(project, *CONFIG) or dependency(project, "astro")
    if not evidence:
        return None
    config = read_settings(project, *CONFIG)
    constants = (*read_settings(project, *CONSTANTS), *config)
    loaded = every(read_settings(project, *COLLECTIONS), "glob.base")
    content = folders_with_posts(project, loaded) or folders_with_posts(project, USUAL)
    return Site(
        generator="Astro",
        evidence=evidence,
        content=content or (project.base,),
        without=places(project, "public", "src/components", "src/layouts"),
        roots=places(project, "public", "src/assets", "src"),
        title=first(constants, "starlight.title", "SITE_TITLE", "SITE.title", "title"),
        description=first(constants, "SITE_DESCRIPTION", "SITE.desc", "starlight.description"),
        authors=tuple(filter(None, [first(constants, "SITE_AUTHOR", "SITE.author", "author")])),
        language=first(constants, "i18n.defaultLocale", "SITE.lang", "lang"),
        url=first(config, "defineConfig.site", "site") or first(constants, "SITE.website"),
        rules=frozenset({Rule.MDX, Rule.CONTAINERS}),
    )
