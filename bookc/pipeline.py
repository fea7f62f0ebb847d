"""The whole line, stage after stage: the one module that knows all of them."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bookc.collect import read_book
from bookc.diagrams import draw_diagrams
from bookc.errors import ContentError, OutputError
from bookc.images import pictures_of, process_images
from bookc.jobs import Runner
from bookc.links import resolve_links, undescribed_pictures
from bookc.manifest import write_manifest
from bookc.model import (
    NO_FAULTS,
    Book,
    BookConfig,
    BuildManifest,
    Collection,
    Format,
    Images,
    Medium,
    PostFigures,
    Problem,
    RenderedBook,
    Section,
)
from bookc.parity import Counts, Wanted, problem_of, wanted_of
from bookc.pdf import (
    WrittenPdf,
    draw_cover,
    load_readers,
    missing_glyphs,
    prepare_layout,
    write_pdf,
)
from bookc.render import (
    Theme,
    files_of,
    load_theme,
    paged_style_sheet,
    render,
    render_cover,
    render_wrap,
    style_problems,
)
from bookc.save import describe_outputs, save_outputs, unfinished
from bookc.slug import PathOrder, path_order


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
    config, collection, book = _read(config, runner)
    _check_tallies(book)
    book = draw_diagrams(book, config, runner)
    theme = load_theme(config)
    if Format.PDF in formats:
        prepare_layout(paged_style_sheet(book, theme, config), theme.fonts, runner)
    images = process_images(book, config, media, runner, measure_mm=theme.measure_mm)
    pictures = frozenset(pictures_of(book))
    wanted = wanted_of(book, unreadable=pictures - {path for _, path in images.variants})
    draft = _Draft(config, book, theme, images, wanted)
    problems = book.problems + images.problems
    pages = in_epub = in_pdf = None
    with unfinished(output) as folder, runner.beside() as beside:
        if Format.PDF in formats:
            paged = render(book, theme, Medium.PAGED, images, config, runner)
            glyphs = beside.submit(missing_glyphs, book, theme.fonts)
        if Format.EPUB in formats:  # while pages are laid out
            epub = beside.submit(_make_epub, draft, folder, runner)
        if Format.PDF in formats:
            beside.submit(load_readers)
            written = _make_pdf(paged, draft, folder, runner)
            pages, in_pdf = written.pages, written.counts
            problems += glyphs.result() + style_problems(theme, written.mistakes)
        if Format.EPUB in formats:
            in_epub = epub.result()
        if strict:
            problems += tuple(undescribed_pictures(book))
        problems = tuple(sorted(problems, key=_place))
        if strict and (faults := [each for each in problems if each.kind not in NO_FAULTS]):
            raise ContentError(*faults)
        name = f"{config.output.name}.manifest.json"
        manifest = BuildManifest(
            outputs=describe_outputs(folder, output),
            chapters=len(book.chapters),
            pages=pages,
            pictures=len({picture for _, picture in images.variants}),
            problems=problems,
            posts=tuple(_figures(book, in_epub, in_pdf)),
            undated=sum(not each.post.published for each in _posts(book)),
            file=output / name,
        )
        inputs = (*_sources(collection, book), *pictures, *files_of(theme, config.project))
        write_manifest(manifest, config.project, inputs, folder / name, runner.store)
        save_outputs(folder, output, manifest.outputs)
    return manifest


def _read(config: BookConfig, runner: Runner) -> tuple[BookConfig, Collection, Book]:
    """Read a book and resolve its links; what only that takes is not held any longer."""
    read = read_book(config, runner)
    book = resolve_links(read.book, read.collection, read.config, read.manuscript.posts)
    return read.config, read.collection, book


@dataclass(frozen=True, slots=True)
class _Draft:
    """What both writers make their files from."""

    config: BookConfig
    book: Book
    theme: Theme
    images: Images
    wanted: Mapping[str, tuple[Wanted, ...]]
    """What the files are proved to hold, by content document."""


def _make_pdf(paged: RenderedBook, draft: _Draft, folder: Path, runner: Runner) -> WrittenPdf:
    """Write the PDF, and the wrap of a book that has one; return what was found out of the PDF."""
    book, theme, images, config = draft.book, draft.theme, draft.images, draft.config
    name, depth = config.output.name, config.pdf.bookmark_depth
    path = folder / f"{name}.pdf"
    written = write_pdf(paged, path, runner, bookmark_depth=depth, wanted=draft.wanted)
    if wrap := render_wrap(book, theme, images, config, pages=written.pages):
        write_pdf(wrap, folder / f"{name}-wrap.pdf", runner)
    return written


def _make_epub(draft: _Draft, folder: Path, runner: Runner) -> Counts:
    """Write the EPUB, and return what was read back."""
    from bookc.epub import prove_epub, write_epub  # while pages are laid out

    book, theme, images, config = draft.book, draft.theme, draft.images, draft.config
    cover = draw_cover(*render_cover(book, theme, images, config), theme.fonts, runner)
    rendered = render(book, theme, Medium.REFLOWABLE, images, config, runner, cover=cover)
    path = folder / f"{config.output.name}.epub"
    write_epub(rendered, path)
    return prove_epub(path, draft.wanted, runner)


def _check_tallies(book: Book) -> None:
    """Stop if a rule for Markdown has lost something of a post.

    Raises:
        OutputError: with every piece that is gone.
    """
    lost = [loss for section in book.sections() for loss in section.post.tally.lost]
    if lost:
        raise OutputError(*(problem_of(loss, "book") for loss in lost))


def _figures(book: Book, epub: Counts | None, pdf: Counts | None) -> Iterator[PostFigures]:
    for section in book.sections():
        path, tally = section.post.path.as_posix(), section.post.tally
        yield PostFigures(
            path=path,
            seen=tally.seen,
            removed=tally.removed,
            epub=None if epub is None else epub[path],
            pdf=None if pdf is None else pdf[path],
        )


def _posts(book: Book) -> Iterator[Section]:
    """Yield the sections of the body; front and back matter needs no date."""
    yield from (section for chapter in book.chapters for section in chapter.sections)


def _sources(collection: Collection, book: Book) -> Iterator[PurePosixPath]:
    """Yield the files of the project whose text the book is made of."""
    yield PurePosixPath("book.toml")
    posts = (*collection.posts, *collection.front, *collection.back)
    yield from (source.path for source in posts)
    yield from (summary.file for summary in collection.site.summaries)
    if book.cover_page:
        yield book.cover_page.path


def _place(problem: Problem) -> tuple[PathOrder, int]:
    """Return where a problem stands among those of all stages: by file and line."""
    return path_order(PurePosixPath(problem.at.path)), problem.at.line or 0
