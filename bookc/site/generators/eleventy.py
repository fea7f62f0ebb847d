"""Eleventy.

Source: https://www.11ty.dev/docs/config/
"""

from bookc.model import Rule, Site
from bookc.site.project import Project, config_file, dependency, place, places, read_settings
from bookc.site.settings import every, first
from bookc.site.template_values import template_values

CONFIG = (
    *(".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs"),
    "eleventy.config.ts",
)
METADATA = ("metadata.js", "metadata.json", "metadata.cjs", "site.json", "site.js", "meta.js")


def detect_eleventy(project: Project) -> Site | None:
    """Read the folders, and the data file in which starters say what the site is."""
    evidence = config_file(project, *CONFIG) or dependency(project, "@11ty/eleventy")
    if not evidence:
        return None
    config = read_settings(project, *CONFIG)
    folder = first(config, "dir.input") or "."
    data = f"{folder}/{first(config, 'dir.data') or '_data'}"
    metadata = [
        each
        for name in METADATA
        if (path := place(project, f"{data}/{name}"))
        for each in read_settings(project, path.relative_to(project.base).as_posix())
    ]
    content = place(project, folder)
    includes = f"{folder}/{first(config, 'dir.includes') or '_includes'}"
    output = first(config, "dir.output") or "_site"
    roots = [path for path in every(config, "eleventyConfig.addPassthroughCopy") if "*" not in path]
    return Site(
        generator="Eleventy",
        evidence=evidence,
        content=(content if content in project.post_folders and content else project.base,),
        without=places(project, includes, data, output, "_includes", "_data", f"{folder}/404.md"),
        roots=places(project, folder, *roots, "public"),
        title=first(metadata, "title", "name"),
        description=first(metadata, "description"),
        authors=tuple(filter(None, [first(metadata, "author.name", "author", "authorName")])),
        language=first(metadata, "language", "lang"),
        url=first(metadata, "url"),
        values={
            key: text
            for each in metadata
            for key, text in template_values([each], each.file.stem).items()
        },
        rules=frozenset({Rule.TEMPLATE_TAGS}),
    )
