"""The whole line, stage after stage: the one module that knows all of them."""

from collections.abc import Callable, Iterator, Mapping, Set
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path, PurePosixPath

from bookc.collect import read_book
from bookc.diagrams import draw_diagrams
from bookc.digests import remembered_digests
from bookc.errors import ContentError, OutputError
from bookc.frozen import frozen
from bookc.images import begin_images, process_images
from bookc.jobs import Runner
from bookc.links import Links, index_links, undescribed_pictures, with_links
from bookc.manifest import sums_of_inputs, write_manifest
from bookc.model import (
    NO_FAULTS,
    Book,
    BookConfig,
    BuildManifest,
    Collection,
    Format,
    Images,
    Medium,
    OutputFile,
    PostFigures,
    Problem,
    RenderedBook,
    Section,
)
from bookc.parity import Counts, Wanted, problem_of, wanted_of
from bookc.pdf import (
    PAINT_COVER,
    WrittenPdf,
    begin_layout,
    cover_input,
    draw_cover,
    load_rest,
    missing_glyphs,
    prepare_layout,
    write_pdf,
)
from bookc.render import (
    Theme,
    files_of,
    load_theme,
    render,
    render_cover,
    render_early,
    render_new,
    render_wrap,
    style_problems,
)
from bookc.save import Finished, save_outputs, unfinished
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
    with remembered_digests(runner.store, "digests.json") as digests:
        draft = _draft(config, runner, formats, digests.of)
        with unfinished(output) as folder, runner.beside() as beside:
            finished = Finished(output, beside)
            made = _make_books(draft, formats, finished, folder, runner, beside, digests.of)
            runner.rest()
            name = f"{draft.config.output.name}.manifest.json"
            manifest = _manifest(draft, made, output / name, strict=strict)
            write_manifest(manifest, made.inputs, folder / name)
            save_outputs(folder, output, manifest.outputs)
    return manifest


@frozen
class _Draft:
    """What both writers make their files from."""

    config: BookConfig
    book: Book
    theme: Theme
    images: Images
    wanted: Mapping[str, tuple[Wanted, ...]]
    """What the files are proved to hold, by content document."""
    sources: tuple[PurePosixPath, ...]
    """The files of the project that the book is made of."""
    early: RenderedBook | None
    """What is begun early of the book in print, if that is wanted."""
    is_edit: bool
    """Whether but a few posts are not as they were in an earlier build."""


def _draft(
    config: BookConfig, runner: Runner, formats: Set[Format], digest_of: Callable[[Path], str]
) -> _Draft:
    """Read a book and its theme, and make its pictures fit."""
    media = [Medium.PAGED] if formats == {Format.PDF} else list(Medium)
    read = read_book(config, runner)
    config, collection = read.config, read.collection
    links = index_links(read.book, collection, config, read.manuscript.posts)
    theme = load_theme(config, digest_of)
    measure_mm = theme.measure_mm
    new = _new_posts(read.book, links, config, runner) if Format.PDF in formats else None
    is_ready = new and begin_images(new, config, media, runner, digest_of, measure_mm=measure_mm)
    if new and is_ready:
        images = process_images(
            new, config, media, runner.quietly(), digest_of, measure_mm=measure_mm
        )
        _begin_new_posts(new, read.book, theme, images, config, runner)
    book = with_links(read.book, links)
    del read, links  # what only that takes is not held any longer
    _check_tallies(book)
    book = draw_diagrams(book, config, runner)
    early = None
    if Format.PDF in formats:
        early = render_early(book, theme, config, runner)
        prepare_layout(early, runner)
    images = process_images(book, config, media, runner, digest_of, measure_mm=measure_mm)
    if new and not is_ready:
        _begin_new_posts(new, book, theme, images, config, runner)
    wanted = wanted_of(book, unreadable=images.sources - {path for _, path in images.variants})
    sources = (*_sources(collection, book), *images.sources, *files_of(theme, config.project))
    return _Draft(config, book, theme, images, wanted, sources, early, is_edit=new is not None)


def _new_posts(book: Book, links: Links, config: BookConfig, runner: Runner) -> Book | None:
    """Return the book of what an edit has added or changed, if workers can begin with all of it."""
    new = book.of_new_posts()
    if runner.executor is None or not 0 < len(new.chapters) <= runner.workers:
        return None
    return draw_diagrams(with_links(new, links), config, runner.quietly())


def _begin_new_posts(
    new: Book, whole: Book, theme: Theme, images: Images, config: BookConfig, runner: Runner
) -> None:
    """Let workers lay out what an edit has added or changed while all else is looked through."""
    begin_layout(render_new(new, whole, theme, images, config, runner.quietly()), runner)


