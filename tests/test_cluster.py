"""A build on a cluster: a real scheduler and real workers, on loopback, some of which die."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from PIL import Image as Picture

import bookc
from bookc import BookcError

NO_BOOKC = "import sys; sys.modules['bookc'] = None"
OLD_PILLOW = """
from bookc import versions
installed = versions._version_of
versions._version_of = lambda name: "1.0" if name == "pillow" else installed(name)
"""
NO_SECOND_TRIAL = """
import os
os.environ["DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES"] = "0"
"""
LOSING = """
from distributed.comm import CommClosedError
from distributed.scheduler import Scheduler
async def lose(self, keys): raise CommClosedError("the connection is closed without an answer")
Scheduler.gather = lose
"""
DEADLY = """
import os, bookc.cluster
make = bookc.cluster.carry_out
bookc.cluster.carry_out = lambda job, *rest: os._exit(1) if b"{}" in job else make(job, *rest)
"""
IMPATIENT = "import bookc.cluster; bookc.cluster._PATIENCE_S = 1"
BUILD = """
import sys, bookc
show = lambda what, done, total: print(what, done, total, flush=True)
try:
    manifest = bookc.build(sys.argv[1], output=sys.argv[2], scheduler=sys.argv[3], progress=show)
except bookc.BookcError as error:
    sys.exit(str(error))
