"""The slow steps, such as picture variants and chapter layout, as jobs.

A job is a pure module-level function from a frozen, picklable input to bytes and a few facts.
Its key is a digest of the input, of every file it reads, and of the code that can change the
result; so a result can be made by any worker, in any order, or be taken from the store, and the
book is the same.
"""

import functools
import hashlib
import importlib
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    Executor,
    Future,
    ThreadPoolExecutor,
    wait,
)
from contextlib import contextmanager
from dataclasses import field, replace
from datetime import date
from itertools import islice
from pathlib import Path
from threading import Event
from typing import Any, Generic, TypeVar, overload

from bookc.errors import BookcError, OutputError
from bookc.frozen import frozen
from bookc.model import Location, PackedText, Problem
from bookc.store import Entry, Facts, Store
from bookc.versions import versions
from bookc.workers import Workers

Input = TypeVar("Input")
Result = TypeVar("Result")
Job = Callable[[Input], tuple[bytes, Facts]]
Idle = Callable[[Mapping[int, "Entry"]], Sequence[Input]]
Few = Callable[[Iterable[Input]], bool]
Progress = Callable[[str, int, int], None]
"""Called with what is being made, how many are done, and how many there are."""

_AHEAD = 128
"""Jobs that are sent out at once to other machines. More would only wait, and their inputs and
results take memory on the way."""
_AHEAD_OF_WORKER = 4
"""The same for each worker of this one."""
_LONG = 1000
"""Letters of a field; a longer one is put into a key by its digest, since to write it as JSON takes
twice as long as to hash it."""


@frozen
class FileInput:
    """A file that a job reads. Only its digest is part of the key, so the project may move."""

    path: Path
    digest: str


@frozen
class Inputs(Sequence[Input]):
    """Inputs that are made when they are asked for: a thousand take no memory at once."""

    length: int
    make: Callable[[int], Input]

    def __len__(self) -> int:
        return self.length

    @overload
    def __getitem__(self, place: int) -> Input: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Input]: ...
    def __getitem__(self, place: int | slice) -> Input | Sequence[Input]:
        """Make one, or some."""
        if isinstance(place, slice):
            return [self.make(each) for each in range(self.length)[place]]
        return self.make(range(self.length)[place])


@frozen
class NamedJob(Generic[Input]):
    """A job that is imported where it runs: most builds find its results in the store."""

    module: str
    function: str

    def __call__(self, each: Input) -> tuple[bytes, Facts]:
        """Import the job, and run it."""
        job: Job[Input] = getattr(importlib.import_module(self.module), self.function)
        return job(each)


