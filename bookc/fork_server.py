"""The process that workers are forked from.

It is started before all else, and imports what layout needs while this process looks at the posts.
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import forkserver
from pathlib import Path
from threading import Lock
from typing import Any

_IMPORTED_ONCE = ["bookc.worker_imports", "bookc.pdf.preload"]
STORE = "BOOKC_STORE"
"""The variable that tells it which store knows what the last build loaded."""

_server: Any = forkserver._forkserver
"""That of this process; multiprocessing says nothing of it, nor can it be stopped otherwise."""
_builds: list[object] = []
"""Those of this process that go on."""
_changing = Lock()


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
