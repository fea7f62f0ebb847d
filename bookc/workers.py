"""The processes of this machine that run jobs."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.popen_forkserver import Popen
from multiprocessing.process import BaseProcess
from threading import Thread
from types import ModuleType
from typing import Any, TypeVar

from bookc.fork_server import start_fork_server
from bookc.store import Store

Result = TypeVar("Result")


class Workers(Executor):
    """Processes that run jobs, and can be exchanged for new ones."""

    def __init__(self, start: Callable[[], Executor]) -> None:
        """Take what starts them."""
        self._start = start
        self._pool = start()
        self._ending: Thread | None = None

    def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> "Future[Result]":
        """Call a function in one of them."""
        return self._pool.submit(fn, *args, **kwargs)

    def renew(self) -> None:
        """Let new processes do what comes from now on."""
        self._pool.shutdown()
        self._pool = self._start()

    def rest(self) -> None:
        """Let them end while this process does what is left: no job comes any more."""
        self._ending = Thread(target=self._pool.shutdown)
        self._ending.start()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002  # as Executor has it
        """End them."""
        if self._ending is None:
            self._pool.shutdown(wait, cancel_futures=cancel_futures)
        elif wait:
            self._ending.join()


class _WorkerProcess(ForkServerProcess):
    """A worker that does not import the program which called us.

    multiprocessing has workers run `__main__` again, so a script that just calls `bookc.build`
    would build again in each of them. Jobs need nothing of it.
    """

    @staticmethod
    def _Popen(process_obj: BaseProcess) -> Popen:  # noqa: N802  # the name is multiprocessing's
        program = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            return ForkServerProcess._Popen(process_obj)
        finally:
            sys.modules["__main__"] = program


class _WorkerContext(ForkServerContext):
    Process = _WorkerProcess


@contextmanager
def worker_pool(workers: int, store: Store) -> Iterator[Executor | None]:
    """Yield an executor with so many processes; None for one worker.

    Their temporary files are in a folder of the store, which is removed however they end.
    """
    if workers < 2:
        yield None
        return
    context = _WorkerContext()
    start_fork_server(store.folder)
    with store.temporary_folder() as folder:

        def start() -> Executor:
            return ProcessPoolExecutor(
                workers, mp_context=context, initializer=_use_folder, initargs=(str(folder),)
            )

        with Workers(start) as executor:
            yield executor


def _use_folder(folder: str) -> None:
    """Keep temporary files in a folder that is removed however the worker ends."""
    tempfile.tempdir = folder
