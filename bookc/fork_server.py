"""The process that workers are forked from.

It is started as soon as there is something to do, and imports what layout needs while this process
looks at the posts.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import forkserver
from pathlib import Path

_IMPORTED_ONCE = ["bookc.worker_imports", "bookc.pdf.preload"]
STORE = "BOOKC_STORE"
"""The variable that tells it which store knows what the last build loaded."""


def start_fork_server(store: Path) -> None:
    """Start it, unless it runs already.

    Args:
        store: the folder of the store.
    """
    forkserver.set_forkserver_preload(_IMPORTED_ONCE)
    with _variable(STORE, str(store)):
        forkserver.ensure_running()


@contextmanager
def _variable(name: str, value: str) -> Iterator[None]:
    """Set a variable of the environment for processes that are started meanwhile."""
    os.environ[name] = value
    try:
        yield
    finally:
        del os.environ[name]