@frozen
class Runner:
    """Where jobs run and where their results are kept."""

    store: Store
    executor: Executor | None = None
    """None runs them one after the other, in this process."""
    progress: Progress = lambda what, done, total: None
    cluster: Executor | None = None
    """If there is one, jobs run here instead. It sends files along, and the results come back."""
    workers: int = 1
    """Processes of this machine that run them."""
    _begun: dict[str, Future[Entry]] = field(default_factory=dict)
    """Jobs that workers began before they were wanted, by their keys."""
    _soon: Executor = field(default_factory=ThreadPoolExecutor)
    """Threads that send the first jobs, which takes as long as modules are loaded for workers."""
    _waits: Event = field(default_factory=Event)
    """Whether this process has come to wait for others since `beside`."""

    def quietly(self) -> "Runner":
        """Return a runner that tells nobody how far it is: what it does will be wanted again."""
        return replace(self, progress=lambda what, done, total: None)

    @contextmanager
    def beside(self) -> Iterator[Executor]:
        """Yield where something may be done while jobs run elsewhere: a thread, if they do.

        What draws and reads pages is not safe in two threads of one process, so nothing of that is
        done there. The thread begins when the first jobs are sent, or `result` is called: two
        threads of Python take turns, and workers would wait while this one does what is not urgent.
        Nothing that is done beside may send jobs to other machines: a build that fails ends only
        when this is done, and if all workers are lost it would wait for ever.
        """
        if self.executor is None:
            yield _AtOnce()
            return
        self._waits.clear()
        with ThreadPoolExecutor(1) as thread:
            thread.submit(self._waits.wait)
            try:
                yield thread
            finally:
                self._waits.set()

    def rest(self) -> None:
        """Let the workers of this machine end, as nothing will be sent any more."""
        if isinstance(self.executor, Workers):
            self.executor.rest()

    def result(self, of: Future[Result]) -> Result:
        """Return the result of something that is done beside."""
        self._waits.set()
        return of.result()

    def prepare(self, job: Job[Input], given: Input) -> None:
        """Let a worker of this machine run a job for what it loads; its result is forgotten."""
        executor = self.executor
        if executor and self.cluster is None:
            self._soon.submit(executor.submit, job, given)

    def call(self, function: Callable[..., Result], /, *given: object) -> Future[Result]:
        """Let a worker of this machine call a function whose result is not kept."""
        return (self.executor or _AtOnce()).submit(function, *given)

    def begin(self, job: Job[Input], *inputs: Input) -> None:
        """Let a worker of this machine run jobs whose results will be wanted in this build.

        Args:
            job: as for `run`.
            inputs: what it is to be run for: one after the other, by one worker.
        """
        executor = self.executor
        if executor is None or self.cluster is not None:
            return
        by_key = {job_key(job, each): each for each in inputs}
        missing = {
            key: each
            for key, each in by_key.items()
            if key not in self._begun and not self.store.get(key)
        }
        begun: dict[str, Future[Entry]] = {key: Future() for key in missing}
        self._begun.update(begun)

        def run_there() -> None:
            outcomes: Mapping[str, Entry | BaseException]
            try:
                outcomes = executor.submit(_run_each, job, missing, self.store).result()
            except BaseException as error:  # whoever wants a result raises it
                outcomes = dict.fromkeys(missing, error)
            for key, future in begun.items():
                if future.set_running_or_notify_cancel():
                    _settle(future, outcomes[key])

        if missing:
            self._soon.submit(run_there)

    def made(self, job: Job[Input], given: Input) -> Entry | None:
        """Return the result of a job if the store has it."""
        return self.store.get(job_key(job, given))

    def run(
        self,
        job: Job[Input],
        inputs: Sequence[Input],
        what: str,
        *,
        local: bool = False,
        few: int | Few[Input] = 0,
        shared: bool = False,
        fresh: bool = False,
        retried: bool = False,
        aside: bool = False,
        complete: Callable[[Input], Input] = lambda given: given,
        idle: Idle[Input] = lambda done: (),
    ) -> tuple[Entry, ...]:
        """Run a job for each input that the store has no result for.

        Args:
            job: a module-level function, or the name of one.
            inputs: frozen dataclasses; the same input twice is made once. One is taken when it is
                needed and not kept, so a sequence may make them.
            what: what a person calls the results, such as `pictures`.
            local: never send these jobs to another machine.
            few: so many are done in this process, sooner than a worker would be there; or, told
                what is missing, whether that is so little. What a worker has begun is waited for.
                Not for layout, which takes memory that a process does not give back.
            shared: this process runs some of them, too, while workers of this machine do, which may
                not be there yet. For short jobs, and not while something is done `beside`.
            fresh: run these jobs in new processes, without the memory that others have taken.
            retried: a stored result that tells of a problem does not count: what was wrong may have
                been no part of the input.
            aside: nobody is told of these jobs unless there is one to do.
            complete: given an input when it is its turn, returns it with what is no part of its key
                and was not known before.
            idle: asked for more inputs, of what may be wanted later, when a worker of this machine
                has nothing to do while others have. It is told the results so far, by place. What
                it begins is not waited for.

        Returns:
            An entry for each input, in their order.
        """
        keys = [job_key(job, each) for each in inputs]
        found: dict[str, Entry | None] = {key: self.store.get(key) for key in keys}
        if retried:
            found = {key: None if _has_failed(each) else each for key, each in found.items()}
        missing = {key: place for place, key in enumerate(keys) if not found[key]}
        done = len(found) - len(missing)
        if missing or not aside:
            self.progress(what, done, len(found))

        def given(key: str) -> Input:
            return complete(inputs[missing[key]])

        def more() -> Sequence[Input]:
            return idle({place: entry for place, key in enumerate(keys) if (entry := found[key])})

        here = len(missing) <= few if isinstance(few, int) else few(map(given, missing))
        if fresh and missing and not here and isinstance(self.executor, Workers):
            self.executor.renew()
        made_by_key = self._made(
            job, [*missing], given, more, local=local, here=here, shared=shared
        )
        for key, made in made_by_key:
            found[key] = made
            done += 1
            self.progress(what, done, len(found))
        return tuple(entry for key in keys if (entry := found[key]))

    def stream(
        self, job: Job[Input], inputs: Sequence[Input], what: str, *, few: int
    ) -> Iterator[Entry]:
        """Send jobs of this machine, and yield their results in order, as they come.

        When this returns, the first are on their way: something else can be done meanwhile.

        Args:
            job: as for `run`.
            inputs: no two of them the same.
            what: as for `run`.
            few: as for `run`.
        """
        keys = [job_key(job, each) for each in inputs]
        found = [self.store.get(key) for key in keys]
        missing = [place for place, entry in enumerate(found) if entry is None]
        executor = self.executor if len(missing) > few else None
        waiting = iter(missing)
        ahead = 2 * _AHEAD_OF_WORKER * self.workers

        def send() -> Iterator[Future[Entry]]:
            for place in islice(waiting, ahead - len(sent)):
                yield (executor or _AtOnce()).submit(
                    run_job, job, inputs[place], keys[place], self.store
                )

        sent: deque[Future[Entry]] = deque()
        sent.extend(send() if executor else ())
        self.progress(what, len(found) - len(missing), len(found))

        def results() -> Iterator[Entry]:
            done = len(found) - len(missing)
            try:
                for entry in found:
                    if entry is None:
                        sent.extend(send())
                        entry = sent.popleft().result()
                        done += 1
                        self.progress(what, done, len(found))
                    yield entry
            finally:
                for each in sent:
                    each.cancel()

        return results()

    def _made(
        self,
        job: Job[Input],
        missing: Sequence[str],
        given: Callable[[str], Input],
        more: Callable[[], Sequence[Input]],
        *,
        local: bool,
        here: bool,
        shared: bool,
    ) -> Iterator[tuple[str, Entry]]:
        executor, cluster = self.executor, None if local else self.cluster
        if cluster and len(missing) > 1:
            results = _results(
                lambda key: cluster.submit(job, given(key)),
                *(missing, _AHEAD),
                meanwhile=lambda running: self._waits.set(),
            )
            for key, (data, facts) in results:
                yield key, _keep(self.store, key, data, facts)
        elif executor and not here:
            yield from self._made_here(executor, job, missing, given, more, shared=shared)
        else:
            for key in sorted(missing, key=self._begun.__contains__):
                yield key, self._begun_result(key) or run_job(job, given(key), key, self.store)

    def _begun_result(self, key: str) -> Entry | None:
        """Wait for a result that a worker is at; None if none is."""
        begun = self._begun.pop(key, None)
        return begun.result() if begun else None

    def _made_here(
        self,
        executor: Executor,
        job: Job[Input],
        missing: Sequence[str],
        given: Callable[[str], Input],
        more: Callable[[], Sequence[Input]],
        *,
        shared: bool,
    ) -> Iterator[tuple[str, Entry]]:
        """Let workers of this machine run a job, and begin what may be wanted if one is idle."""

        def run_here(key: str) -> Entry:
            return self._begun_result(key) or run_job(job, given(key), key, self.store)

        def begin(key: str, each: Input) -> Future[Entry]:
            return executor.submit(run_job, job, each, key, self.store)

        def begin_more(running: int) -> None:
            self._waits.set()
            for each in more() if running < self.workers else ():
                key = job_key(job, each)
                if key not in missing and key not in self._begun and not self.store.get(key):
                    self._begun[key] = begin(key, each)

        if 0 < len(missing) < self.workers:
            begin_more(len(missing))  # first: what is made from all others takes longest
        yield from _results(
            lambda key: self._begun.pop(key, None) or begin(key, given(key)),
            missing,
            _AHEAD_OF_WORKER * self.workers,
            here=run_here if shared else None,
            meanwhile=begin_more,
        )


