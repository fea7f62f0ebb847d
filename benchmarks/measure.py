"""How long a command takes, and how much memory its largest process had."""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_PAUSE_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Sample:
    """One measurement of a command and of all processes that it started."""

    seconds: float
    cpu_seconds: float
    """Work of all cores together; says more than time on a machine that does other things."""
    peak_bytes: int
    """Most that the largest process had in memory at once."""

    def __add__(self, other: "Sample") -> "Sample":
        """Return what two commands take, one after the other."""
        return Sample(
            self.seconds + other.seconds,
            self.cpu_seconds + other.cpu_seconds,
            max(self.peak_bytes, other.peak_bytes),
        )


class CommandFailedError(Exception):
    """A command that was to be measured did not do its work."""


def measure(
    command: Sequence[str | Path],
    *,
    folder: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> Sample:
    """Run a command to its end.

    Args:
        command: the program and its arguments.
        folder: where it runs; None means here.
        env: what is set in its environment, besides ours.

    Raises:
        CommandFailedError: with what it said, if it fails.
    """
    started = time.perf_counter()
    with subprocess.Popen(
        [str(each) for each in command],
        cwd=folder,
        env=os.environ | (env or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        seen: dict[int, _Use] = {}
        while True:
            for number, use in _uses(process.pid):
                seen[number] = seen.get(number, _Use()).and_later(use)
            try:
                said, _ = process.communicate(timeout=_PAUSE_SECONDS)
                break
            except subprocess.TimeoutExpired:
                continue
    seconds = time.perf_counter() - started
    if process.returncode:
        raise CommandFailedError(f"{command}:\n{said.decode(errors='replace')[-2000:]}")
    return Sample(
        seconds,
        sum(each.cpu_seconds for each in seen.values()),
        max((each.peak_bytes for each in seen.values()), default=0),
    )


@dataclass(frozen=True, slots=True)
class _Use:
    """What one process has taken until now."""

    cpu_seconds: float = 0.0
    peak_bytes: int = 0

    def and_later(self, other: "_Use") -> "_Use":
        """Return the most of two looks: a process that is ending has no memory any more."""
        return _Use(
            max(self.cpu_seconds, other.cpu_seconds), max(self.peak_bytes, other.peak_bytes)
        )


def _uses(root: int) -> Iterator[tuple[int, _Use]]:
    """Yield a process and all that come from it, by number.

    The kernel keeps both marks, so a pause between two looks can only miss what a process takes in
    its last moments.
    """
    folder = Path(f"/proc/{root}")
    try:
        children = [each.read_text().split() for each in folder.glob("task/*/children")]
        yield root, _use(folder)
    except (FileNotFoundError, ProcessLookupError):  # it has just ended
        return
    for child in (int(number) for numbers in children for number in numbers):
        yield from _uses(child)


def _use(folder: Path) -> _Use:
    fields = (folder / "stat").read_text().rpartition(")")[2].split()
    ticks = int(fields[11]) + int(fields[12])  # utime and stime: proc(5), 14 and 15
    lines = (folder / "status").read_text().splitlines()
    marks = (line for line in lines if line.startswith("VmHWM:"))  # none of a process that ended
    peak_bytes = sum(int(line.split()[1]) * 1024 for line in marks)
    return _Use(ticks / os.sysconf("SC_CLK_TCK"), peak_bytes)
