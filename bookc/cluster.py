"""Jobs on other machines: the workers of a Dask cluster, as an executor.

They have a disk of their own, so the files that a job reads go along by content, each once to a
worker that still has it, and the result comes back as bytes. Only a machine on which everything
that can change a result has the same version as here may make one.
"""

import dataclasses
import functools
import hashlib
import logging
import pickle
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ParamSpec, TypeVar
from weakref import WeakValueDictionary

import dask
import distributed
from distributed.client import ClosedClientError

from bookc.errors import OutputError
from bookc.jobs import FileInput
from bookc.model import Location, Problem
from bookc.store import Store
from bookc.versions import versions

P = ParamSpec("P")
T = TypeVar("T")

_PATIENCE_S = 10
"""How long a scheduler may take to answer, and how long it may be without a worker."""

_WORKER_BYTES = 500_000_000
"""How much of the files that were sent to it a worker keeps for later jobs."""

_SAME = "install the same versions of bookc, of its packages and of Pango here and there"

_ONE_AT_A_TIME = threading.Lock()
"""WeasyPrint is not safe in threads, and a worker that came late may have several."""


class UnfitError(Exception):
    """A worker would not make the result that is made here; says why."""


class _LostError(Exception):
    """A result cannot be had, and the call is not to blame."""


@contextmanager
def open_cluster(address: str) -> Iterator[Executor]:
    """Yield an executor whose calls run on the workers of a scheduler.

    A worker that dies is no matter: its calls are made by others.

    Args:
        address: as the scheduler shows it when it starts, such as `tcp://10.0.0.5:8786`.

    Raises:
        OutputError: if the scheduler cannot be reached, or has a worker that cannot be used.
    """
    at = Location(address)
    quiet = {"distributed.admin.large-graph-warning-threshold": "1GiB"}  # files are large
    with dask.config.set(quiet), _client(address) as client:
        _check_scheduler(client, at)
        _check_workers(client, at)
        try:
            yield _ClusterExecutor(client)
        except (_LostError, CancelledError, ClosedClientError) as error:
            what, hint = "the scheduler was lost", "what is done is kept: build again"
            raise OutputError(Problem(what, at, hint)) from error
        except distributed.KilledWorker as error:
            what = f"a job was given up; workers that died of it: {error.allowed_failures + 1}"
            hint = "their logs may say why; often it is too little memory"
            raise OutputError(Problem(what, at, hint)) from error
        except UnfitError as error:
            raise OutputError(Problem(str(error), at, _SAME)) from error


