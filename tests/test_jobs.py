"""Jobs: the same input is made once, by whoever, and keyed by content alone."""

import os
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bookc.errors import ContentError
from bookc.jobs import FileInput, Runner, job_key
from bookc.model import Location, Problem
from bookc.store import Facts, Store
from bookc.workers import worker_pool


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    file: FileInput | None = None


def shout(given: Text) -> tuple[bytes, Facts]:
    return given.text.upper().encode(), {"letters": len(given.text)}


def fail(given: Text) -> tuple[bytes, Facts]:
    raise ValueError(given.text)


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_inputs(tmp_path: Path, workers: int) -> None:
    words = ["a", "bb", "a", "ccc"]
    with worker_pool(workers, Store(tmp_path)) as executor:
        entries = Runner(Store(tmp_path), executor).run(shout, list(map(Text, words)), "words")
    assert [entry.file.read_text() for entry in entries] == ["A", "BB", "A", "CCC"]
    assert [entry.facts["letters"] for entry in entries] == [1, 2, 1, 3]


def test_a_result_in_the_store_is_not_made_again(tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    for _ in range(2):
        Runner(Store(tmp_path), None, lambda *step: seen.append(step)).run(
            shout, [Text("a"), Text("b")], "words"
        )
    assert seen == [("words", 0, 2), ("words", 1, 2), ("words", 2, 2), ("words", 2, 2)]


def test_a_file_counts_by_its_content_and_not_by_its_place() -> None:
    here, there = (Text("a", FileInput(Path(name), "digest")) for name in ("here", "there"))
    other = Text("a", FileInput(Path("here"), "another digest"))
    assert job_key(shout, here) == job_key(shout, there) != job_key(shout, other)


def test_different_jobs_on_one_input_have_different_keys() -> None:
    assert job_key(shout, Text("a")) != job_key(fail, Text("a"))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_job_that_fails_stops_the_run(tmp_path: Path, workers: int) -> None:
    with worker_pool(workers, Store(tmp_path)) as executor, pytest.raises(ValueError, match="no"):
        Runner(Store(tmp_path), executor).run(fail, [Text("no"), Text("no, too")], "words")


def fail_at_first(given: Text) -> tuple[bytes, Facts]:
    """Make a note in a file, which is no part of the key, and fail unless it is there already."""
    assert given.file is not None
    if given.file.path.exists():
        return b"done", {}
    given.file.path.touch()
    return b"", {"problem": "not yet"}


def test_a_problem_is_kept_unless_the_job_is_to_be_retried(tmp_path: Path) -> None:
    runner = Runner(Store(tmp_path / "store"))
    given = Text("a", FileInput(tmp_path / "note", ""))
    found = [
        runner.run(fail_at_first, [given], "words", retried=retried)[0].facts
        for retried in (False, False, True, False)
    ]
    assert found == [{"problem": "not yet"}, {"problem": "not yet"}, {}, {}]


def refuse(given: Text) -> tuple[bytes, Facts]:
    """Find fault with one text."""
    if given.text == "no":
        raise ContentError(Problem("no", Location("no.md")))
    return whose(given)


def die(given: Text) -> tuple[bytes, Facts]:
    """End the process that this is called in."""
    os._exit(1)


def whose(given: Text) -> tuple[bytes, Facts]:
    """Tell which process this is."""
    return str(os.getpid()).encode(), {}


def sign(given: Text) -> tuple[bytes, Facts]:
    """Leave a line in the file of the input each time."""
    assert given.file
    with given.file.path.open("a") as lines:
        lines.write(f"{given.text}\n")
    return b"", {}


def test_what_is_made_while_a_worker_is_idle_is_made_once(tmp_path: Path) -> None:
    store, book = Store(tmp_path), FileInput(tmp_path / "guests", "")
    later = Text("later", book)
    with worker_pool(3, store) as executor:
        runner = Runner(store, executor, workers=3)
        runner.run(sign, [Text("now", book)], "words", idle=lambda done: [later])
    assert store.get(job_key(sign, later))
    assert sorted(book.path.read_text().split()) == ["later", "now"]


class OneAfterTheOther(Executor):
    """A worker that takes jobs as they come."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


@pytest.mark.parametrize(("wanted", "order"), [(["now"], "later now"), (["a", "b"], "a b")])
def test_what_may_be_wanted_goes_before_less_than_a_job_for_each_worker(
    wanted: list[str], order: str, tmp_path: Path
) -> None:
    store, book = Store(tmp_path), FileInput(tmp_path / "guests", "")
    runner = Runner(store, OneAfterTheOther(), workers=2)
    inputs = [Text(each, book) for each in wanted]
    runner.run(sign, inputs, "words", idle=lambda done: [Text("later", book)])
    assert book.path.read_text().split() == order.split()


def test_what_a_worker_prepares_leaves_no_result(tmp_path: Path) -> None:
    store, book = Store(tmp_path), FileInput(tmp_path / "guests", "")
    with worker_pool(2, store) as executor:
        runner = Runner(store, executor)
        runner.prepare(sign, Text("early", book))
        while not book.path.exists():
            time.sleep(0.01)
        runner.run(sign, [Text("now", book)], "words")
    assert sorted(book.path.read_text().split()) == ["early", "now"]
    assert store.get(job_key(sign, Text("early", book))) is None


@pytest.mark.parametrize("workers", [1, 2])
def test_a_stream_is_in_order_and_begins_by_itself(tmp_path: Path, workers: int) -> None:
    store, book = Store(tmp_path), FileInput(tmp_path / "guests", "")
    texts = [Text(str(number), book) for number in range(200)]
    told: list[tuple[str, int, int]] = []
    with worker_pool(workers, store) as executor:
        runner = Runner(store, executor, lambda *step: told.append(step), workers=workers)
        runner.run(sign, texts[5:6], "words")
        entries = runner.stream(sign, texts, "words", few=2)
        while workers > 1 and len(book.path.read_text().split()) < 10:
            time.sleep(0.01)
        assert [each.key for each in entries] == [job_key(sign, each) for each in texts]
    assert sorted(book.path.read_text().split()) == sorted(each.text for each in texts)
    assert told[2:] == [("words", done, 200) for done in range(1, 201)]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_fails_in_a_stream_ends_it(tmp_path: Path, workers: int) -> None:
    store = Store(tmp_path)
    with worker_pool(workers, store) as executor:
        entries = Runner(store, executor, workers=workers).stream(fail, [Text("no")], "", few=0)
        with pytest.raises(ValueError, match="no"):
            list(entries)


def test_what_is_begun_early_is_made_once(tmp_path: Path) -> None:
    store, book = Store(tmp_path), FileInput(tmp_path / "guests", "")
    early, late = Text("early", book), Text("late", book)
    with worker_pool(2, store) as executor:
        runner = Runner(store, executor, workers=2)
        runner.begin(sign, early)
        runner.run(sign, [early, late], "words")
        runner.begin(sign, late)  # which is there already
    assert sorted(book.path.read_text().split()) == ["early", "late"]


def arrive(given: Text) -> tuple[bytes, Facts]:
    """Leave a line when the job begins, and another when it ends."""
    sign(given)
    time.sleep(0.2)
    return sign(given)


def test_what_is_begun_at_once_takes_one_worker(tmp_path: Path) -> None:
    store, book = Store(tmp_path), FileInput(tmp_path / "guests", "")
    texts = [Text(name, book) for name in ("first", "second", "third")]
    with worker_pool(3, store) as executor:
        runner = Runner(store, executor, workers=3)
        runner.begin(arrive, *texts)
        runner.run(arrive, texts, "words")
    signed = book.path.read_text().split()
    assert signed == ["first", "first", "second", "second", "third", "third"]


def test_what_fails_early_fails_when_it_is_wanted(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with worker_pool(2, store) as executor:
        runner = Runner(store, executor, workers=2)
        runner.begin(fail, Text("no"))
        with pytest.raises(ValueError, match="no"):
            runner.run(fail, [Text("no")], "words")


def test_what_fails_early_takes_nothing_along(tmp_path: Path) -> None:
    store, texts = Store(tmp_path), [Text("no"), Text("yes")]
    with worker_pool(2, store) as executor:
        runner = Runner(store, executor, workers=2)
        runner.begin(refuse, *texts)
        (entry,) = runner.run(refuse, texts[1:], "words", few=1)
        with pytest.raises(ContentError, match="no"):
            runner.run(refuse, texts, "words", few=2)
    assert entry.file.read_text() != str(os.getpid())


def test_what_is_begun_ends_with_the_worker(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with worker_pool(2, store) as executor:
        runner = Runner(store, executor, workers=2)
        runner.begin(die, Text("a"))
        with pytest.raises(BrokenProcessPool):
            runner.run(die, [Text("a")], "words", few=1)


def test_a_few_inputs_are_told_from_many(tmp_path: Path) -> None:
    store, texts = Store(tmp_path), [Text("a"), Text("b")]
    told: list[list[Text]] = []

    def are_few(missing: Iterable[Text]) -> bool:
        told.append(list(missing))
        return True

    with worker_pool(2, store) as executor:
        entries = Runner(store, executor).run(whose, texts, "words", few=are_few)
    assert told == [texts]
    assert {each.file.read_text() for each in entries} == {str(os.getpid())}


def test_this_process_takes_a_share_from_the_end(tmp_path: Path) -> None:
    store, texts = Store(tmp_path), [Text(str(number)) for number in range(12)]
    with worker_pool(2, store) as executor:
        entries = Runner(store, executor, workers=2).run(whose, texts, "words", shared=True)
    makers = [each.file.read_text() == str(os.getpid()) for each in entries]
    assert makers == sorted(makers)
    assert not makers[0]
    assert makers[-1]


def test_a_share_has_what_a_worker_has_begun(tmp_path: Path) -> None:
    store, texts = Store(tmp_path), [Text(str(number)) for number in range(12)]
    with worker_pool(2, store) as executor:
        runner = Runner(store, executor, workers=2)
        runner.begin(whose, texts[-1])
        entries = runner.run(whose, texts, "words", shared=True)
    assert entries[-1].file.read_text() != str(os.getpid())


def test_a_share_of_none_is_left_to_workers(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with worker_pool(2, store) as executor:
        (entry,) = Runner(store, executor).run(whose, [Text("a")], "words", shared=True)
    assert entry.file.read_text() != str(os.getpid())


def test_what_is_done_beside_begins_when_jobs_are_sent_or_somebody_wants_it(tmp_path: Path) -> None:
    store, book = Store(tmp_path), FileInput(tmp_path / "guests", "")
    with worker_pool(2, store) as executor:
        runner = Runner(store, executor, workers=2)
        for begin in (lambda: runner.run(sign, [Text("sent", book)], "words"), lambda: None):
            with runner.beside() as beside:
                done = beside.submit(lambda: "done")
                time.sleep(0.05)
                assert not done.done()
                begin()
                assert runner.result(done) == "done"
        with runner.beside() as beside:
            left = beside.submit(lambda: "done")
    assert left.result() == "done"
