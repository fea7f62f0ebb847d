"""The whole line, stage after stage: the one module that knows all of them."""

from collections.abc import Set
from pathlib import Path, PurePosixPath

from bookc.blocks import blocks_of
from bookc.discover import discover_posts, list_files
from bookc.epub import prove_epub, write_epub
from bookc.errors import ContentError
from bookc.images import process_images
from bookc.jobs import Runner
from bookc.links import resolve_links
from bookc.model import BookConfig, BuildManifest, Collection, Format, Medium, Problem, ProblemKind
from bookc.order import order_chapters
from bookc.parse import parse_posts
from bookc.pdf import draw_cover, missing_glyphs, write_pdf
from bookc.render import load_theme, render, render_cover
from bookc.save import save_outputs, unfinished
from bookc.site import survey_site
from bookc.slug import PathOrder, path_order

_NO_FAULT = ProblemKind.LEFT_OUT
"""A draft that stays out of the book is worth a line and nothing to fix."""


def compile_book(
    config: BookConfig,
    output: Path,
    runner: Runner,
    *,
    formats: Set[Format],
    strict: bool = False,
) -> BuildManifest:
    """Compile a book, save it, and say what was written.

    Args:
        config: what book.toml says, or would.
        output: the folder for the finished files.
        runner: where the slow jobs run, and the store of their results.
        formats: the files to write.
        strict: problems in posts stop the build.

    Raises:
        BookcError: if the theme or the output is wrong, or no post is left; or, if strict, for
            any problem.
    """
    media = [Medium.PAGED] if formats == {Format.PDF} else list(Medium)
    collection = collect_posts(config)
    book = resolve_links(
        order_chapters(parse_posts(collection, config, runner), config), collection, config
    )
    theme = load_theme(config)
    images = process_images(book, config, media, runner, measure_mm=theme.measure_mm)
    problems = book.problems + images.problems
    blocks = blocks_of(book)
    pages = None
    with unfinished(output) as folder:
        if Format.PDF in formats:
            problems += missing_glyphs(book, theme.fonts)
            paged = render(book, theme, Medium.PAGED, images, config)
            pdf = folder / f"{config.output.name}.pdf"
            depth = config.pdf.bookmark_depth
            pages = write_pdf(paged, pdf, runner, bookmark_depth=depth, blocks=blocks).pages
        if Format.EPUB in formats:
            cover = draw_cover(*render_cover(book, theme, images, config), theme.fonts, runner)
            reflowable = render(book, theme, Medium.REFLOWABLE, images, config, cover=cover)
            epub = folder / f"{config.output.name}.epub"
            write_epub(reflowable, epub)
            prove_epub(epub, blocks)
        problems = tuple(sorted(problems, key=_place))
        if strict and (faults := [each for each in problems if each.kind is not _NO_FAULT]):
            raise ContentError(*faults)
        outputs = save_outputs(folder, output)
    return BuildManifest(
        outputs=outputs,
        chapters=len(book.chapters),
        pages=pages,
        pictures=len({picture for _, picture in images.variants}),
        problems=problems,
    )


def collect_posts(config: BookConfig) -> Collection:
    """Find the posts of a project, and out what kind of site they were written for.

    Raises:
        ContentError: if there is no post at all.
    """
    listing = list_files(config.project)
    return discover_posts(config, listing, survey_site(config, listing))


def _place(problem: Problem) -> tuple[PathOrder, int]:
    """Return where a problem stands among those of all stages: by file and line."""
    return path_order(PurePosixPath(problem.at.path)), problem.at.line or 0
