"""Quartz, which publishes Obsidian vaults.

Source: https://quartz.jzhao.xyz/configuration
"""

from bookc.model import Rule, Site
from bookc.site.project import Project, config_file, folders_with_posts, places, read_settings
from bookc.site.settings import every, first

CONFIG = ("quartz.config.ts",)


def detect_quartz(project: Project) -> Site | None:
    """Read the title of the page, and what is not published."""
    evidence = config_file(project, *CONFIG)
    if not evidence:
        return None
    config = read_settings(project, *CONFIG)
    ignored = [f"content/{name}" for name in every(config, "ignorePatterns")]
    return Site(
        generator="Quartz",
        evidence=evidence,
        content=folders_with_posts(project, ["content"]) or (project.base,),
        without=places(project, "quartz", "docs", "public", *ignored),
        roots=places(project, "content", "quartz/static"),
        title=first(config, "pageTitle"),
        language=first(config, "locale"),
        url=_address(first(config, "baseUrl")),
        names_are_titles=True,
        rules=frozenset({Rule.BLOCK_IDS, Rule.MARKS, Rule.PERCENT_COMMENTS, Rule.WIKILINKS}),
    )


def _address(host: str) -> str:
    return host if "://" in host or not host else f"https://{host}"
