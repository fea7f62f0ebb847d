"""Next.js.

It has no place for posts of its own, so the folders are those of its starters.

Source: https://nextjs.org/docs/app/api-reference/config/next-config-js
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
from bookc.site.settings import first

CONFIG = ("next.config.js", "next.config.mjs", "next.config.ts", "next.config.cjs")
USUAL = (
    *("_posts", "posts", "content", "data/blog", "data", "blog", "articles"),
    *("src/posts", "src/content", "src/_posts", "pages", "src/pages", "app", "src/app"),
)
METADATA = (
    *("data/siteMetadata.js", "data/siteMetadata.ts", "site.config.js", "site.config.ts"),
    *("config/site.ts", "src/config/site.ts", "src/lib/constants.ts", "lib/constants.ts"),
    *("app/layout.tsx", "src/app/layout.tsx", "app/layout.jsx", "pages/_app.tsx"),
)


def detect_nextjs(project: Project) -> Site | None:
    """Look for posts where the starters have them."""
    evidence = config_file(project, *CONFIG) or dependency(project, "next")
    if not evidence:
        return None
    config = read_settings(project, *METADATA)
    content = folders_with_posts(project, USUAL)
    is_mdx = any(path.suffix == ".mdx" for path in project.files)
    return Site(
        generator="Next.js",
        evidence=evidence,
        content=content or (project.base,),
        without=places(project, "public", "out", "components", "src/components"),
        roots=places(project, "public"),
        title=first(config, "siteMetadata.title", "metadata.title", "SITE_NAME", "title"),
        description=first(config, "siteMetadata.description", "metadata.description"),
        authors=tuple(filter(None, [first(config, "siteMetadata.author", "author")])),
        language=first(config, "siteMetadata.language", "language", "locale"),
        url=first(config, "siteMetadata.siteUrl", "siteUrl", "metadataBase.URL", "SITE_URL"),
        rules=frozenset({Rule.MDX} if is_mdx else ()),
    )