class _AtOnce(Executor):
    """Does what it is given before it returns."""

    def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> "Future[Result]":
        """Call a function, and return its result as a future."""
        done: Future[Result] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except BaseException as error:  # `result` raises it
            done.set_exception(error)
        return done


def _has_failed(entry: Entry | None) -> bool:
    return entry is not None and "problem" in entry.facts


def _results(
    submit: Callable[[str], Future[Result]],
    keys: Iterable[str],
    ahead: int,
    *,
    here: Callable[[str], Result] | None = None,
    meanwhile: Callable[[int], object] = lambda running: None,
) -> Iterator[tuple[str, Result]]:
    """Submit what belongs to each key, and yield results as they come.

    Args:
        submit: called when a key's turn comes.
        keys: in the order in which they are submitted.
        ahead: how many may be waiting or running at once.
        here: returns the result of a key from the end, instead of waiting for others.
        meanwhile: called before results are waited for, with how many those are.
    """
    waiting = deque(keys)
    running: dict[Future[Result], str] = {}
    try:
        while waiting or running:
            while waiting and len(running) < ahead:
                key = waiting.popleft()
                running[submit(key)] = key
            meanwhile(len(running))
            patience_s = None
            if here and waiting:
                key = waiting.pop()
                yield key, here(key)
                patience_s = 0
            for future in wait(running, patience_s, FIRST_COMPLETED).done:
                yield running.pop(future), future.result()
    finally:
        for future in running:
            future.cancel()


