"""The process that workers are forked from, as far as a build starts and ends it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bookc.fork_server import STORE

BUILD = """
import bookc, bookc.record
from bookc.fork_server import _server
bookc.record.SETTLED_NS = -(10**18)
bookc.build({project!r}, formats=["epub"], workers=2)
print(_server._forkserver_pid is not None)
"""


def run(code: str, **variables: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | variables,
        check=True,
        capture_output=True,
        timeout=60,
        text=True,
    ).stdout.strip()


def test_it_ends_with_a_build_that_had_nothing_to_do(tmp_path: Path) -> None:
    (tmp_path / "rain.md").write_text("It rained.\n", encoding="utf-8")
    code = BUILD.format(project=str(tmp_path))
    assert [run(code) for _ in range(2)] == ["True", "False"]


def test_it_ends_with_a_build_that_fails_before_it_is_needed(tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_text("[bok]\n", encoding="utf-8")
    code = f"""
import bookc
from bookc.fork_server import _server
try:
    bookc.build({str(tmp_path)!r}, workers=2)
except bookc.BookcError:
    print(_server._forkserver_pid)
"""
    assert run(code) == "None"


def test_one_that_another_build_needs_stays(tmp_path: Path) -> None:
    code = """
from bookc.fork_server import _server, running_fork_server
with running_fork_server(None) as needed:
    with running_fork_server(None):
        pass
    print(_server._forkserver_pid is not None)
    needed()
with running_fork_server(None):
    pass
print(_server._forkserver_pid is not None)
"""
    assert run(code).split() == ["True", "True"]


@pytest.mark.parametrize("when", ["before", "after"])
def test_if_it_is_told_to_end_it_leaves_no_file(tmp_path: Path, when: str) -> None:
    tell = f"import os, signal; os.kill(os.getpid(), {signal.SIGTERM.value})"
    load = (
        "import bookc.pdf.preload, bookc.pdf.loaded as loaded\n"
        "loaded._font_configuration((), '')\n"
        "assert os.listdir(os.environ['TMPDIR'])"
    )
    code = f"import os\n{load if when == 'after' else ''}\n{tell}\n"
    ended = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"TMPDIR": str(tmp_path)}, check=False
    )
    assert ended.returncode in {0, -signal.SIGTERM}
    assert not os.listdir(tmp_path)


def test_workers_end_at_once_if_they_are_told_to(tmp_path: Path) -> None:
    code = """
import os, signal, bookc.pdf.preload
if not os.fork():
    print(signal.getsignal(signal.SIGTERM) is signal.SIG_DFL)
else:
    os.wait()
"""
    assert run(code, **{STORE: ""}) == "True"


FORKED = """
import os, sys, threading, time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from bookc.fork_server import _server, fork_helpers, start_fork_server
from bookc.workers import _WorkerContext
own = open(sys.executable, "rb")
fork_helpers()
{before}
start_fork_server(None)
with ProcessPoolExecutor(1, mp_context=_WorkerContext()) as worker:
    assert worker.submit(os.getppid).result() == _server._forkserver_pid
of_server = Path(f"/proc/{{_server._forkserver_pid}}")
is_fork = (of_server / "cmdline").read_bytes() == Path("/proc/self/cmdline").read_bytes()
files = [os.readlink(each) for each in (of_server / "fd").iterdir()]
print(is_fork, os.path.realpath(own.name) in files)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="it is looked up in /proc")
def test_the_command_line_forks_it_from_itself_without_its_files() -> None:
    assert run(FORKED.format(before="")) == "True False"


@pytest.mark.skipif(sys.platform != "linux", reason="it is looked up in /proc")
def test_nothing_is_forked_beside_a_thread() -> None:
    beside = "threading.Thread(target=time.sleep, args=(9,), daemon=True).start()"
    assert run(FORKED.format(before=beside)) == "False False"


def test_what_is_forked_writes_nothing_twice() -> None:
    """What this process has not written out yet is in the memory of both."""
    code = """
from bookc.fork_server import _server, fork_helpers, start_fork_server
print("once", end="")
fork_helpers()
start_fork_server(None)
_server._stop()
"""
    assert run(code, PYTHONUNBUFFERED="") == "once"
