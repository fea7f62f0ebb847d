"""The job: the source of one diagram in, an SVG from a program of the user's out.

The program runs in an empty folder, without a shell. It gets the source on its standard input, and
what it writes to its standard output is the drawing; where its arguments have `{input}` or
`{output}`, it is told a file instead.
"""

import os
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from bookc.fontconfig import environment_for_programs
from bookc.frozen import frozen
from bookc.jobs import FileInput
from bookc.store import Facts

INPUT, OUTPUT = "{input}", "{output}"
_LONGEST = 300
"""Letters of what a program says that are told."""


@frozen
class DrawingInput:
    """A diagram, and what draws it."""

    source: str
    language: str
    command: tuple[str | FileInput, ...]
    """Its first item is a name if there is no such program."""
    timeout_s: int


class _FailedError(Exception):
    """There is no drawing; says why."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint


def draw_diagram(given: DrawingInput) -> tuple[bytes, Facts]:
    """Draw a diagram; a job.

    Returns:
        The SVG; or nothing, with the problem.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="bookc-") as folder:
            svg = _drawn(given, Path(folder))
        _check(svg, _name(given))
    except _FailedError as failure:
        return b"", {"problem": {"what": failure.what, "hint": failure.hint}}
    return svg, {}


def _drawn(given: DrawingInput, folder: Path) -> bytes:
    if not isinstance(given.command[0], FileInput):
        hint = f"install it, or give its path in [diagrams.{given.language}]"
        raise _FailedError(f"there is no program {given.command[0]}", hint)
    source, drawing = folder / f"diagram.{given.language}", folder / "diagram.svg"
    taken = given.source.encode()
    if _has(given, INPUT):
        source.write_bytes(taken)
        taken = b""
    told = {INPUT: str(source), OUTPUT: str(drawing)}
    command = [_argument(each, told) for each in given.command]
    said = _run(command, taken, folder, given)
    if not _has(given, OUTPUT):
        return said
    try:
        return drawing.read_bytes()
    except OSError as error:
        raise _FailedError(f"{_name(given)} wrote no file {OUTPUT}") from error


def _has(given: DrawingInput, place: str) -> bool:
    return any(isinstance(each, str) and place in each for each in given.command)


def _argument(each: str | FileInput, told: dict[str, str]) -> str:
    if isinstance(each, FileInput):
        return str(each.path)
    for place, file in told.items():
        each = each.replace(place, file)
    return each


def _run(command: list[str], taken: bytes, folder: Path, given: DrawingInput) -> bytes:
    """Run a program and return what it writes; whatever it has started ends with it."""
    name = _name(given)
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment_for_programs(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        raise _FailedError(f"{name} cannot be run: {error.strerror}") from error
    with process:
        try:
            said, complaint = process.communicate(taken, given.timeout_s)
        except subprocess.TimeoutExpired as error:
            hint = f"timeout_s in [diagrams.{given.language}] can give it more time"
            raise _FailedError(f"{name} took longer than {given.timeout_s} s", hint) from error
        finally:
            # A browser that a script has started would live on, and hold our end of the pipe open.
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
    if process.returncode:
        raise _FailedError(f"{name} ended with {process.returncode}{_words(complaint)}")
    return said


def _words(complaint: bytes) -> str:
    """Return the first line of what a program complains about, behind a colon."""
    lines = complaint.decode(errors="replace").splitlines()
    first = next((line.strip() for line in lines if line.strip()), "")
    shown = "".join(each if each.isprintable() else " " for each in first)
    return f": {shown[:_LONGEST]}" if shown else ""


def _check(svg: bytes, name: str) -> None:
    try:
        root: Any = ElementTree.fromstring(svg)
    except ElementTree.ParseError as error:
        raise _FailedError(f"{name} wrote no SVG: {error}") from error
    if root.tag.rpartition("}")[2] != "svg":
        raise _FailedError(f"{name} wrote no SVG: its root is {root.tag.rpartition('}')[2]}")


def _name(given: DrawingInput) -> str:
    program = given.command[0]
    return program.path.name if isinstance(program, FileInput) else program
