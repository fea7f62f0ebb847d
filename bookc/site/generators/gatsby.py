"""Gatsby.

Source: https://www.gatsbyjs.com/docs/reference/config-files/gatsby-config/
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

CONFIG = ("gatsby-config.js", "gatsby-config.ts", "gatsby-config.mjs", "gatsby-config.cjs")
USUAL = ("content", "posts", "blog", "src/posts", "src/content", "src/pages")


def detect_gatsby(project: Project) -> Site | None:
    """Read where gatsby-source-filesystem takes its files from, and `siteMetadata`."""
    evidence = config_file(project, *CONFIG) or dependency(project, "gatsby")
    if not evidence:
        return None
    config = read_settings(project, *CONFIG)
    named = [path for path in every(config, "options.path") if "src/images" not in path]
    content = folders_with_posts(project, named) or folders_with_posts(project, USUAL)
    uses_mdx = any("mdx" in value.text for each in config for value in each.values)
    return Site(
        generator="Gatsby",
        evidence=evidence,
        content=content or (project.base,),
        without=places(project, "public", "static", "src/components", "src/templates"),
        roots=(*places(project, "static"), *content),
        title=first(config, "siteMetadata.title"),
        description=first(config, "siteMetadata.description"),
        authors=tuple(
            filter(None, [first(config, "siteMetadata.author.name", "siteMetadata.author")])
        ),
        language=first(config, "siteMetadata.language", "siteMetadata.lang"),
        url=first(config, "siteMetadata.siteUrl"),
        rules=frozenset({Rule.MDX} if uses_mdx else ()),
    )
