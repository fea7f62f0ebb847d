"""The starter sites among the golden books: one for each generator."""

from pathlib import Path

STARTERS = {
    "astro": "Astro",
    "docusaurus": "Docusaurus",
    "eleventy": "Eleventy",
    "gatsby": "Gatsby",
    "gitbook": "GitBook",
    "hexo": "Hexo",
    "honkit": "HonKit",
    "hugo": "Hugo",
    "jekyll": "Jekyll",
    "mdbook": "mdBook",
    "mkdocs": "MkDocs",
    "nextjs": "Next.js",
    "obsidian": "Obsidian",
    "pelican": "Pelican",
    "zenn": "Zenn",
    "zola": "Zola",
}
"""What the generator is called, by the name of its golden book behind `site-`."""


def starter(name: str) -> Path:
    """Return the folder of a starter site."""
    return Path(__file__).parent / "golden" / f"site-{name}"
