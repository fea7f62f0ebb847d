"""What `bookc` offers to other programs, and to its own command line.

A build first of all starts the process that workers are forked from, which has more to import than
this one and another core to do it on; so nothing heavy is imported before that.
"""

import os
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from bookc.model import BuildManifest, Format
    from bookc.model.overview import Inspection, Outline
    from bookc.model.theme import ThemeOverview
    from bookc.store import Store

STORE_FOLDER = ".bookc"


def build(
    project: str | os.PathLike[str],
    *,
    formats: "Collection[Format | str]" = ("epub", "pdf"),
    output: str | os.PathLike[str] | None = None,
    workers: int | None = None,
    scheduler: str | None = None,
    cache: bool = True,
    strict: bool = False,
    progress: Callable[[str, int, int], None] = lambda what, done, total: None,
) -> "BuildManifest":
    """Compile the book in a folder and return what was written.

    Args:
        project: the folder with `book.toml`; a folder of posts without one is a project too.
        formats: `Format` members or their values; both by default.
        output: the folder for the files; `dist` in the project by default.
        workers: processes for pictures and layout; as many as there are cores by default.
        scheduler: the address of a Dask scheduler, such as `tcp://HOST:PORT`, whose workers do that
            instead; needs `bookc[cluster]`.
        cache: keep results in `.bookc` in the project, and use those that are there.
        strict: problems in posts stop the build.
        progress: called with what is being made, how many are done and how many there are; by two
            threads when both formats are made at once, but never by both at the same time.

    Returns:
        The files with sizes and SHA-256 sums, counts, and the problems that were found on the way.

    Raises:
        BookcError: if there is something that the author has to fix first; no file is written.
        ValueError: if there is no such format.
    """
    processes = workers or len(os.sched_getaffinity(0))
    with _fork_server(Path(project) / STORE_FOLDER if cache else None, processes) as needed:
        from bookc.config import load_config
        from bookc.model import Format
        from bookc.record import find_record, take_state, write_record

        wanted = frozenset(map(Format, formats))
        config = load_config(Path(project))
        target = Path(output).resolve() if output is not None else config.project / "dist"
        with _store(config.project, cache=cache) as store:
            with store.in_use():
                state = take_state(config, target, store, formats=wanted, strict=strict)
                if manifest := find_record(store, state):
                    return manifest
                needed()
                from bookc.jobs import Runner
                from bookc.workers import worker_pool

                with worker_pool(processes, store) as executor, _cluster(scheduler) as cluster:
                    from bookc.pipeline import compile_book  # while workers start

                    told = _one_at_a_time(progress)
                    runner = Runner(store, executor, told, cluster, processes)
                    manifest = compile_book(config, target, runner, formats=wanted, strict=strict)
                write_record(store, state, manifest)
            store.prune(config.cache.size_bytes)
    return manifest


def _one_at_a_time(progress: Callable[[str, int, int], None]) -> Callable[[str, int, int], None]:
    """Return a function that waits until the call before is over: lines would run together."""
    lock = Lock()

    def tell(what: str, done: int, total: int) -> None:
        with lock:
            progress(what, done, total)

    return tell


def clean(project: str | os.PathLike[str]) -> int:
    """Remove what is kept of earlier builds of a project, and return how many bytes that were.

    Raises:
        BookcError: if it cannot be removed, or a build is using it.
    """
    from bookc.errors import OutputError
    from bookc.model import Location, Problem
    from bookc.store import Store

    at = Location(STORE_FOLDER)
    try:
        return Store(Path(project) / STORE_FOLDER).clear()
    except BlockingIOError as error:
        raise OutputError(Problem("a build is using it", at, "wait for its end")) from error
    except OSError as error:
        raise OutputError(Problem(f"it cannot be removed: {error.strerror}", at)) from error


def inspect(project: str | os.PathLike[str]) -> "Inspection":
    """Return what is found in a project, and why: site, posts, order, dialects, languages.

    Raises:
        BookcError: if book.toml is wrong, or there is no post.
    """
    from bookc.config import load_config
    from bookc.inspection import inspect_project
    from bookc.jobs import Runner

    config = load_config(Path(project))
    with _store_to_look(config.project) as store:
        return inspect_project(config, Runner(store))


def outline(project: str | os.PathLike[str]) -> "Outline":
    """Return the parts and chapters of the book that a project makes.

    Raises:
        BookcError: if book.toml is wrong, or there is no post.
    """
    from bookc.config import load_config
    from bookc.jobs import Runner
    from bookc.overview import outline_book

    config = load_config(Path(project))
    with _store_to_look(config.project) as store:
        return outline_book(config, Runner(store))


def list_themes(project: str | os.PathLike[str]) -> "tuple[ThemeOverview, ...]":
    """Return every theme that a project can ask for; of a broken one, what is wrong with it."""
    import bookc.render

    return tuple(bookc.render.list_themes(Path(project).resolve()))


def describe_theme(project: str | os.PathLike[str], name: str) -> "ThemeOverview":
    """Return what a theme is for, what it is made from, and the variables that it has.

    Raises:
        BookcError: if there is no such theme, or it is broken.
    """
    import bookc.render

    return bookc.render.describe_theme(Path(project).resolve(), name)


def new_theme(
    project: str | os.PathLike[str], name: str, *, extends: str = "notes"
) -> tuple[Path, ...]:
    """Write a theme to start from into a project's `themes/`, and return its files.

    Raises:
        BookcError: if the name cannot be had, there is no theme to extend, or nothing can be
            written.
    """
    import bookc.render

    return bookc.render.write_starter(Path(project).resolve(), name, extends)


def _fork_server(store: Path | None, workers: int) -> "AbstractContextManager[Callable[[], None]]":
    """Have the process run that workers are forked from, if there are to be any."""
    if workers < 2:
        return nullcontext(lambda: None)
    from bookc.fork_server import running_fork_server

    return running_fork_server(store)


@contextmanager
def _store_to_look(project: Path) -> "Iterator[Store]":
    """Yield a store that leaves nothing behind in a project where no book was built yet."""
    with _store(project, cache=(project / STORE_FOLDER).is_dir()) as store, store.in_use():
        yield store


@contextmanager
def _store(project: Path, *, cache: bool) -> "Iterator[Store]":
    """Yield the store of a project, or one that is gone after the build."""
    from bookc.store import open_store, temporary_store

    if not cache:
        with temporary_store() as store:
            yield store
        return
    try:
        store = open_store(project / STORE_FOLDER)
    except OSError as error:
        from bookc.errors import OutputError
        from bookc.model import Location, Problem

        what = f"results cannot be kept there: {error.strerror}"
        hint = "--no-cache builds without them"
        raise OutputError(Problem(what, Location(STORE_FOLDER), hint)) from error
    yield store


@contextmanager
def _cluster(scheduler: str | None) -> Iterator[Executor | None]:
    """Yield the workers of a scheduler; None without one."""
    if scheduler is None:
        yield None
        return
    try:
        from bookc.cluster import open_cluster
    except ModuleNotFoundError as error:
        from bookc.errors import OutputError
        from bookc.model import Location, Problem

        what = f"jobs on a cluster need the package {error.name}"
        hint = 'pip install "bookc[cluster]"'
        raise OutputError(Problem(what, Location(scheduler), hint)) from error
    with open_cluster(scheduler) as cluster:
        yield cluster
