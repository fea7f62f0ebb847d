"""Every generator that bookc knows, the more telling ones first.

A detector looks at a project and returns the `Site` that it is, or None. A new one is a module of
its own and a line in `DETECTORS`.
"""

from collections.abc import Callable

from bookc.model import Site
from bookc.site.generators.astro import detect_astro
from bookc.site.generators.docusaurus import detect_docusaurus
from bookc.site.generators.eleventy import detect_eleventy
from bookc.site.generators.gatsby import detect_gatsby
from bookc.site.generators.gitbook import detect_gitbook
from bookc.site.generators.hexo import detect_hexo
from bookc.site.generators.honkit import detect_honkit
from bookc.site.generators.hugo import detect_hugo
from bookc.site.generators.jekyll import detect_jekyll
from bookc.site.generators.mdbook import detect_mdbook
from bookc.site.generators.mkdocs import detect_mkdocs
from bookc.site.generators.nextjs import detect_nextjs
from bookc.site.generators.obsidian import detect_obsidian
from bookc.site.generators.pelican import detect_pelican
from bookc.site.generators.quartz import detect_quartz
from bookc.site.generators.zenn import detect_zenn
from bookc.site.generators.zola import detect_zola
from bookc.site.project import Project

DETECTORS: tuple[Callable[[Project], Site | None], ...] = (
    detect_mdbook,
    detect_docusaurus,
    detect_quartz,
    detect_astro,
    detect_gatsby,
    detect_hexo,
    detect_eleventy,
    detect_nextjs,
    detect_zenn,
    detect_zola,
    detect_hugo,
    detect_pelican,
    detect_mkdocs,
    detect_honkit,
    detect_jekyll,
    detect_gitbook,
    detect_obsidian,
)

__all__ = ["DETECTORS"]