def _settle(future: "Future[Result]", outcome: Result | BaseException) -> None:
    if isinstance(outcome, BaseException):
        future.set_exception(outcome)
    else:
        future.set_result(outcome)


def _run_each(
    job: Job[Input], inputs: Mapping[str, Input], store: Store
) -> dict[str, Entry | BookcError]:
    """Run jobs one after the other, and return for each its result or what an author has done."""
    outcomes: dict[str, Entry | BookcError] = {}
    for key, each in inputs.items():
        try:
            outcomes[key] = run_job(job, each, key, store)
        except BookcError as error:
            outcomes[key] = error
    return outcomes


def run_job(job: Job[Input], each: Input, key: str, store: Store) -> Entry:
    """Run one job, wherever this is called, and put its result into the store.

    Raises:
        OutputError: if the store cannot take it.
    """
    data, facts = job(each)
    return _keep(store, key, data, facts)


def _keep(store: Store, key: str, data: bytes, facts: Facts) -> Entry:
    try:
        return store.put(key, data, facts)
    except OSError as error:
        what = f"results cannot be kept: {error.strerror}"
        raise OutputError(Problem(what, Location(str(store.folder)))) from error


def job_key(job: Job[Input], each: Input) -> str:
    """Return the key of a job's result: a digest of all that it depends on."""
    name = (
        [job.module, job.function]
        if isinstance(job, NamedJob)
        else [job.__module__, job.__qualname__]
    )
    content = f"{_written_versions(tuple(versions().items()))}\n{_written([*name, each])}"
    return hashlib.sha256(content.encode()).hexdigest()


@functools.lru_cache(maxsize=1)
def _written_versions(of: tuple[tuple[str, str], ...]) -> str:
    """Write down once what is in the keys of all jobs: they are most of the time of a small one."""
    return _written(of)


def _plain(value: Any) -> Any:
    """Return what JSON can hold of a value, with files by digest and never by place."""
    if isinstance(value, (FileInput, PackedText)):
        return value.digest
    if (names := getattr(type(value), "__dataclass_fields__", None)) is not None:
        return {name: _short(getattr(value, name)) for name in names}
    if isinstance(value, bytes):
        return _digest(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be part of a key: {value}")


_written = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, check_circular=False, default=_plain
).encode


def _short(value: Any) -> Any:
    """Return the digest of a long text, and everything else as it is."""
    return _digest(value.encode()) if isinstance(value, str) and len(value) > _LONG else value


def _digest(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