class _ClusterExecutor(Executor):
    """Makes calls on a cluster, and sends along the files that their arguments name."""

    def __init__(self, client: distributed.Client) -> None:
        self._client = client
        # The cluster forgets a file when it is not in here: when no call that reads it is left.
        self._sent: WeakValueDictionary[str, distributed.Future[bytes]] = WeakValueDictionary()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Send a call to the cluster."""
        files = {each.digest: self._send(each) for each in _files_in((args, kwargs))}
        call = pickle.dumps((fn, args, kwargs))  # or the scheduler would import WeasyPrint, too
        there = self._client.submit(
            carry_out, call, versions(), tuple(files), *files.values(), pure=False
        )
        here: Future[T] = Future()
        here.set_running_or_notify_cancel()  # what is sent is not taken back
        assert self._client.loop
        self._client.loop.add_callback(_pass_on, there, here, files)
        return here

    def _send(self, file: FileInput) -> distributed.Future[bytes]:
        """Return a file on the cluster.

        It is the result of a call and not scattered data, so that it can be had again if the worker
        that holds it dies.
        """
        if (sent := self._sent.get(file.digest)) is not None:
            return sent
        data = file.path.read_bytes()
        if hashlib.sha256(data).hexdigest() != file.digest:
            what = "the file has changed since the build began"
            raise OutputError(Problem(what, Location(str(file.path)), "build again"))
        sent = self._sent[file.digest] = self._client.submit(bytes, data, pure=False)
        return sent


async def _pass_on(
    there: "distributed.Future[T]", here: Future[T], _: Mapping[str, "distributed.Future[bytes]"]
) -> None:
    """Give a call here the result it has on the cluster; its files are held until then.

    Dask has such an executor, too; it stumbles over a call that is cancelled as it ends.
    """
    try:
        result = await there
    except Exception as error:  # `result` raises it
        here.set_exception(_of_connection(error) if there.status != "error" else error)
    else:
        here.set_result(result)


def _of_connection(error: Exception) -> Exception:
    """Return what it means if a result cannot be fetched though the call has made it."""
    if not isinstance(error, OSError):
        return error
    lost = _LostError()
    lost.__cause__ = error
    return lost


def carry_out(
    call: bytes, expected: Mapping[str, str], digests: tuple[str, ...], *contents: bytes
) -> Any:
    """Make a call on a worker, with the files that its arguments name put onto the disk there.

    Raises:
        UnfitError: if this worker has other versions; one that came late was not asked before.
    """
    if differing := _differing(versions(), expected):
        raise UnfitError(differing)
    store = Store(Path(distributed.get_worker().local_directory) / "bookc")
    with _ONE_AT_A_TIME, store.in_use():
        fn, args, kwargs = pickle.loads(call)
        places = {
            digest: (store.get(digest) or store.put(digest, data, {})).file
            for digest, data in zip(digests, contents, strict=True)
        }
        result = fn(*_placed(args, places), **_placed(kwargs, places))
    if any(digest.startswith("0") for digest in digests):
        store.prune(_WORKER_BYTES)  # takes as long as a small picture: once in a while is enough
    return result


def about_worker(dask_worker: distributed.Worker) -> tuple[Mapping[str, str], int]:
    """Return the versions that a worker has, and the number of its threads."""
    return versions(), dask_worker.state.nthreads


@contextmanager
def _client(address: str) -> Iterator[distributed.Client]:
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # what it says, we raise
    try:
        client = distributed.Client(  # type: ignore[no-untyped-call]
            address, timeout=_PATIENCE_S, set_as_default=False
        )
    except (OSError, ValueError) as error:
        what = "no Dask scheduler answers there"
        hint = "start one with `dask scheduler`; it shows its address"
        raise OutputError(Problem(what, Location(address), hint)) from error
    with client:
        yield client


def _check_scheduler(client: distributed.Client, at: Location) -> None:
    try:
        client.run_on_scheduler(versions)  # type: ignore[no-untyped-call]
    except ModuleNotFoundError as error:
        raise OutputError(Problem(f"the scheduler cannot run bookc: {error}", at, _SAME)) from error


def _check_workers(client: distributed.Client, at: Location) -> None:
    try:
        client.wait_for_workers(1, timeout=_PATIENCE_S)
    except TimeoutError as error:
        hint = f"start one with `dask worker {at.path} --nthreads 1`"
        raise OutputError(Problem("the scheduler has no worker", at, hint)) from error
    problems = []
    for worker, about in sorted(client.run(about_worker, on_error="return").items()):
        if isinstance(about, Exception):
            problems.append(Problem(f"the worker {worker} cannot run bookc: {about}", at, _SAME))
            continue
        theirs, threads = about
        if differing := _differing(theirs, versions()):
            problems.append(Problem(f"the worker {worker} has {differing}", at, _SAME))
        if threads > 1:
            what = f"the worker {worker} has {threads} threads; layout needs one process each"
            problems.append(Problem(what, at, "start it with --nthreads 1 --nworkers auto"))
    if problems:
        raise OutputError(*problems)


def _differing(theirs: Mapping[str, str], ours: Mapping[str, str]) -> str:
    """Say what a worker has that would change results; empty if nothing."""
    return " and ".join(
        f"{name} {theirs.get(name, '(none)')[:12]} instead of {ours[name][:12]}"
        for name in ours
        if theirs.get(name) != ours[name]
    )


def _files_in(value: Any) -> Iterator[FileInput]:
    if isinstance(value, FileInput):
        yield value
    elif dataclasses.is_dataclass(value):
        for each in dataclasses.fields(value):
            yield from _files_in(getattr(value, each.name))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _files_in(item)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _files_in(item)


def _placed(value: Any, places: Mapping[str, Path]) -> Any:
    """Return a value with its files where they lie on this machine."""
    place = functools.partial(_placed, places=places)
    if isinstance(value, FileInput):
        return dataclasses.replace(value, path=places[value.digest])
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [each.name for each in dataclasses.fields(value)]
        return dataclasses.replace(value, **{name: place(getattr(value, name)) for name in names})
    if isinstance(value, tuple | list):
        return type(value)(map(place, value))
    if isinstance(value, Mapping):
        return {key: place(item) for key, item in value.items()}
    return value