@frozen
class _Made:
    """The books of a build, and what was found out by making them."""

    outputs: tuple[OutputFile, ...]
    inputs: tuple[Mapping[str, str], ...]
    """Paths and sums of what they are made of."""
    pages: int | None
    in_epub: Counts | None
    in_pdf: Counts | None
    """What was read back, if there is such a book."""
    problems: tuple[Problem, ...]


def _make_books(
    draft: _Draft,
    formats: Set[Format],
    finished: Finished,
    folder: Path,
    runner: Runner,
    beside: Executor,
    digest_of: Callable[[Path], str],
) -> _Made:
    """Write all files; what needs this process alone is done beside, while pages are laid out."""
    book, theme, images, config = draft.book, draft.theme, draft.images, draft.config
    pages = in_epub = in_pdf = None
    problems: tuple[Problem, ...] = ()
    if Format.PDF in formats:
        beside.submit(load_rest, reads=draft.is_edit)
        paged = render(
            *(book, theme, Medium.PAGED, images, config, runner),
            early=draft.early,
            begin=lambda rendered: begin_layout(rendered, runner),
        )
        glyphs = beside.submit(missing_glyphs, book, theme.fonts, runner)
    if Format.EPUB in formats:
        epub = beside.submit(_make_epub, draft, folder, runner, finished)
    inputs = beside.submit(sums_of_inputs, config.project, draft.sources, digest_of)
    if Format.PDF in formats:
        pdf = _make_pdf(paged, draft, folder, runner, finished)
        pages, in_pdf = pdf.pages, pdf.counts
        problems = (*runner.result(glyphs), *style_problems(theme, pdf.mistakes))
    if Format.EPUB in formats:
        in_epub = runner.result(epub)
    sums = runner.result(inputs)
    return _Made(finished.outputs(), sums, pages, in_epub, in_pdf, problems)


def _make_pdf(
    paged: RenderedBook, draft: _Draft, folder: Path, runner: Runner, finished: Finished
) -> WrittenPdf:
    """Write the PDF, and the wrap of a book that has one; return what was found out of the PDF."""
    book, theme, images, config = draft.book, draft.theme, draft.images, draft.config
    name, depth = config.output.name, config.pdf.bookmark_depth
    path = folder / f"{name}.pdf"
    written = write_pdf(
        *(paged, path, runner),
        bookmark_depth=depth,
        wanted=draft.wanted,
        when_written=finished.add,
    )
    if wrap := render_wrap(book, theme, images, config, runner, pages=written.pages):
        write_pdf(wrap, folder / f"{name}-wrap.pdf", runner, when_written=finished.add)
    return written


def _make_epub(draft: _Draft, folder: Path, runner: Runner, finished: Finished) -> Counts:
    """Write the EPUB, and return what was read back."""
    from bookc.epub import prove_epub, write_epub  # while pages are laid out

    book, theme, images, config = draft.book, draft.theme, draft.images, draft.config
    cover = cover_input(
        *render_cover(book, theme, images, config, runner), fonts=theme.fonts, runner=runner
    )
    runner.begin(PAINT_COVER, cover)  # while the rest is rendered
    rendered = render(book, theme, Medium.REFLOWABLE, images, config, runner)
    rendered = replace(rendered, cover=draw_cover(cover, runner))
    path = folder / f"{config.output.name}.epub"
    finished.add(path, write_epub(rendered, path, runner))
    return prove_epub(path, draft.wanted, runner)


def _manifest(draft: _Draft, made: _Made, file: Path, *, strict: bool) -> BuildManifest:
    """Return what a build has made, and what was found out on the way.

    Raises:
        ContentError: if strict, and there is something to find fault with.
    """
    return BuildManifest(
        outputs=made.outputs,
        chapters=len(draft.book.chapters),
        pages=made.pages,
        pictures=len({picture for _, picture in draft.images.variants}),
        problems=_problems(draft, made, strict=strict),
        posts=tuple(_figures(draft.book, made.in_epub, made.in_pdf)),
        undated=sum(not each.post.published for each in _posts(draft.book)),
        file=file,
    )


def _problems(draft: _Draft, made: _Made, *, strict: bool) -> tuple[Problem, ...]:
    """Return the problems of all stages, in order.

    Raises:
        ContentError: if strict, with those that are faults.
    """
    book = draft.book
    problems = (*book.problems, *draft.images.problems, *made.problems)
    if strict:
        problems += tuple(undescribed_pictures(book))
    problems = tuple(sorted(problems, key=_place))
    if strict and (faults := [each for each in problems if each.kind not in NO_FAULTS]):
        raise ContentError(*faults)
    return problems


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
