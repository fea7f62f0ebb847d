"""The process that workers are forked from.

It is started before all else, and imports what layout needs while this process looks at the posts.
"""

import atexit
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from itertools import pairwise
from multiprocessing import forkserver, util
from pathlib import Path
from threading import Lock, active_count
from typing import Any

_SHARED = ("bookc.pdf.binding", "bookc.pdf.margins", "importlib.metadata", "importlib.resources")
"""What this process and that one both come to import, most of it through these."""
_IMPORTED_ONCE = ["bookc.worker_imports", "bookc.pdf.preload"]
STORE = "BOOKC_STORE"
"""The variable that tells it which store knows what the last build loaded."""

_server: Any = forkserver._forkserver
"""That of this process; multiprocessing says nothing of it, nor can it be stopped otherwise."""
_builds: list[object] = []
"""Those of this process that go on."""
_changing = Lock()
_util: Any = util
_spawn: Callable[..., int] = util.spawnv_passfds


def fork_helpers() -> None:
    """From now on, fork it and its like from this process instead of starting Python anew.

    What has been imported need not be imported again: 0.15 s of work in each build. It is for the
    command line, which has one thread and nothing in memory yet; of the program that calls
    `bookc.build` nobody knows what it holds.
    """
    for each in _SHARED:
        import_module(each)
    gc.freeze()  # or both would go through it, and copy what they have touched
    _util.spawnv_passfds = _fork


def _fork(program: bytes, arguments: list[str], kept: Iterable[int]) -> int:
    """Run in a fork of this process what multiprocessing would have a new Python run.

    Args:
        program: Python.
        arguments: for it, with `-c` and lines of Python as the last two.
        kept: the files that stay open.

    Returns:
        The number of the process.
    """
    if active_count() > 1 or arguments[-2] != "-c":
        return _spawn(program, arguments, kept)
    _util._flush_std_streams()
    if child := os.fork():
        return child
    try:
        _close_all_but(kept)
        _server.__init__()  # it is being started, which nobody else in here is to wait for
        exec(arguments[-1], {"__name__": "__main__"})  # what multiprocessing wrote
    except (SystemExit, KeyboardInterrupt):
        pass
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        atexit._run_exitfuncs()
        os._exit(0)


def _close_all_but(kept: Iterable[int]) -> None:
    """Close all files but the standard ones and some.

    What multiprocessing has for this closes every file if 0 is to stay: `os.closerange(0, 0)` does
    so on Linux.
    """
    stay = sorted({2, *kept, os.sysconf("SC_OPEN_MAX")})
    for before, after in pairwise(stay):
        os.closerange(before + 1, after)


@contextmanager
def running_fork_server(store: Path | None) -> Iterator[Callable[[], None]]:
    """Have it run during a build, and yield what says that it is needed, or it ends at once.

    Args:
        store: the folder of the store, which need not be there; None for a new one.
    """
    is_needed = False

    def need() -> None:
        nonlocal is_needed
        is_needed = True

    with _changing:
        is_ours = _server._forkserver_pid is None
        start_fork_server(store)
        _builds.append(need)
    try:
        yield need
    finally:
        with _changing:
            _builds.remove(need)
            if is_ours and not is_needed and not _builds:
                _stop()


def start_fork_server(store: Path | None) -> None:
    """Start it, unless it runs already.

    Args:
        store: the folder of the store.
    """
    forkserver.set_forkserver_preload(_IMPORTED_ONCE)
    with _variable(STORE, str(store or "")):
        forkserver.ensure_running()


def _stop() -> None:
    """Let it end in the middle of what it imports, which takes longer than a build of nothing."""
    with suppress(ProcessLookupError, ChildProcessError):
        if _server._forkserver_pid:
            os.kill(_server._forkserver_pid, signal.SIGTERM)
        _server._stop()


@contextmanager
def _variable(name: str, value: str) -> Iterator[None]:
    """Set a variable of the environment for processes that are started meanwhile."""
    os.environ[name] = value
    try:
        yield
    finally:
        del os.environ[name]