"""


class Cluster:
    """A scheduler and its workers: processes that a test may kill."""

    def __init__(self, folder: Path, processes: ExitStack) -> None:
        self.folder = folder
        self._processes = processes
        self.workers: list[subprocess.Popen[bytes]] = []

    def start_scheduler(self, before: str = "") -> str:
        file = self.folder / "scheduler.json"
        arguments = ["--port", "0", "--scheduler-file", str(file)]
        self.scheduler = self._start("scheduler", before, *arguments)
        deadline = time.monotonic() + 30
        while not (said := read_if_whole(file)):
            assert time.monotonic() < deadline, "the scheduler does not start"
            time.sleep(0.05)
        self.address = str(said["address"])
        return self.address

    def start_worker(self, before: str = "", threads: int = 1) -> None:
        folder = self.folder / f"worker{len(self.workers)}"
        arguments = ["--no-nanny", "--nthreads", str(threads), "--local-directory", str(folder)]
        self.workers.append(self._start("worker", before, self.address, *arguments))

    def wait_for(self, count: int) -> None:
        code = (
            "import sys, distributed\n"
            "with distributed.Client(sys.argv[1]) as client:\n"
            "    client.wait_for_workers(int(sys.argv[2]), timeout=30)"
        )
        subprocess.run([sys.executable, "-c", code, self.address, str(count)], check=True)

    def _start(self, what: str, before: str, *arguments: str) -> subprocess.Popen[bytes]:
        code = f"{before}\nfrom distributed.cli.dask_{what} import main; main()"
        log = self._processes.enter_context((self.folder / "log").open("ab"))
        process = subprocess.Popen(
            [sys.executable, "-c", code, *arguments, "--host", "127.0.0.1", "--no-dashboard"],
            stdout=log,
            stderr=log,
        )
        self._processes.callback(process.wait)
        self._processes.callback(process.kill)
        return process


def read_if_whole(file: Path) -> dict[str, object]:
    """What the scheduler says of itself: nothing before it has written all of it."""
    try:
        said: dict[str, object] = json.loads(file.read_bytes())
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return said


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    folder = tmp_path / "cluster"
    folder.mkdir()
    with ExitStack() as processes:
        yield Cluster(folder, processes)


def project(folder: Path, posts: int = 6) -> Path:
    folder.mkdir()
    Picture.effect_noise((400, 300), 60).save(folder / "sky.png")
    Picture.linear_gradient("L").save(folder / "slope.png")
    for number in range(posts):
        metadata = f"---\ntitle: 비 {number}\ndate: 2023-05-{number + 1:02}\n---\n"
        text = "## 무엇이\n\n**비(rain)**가 왔다. It rained.\n\n" * 20
        pictures = "![A sky](sky.png)\n\n![A slope](slope.png)\n"
        (folder / f"{number}.md").write_text(f"{metadata}\n{text}{pictures}", encoding="utf-8")
    return folder


def sums(folder: Path) -> str:
    return (folder / "SHA256SUMS").read_text(encoding="utf-8")


@contextmanager
def building(project: Path, output: Path, address: str) -> Iterator[subprocess.Popen[str]]:
    """Build in a process of its own, whose lines say how far it is."""
    arguments = [sys.executable, "-c", BUILD, str(project), str(output), address]
    pipe = subprocess.PIPE
    with subprocess.Popen(arguments, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_until(process: subprocess.Popen[str], step: str) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(step):
            return
    raise AssertionError(f"it never got to {step}")


def test_a_build_on_a_cluster_that_loses_a_worker_makes_the_same_bytes(
    tmp_path: Path, cluster: Cluster
) -> None:
    address = cluster.start_scheduler()
    for _ in range(2):
        cluster.start_worker()
    cluster.wait_for(2)
    folder = project(tmp_path / "notes")
    with building(folder, tmp_path / "there", address) as process:
        wait_until(process, "chapters 1 ")
        cluster.workers[0].kill()
        cluster.workers[0].wait()
        rest, error = process.communicate(timeout=60)
    assert (process.returncode, error) == (0, "")
    assert "running heads" in rest
    bookc.build(folder, output=tmp_path / "here", cache=False)
    assert sums(tmp_path / "there") == sums(tmp_path / "here")


def test_results_from_a_cluster_are_kept_here(tmp_path: Path, cluster: Cluster) -> None:
    address = cluster.start_scheduler()
    cluster.start_worker()
    folder = project(tmp_path / "notes", posts=2)
    with building(folder, tmp_path / "there", address) as process:
        assert process.communicate(timeout=60)[1] == ""
    made: list[int] = []
    bookc.build(
        folder,
        output=tmp_path / "here",
        progress=lambda what, done, total: made.append(total - done),
    )
    assert sum(made) == 0
    assert sums(tmp_path / "there") == sums(tmp_path / "here")


def test_a_build_that_loses_the_scheduler_says_so(tmp_path: Path, cluster: Cluster) -> None:
    address = cluster.start_scheduler()
    cluster.start_worker()
    with building(project(tmp_path / "notes"), tmp_path / "there", address) as process:
        wait_until(process, "chapters 1 ")
        cluster.scheduler.kill()
        _, error = process.communicate(timeout=60)
    assert process.returncode == 1
    assert error.startswith(f"{address}: the scheduler was lost\n  hint: ")
    assert not list((tmp_path / "there").iterdir())


def test_a_build_that_loses_the_scheduler_with_a_result_on_its_way_says_so(
    tmp_path: Path, cluster: Cluster
) -> None:
    address = cluster.start_scheduler(LOSING)
    cluster.start_worker()
    with building(project(tmp_path / "notes"), tmp_path / "there", address) as process:
        _, error = process.communicate(timeout=60)
    assert process.returncode == 1
    assert error.startswith(f"{address}: the scheduler was lost\n  hint: ")


def test_a_job_that_no_worker_survives_stops_the_build(tmp_path: Path, cluster: Cluster) -> None:
    address = cluster.start_scheduler(NO_SECOND_TRIAL)
    cluster.start_worker(DEADLY.format("lay_out"))
    with building(project(tmp_path / "notes"), tmp_path / "there", address) as process:
        _, error = process.communicate(timeout=60)
    assert error == (
        f"{address}: a job was given up; workers that died of it: 1\n"
        "  hint: their logs may say why; often it is too little memory\n"
    )


def test_the_thread_that_makes_the_epub_waits_for_no_worker(
    tmp_path: Path, cluster: Cluster
) -> None:
    address = cluster.start_scheduler(NO_SECOND_TRIAL)
    cluster.start_worker(DEADLY.format("bookc.epub"))
    with building(project(tmp_path / "notes"), tmp_path / "there", address) as process:
        said, error = process.communicate(timeout=60)
    assert (process.returncode, error) == (0, "")
    assert "documents proved 6 6" in said


def test_a_worker_of_another_version_that_came_late_makes_nothing() -> None:
    from bookc.cluster import UnfitError, carry_out

    with pytest.raises(UnfitError, match=r"pillow .* instead of 1\.0"):
        carry_out(b"", {"pillow": "1.0"}, ())


def refusal(folder: Path, address: str) -> str:
    """Return what the command says of a cluster that it does not use."""
    code = f"{IMPATIENT}\nfrom bookc.cli import main; main()"
    arguments = ["build", str(folder), "--scheduler", address, "--quiet"]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stdout) == (1, "")
    return done.stderr


def test_workers_that_would_make_other_results_are_refused(
    tmp_path: Path, cluster: Cluster
) -> None:
    address = cluster.start_scheduler()
    cluster.start_worker(NO_BOOKC)
    cluster.start_worker(OLD_PILLOW)
    cluster.start_worker(threads=2)
    cluster.wait_for(3)
    said = refusal(project(tmp_path / "notes"), address)
    assert said.count("Error: ") == 3
    assert "cannot run bookc" in said
    assert "has pillow 1.0 instead of " in said
    assert "has 2 threads" in said
    assert "Traceback" not in said


def test_a_scheduler_without_workers_is_refused(tmp_path: Path, cluster: Cluster) -> None:
    address = cluster.start_scheduler()
    assert "has no worker" in refusal(project(tmp_path / "notes"), address)


def test_a_scheduler_without_bookc_is_refused(tmp_path: Path, cluster: Cluster) -> None:
    address = cluster.start_scheduler(NO_BOOKC)
    assert "the scheduler cannot run bookc" in refusal(project(tmp_path / "notes"), address)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "127.0.0.1:1", "smoke://signal:1", "x"])
def test_an_address_where_no_scheduler_answers_is_an_error(tmp_path: Path, address: str) -> None:
    said = refusal(project(tmp_path / "notes"), address)
    assert said.startswith(f"Error: {address}: no Dask scheduler answers there")


def test_without_dask_the_error_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "dask", None)
    monkeypatch.delitem(sys.modules, "bookc.cluster", raising=False)
    with pytest.raises(BookcError, match=r'pip install "bookc\[cluster\]"'):
        bookc.build(project(tmp_path / "notes"), scheduler="tcp://127.0.0.1:1")
