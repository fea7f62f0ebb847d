"""What the last build was made of and what it made: if nothing has changed, there is nothing to do.

The most frequent build is one after no edit at all, and it should not even read the posts. As git
does, a file counts as unchanged while its size, its times and its place on the disk are. The state
is taken before a build reads anything, so an edit in the middle of one is seen by the next.
"""

import hashlib
import json
import os
from collections.abc import Collection, Iterator
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

from bookc.digests import SETTLED_NS
from bookc.discover import NOT_HIDDEN
from bookc.frozen import frozen
from bookc.model import (
    HIDDEN_SETTINGS,
    BookConfig,
    BuildManifest,
    Format,
    Location,
    OutputFile,
    PostFigures,
    Problem,
    ProblemKind,
)
from bookc.programs import program_file
from bookc.store import Store
from bookc.versions import versions

_PACKAGE = Path(__file__).parent
_SHIPPED_THEMES = (_PACKAGE / "themes", _PACKAGE.parent / "themes")


@frozen
class State:
    """All that a build depends on, at one moment."""

    name: str
    """Of the record: one for each output folder and set of formats."""
    digest: str
    is_settled: bool
    """False if a file changed so lately that its times prove nothing."""


def take_state(
    config: BookConfig, output: Path, store: Store, *, formats: Collection[Format], strict: bool
) -> State:
    """Return the state of a project before it is built."""
    question = json.dumps([str(output), sorted(formats), strict])
    marks = [
        mark
        for folder in (config.project, *_SHIPPED_THEMES)  # any of which a theme may extend
        for mark in _marks(folder, output)
    ]
    commands = (each.command for each in config.diagrams.values() if each.command)
    programs = [program_file(command, config.project) for command in commands]
    marks += [_mark(program) for program in programs if program]
    content = json.dumps([versions(), config.timestamp, question, marks])
    now = store.folder / "now"
    now.touch()
    newest = max((max(times) for _, _, *times in marks), default=0)  # of both clocks of a file
    return State(
        name=f"record-{hashlib.sha256(question.encode()).hexdigest()[:16]}.json",
        digest=hashlib.sha256(content.encode()).hexdigest(),
        is_settled=newest + SETTLED_NS < now.stat().st_mtime_ns,
    )


def find_record(store: Store, state: State) -> BuildManifest | None:
    """Return what the last build made, if it was of this state and its files are still there."""
    try:
        record = json.loads((store.folder / state.name).read_bytes())
        manifest = _manifest(record["manifest"])
        unchanged = record["files"] == _marks_of_outputs(manifest)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return manifest if unchanged and record["digest"] == state.digest else None


def write_record(store: Store, state: State, manifest: BuildManifest) -> None:
    """Note what a build made, for the next one of the same kind."""
    has_failed = any(each.kind is ProblemKind.PROGRAM for each in manifest.problems)
    if has_failed or not state.is_settled:
        return
    record = {
        "digest": state.digest,
        "files": _marks_of_outputs(manifest),
        "manifest": manifest,
    }
    store.write(state.name, json.dumps(record, default=_plain).encode())


def _plain(value: object) -> Any:
    """Return what JSON can hold; `asdict` copies all of it, and took 0.01 s for 600 problems."""
    if is_dataclass(value):
        return {name: getattr(value, name) for name in value.__dataclass_fields__}
    return str(value)


def _marks_of_outputs(manifest: BuildManifest) -> list[list[Any]]:
    files = [output.path for output in manifest.outputs]
    return [_mark(file) for file in (*files, manifest.file) if file]


def _marks(folder: Path, output: Path) -> Iterator[list[Any]]:
    """Yield a mark for every file in a folder, but for the output and what nobody reads."""
    # Not by `Path`, which takes as long for a file as to ask what is known of it.
    left_out = str(output)
    for place, folders, files in os.walk(folder):
        for name in sorted(HIDDEN_SETTINGS.keys() & set(folders)):
            hidden = os.path.join(place, name)
            yield [hidden, 0, 0, 0]  # that it is there may tell the generator
            yield from (_mark(os.path.join(hidden, file)) for file in HIDDEN_SETTINGS[name])
        folders[:] = sorted(
            name
            for name in folders
            if os.path.join(place, name) != left_out
            and name != "node_modules"
            and (not name.startswith(".") or name in NOT_HIDDEN)
        )
        for name in sorted(files):
            yield _mark(os.path.join(place, name))


def _mark(file: str | Path) -> list[Any]:
    """Return what changes when a file does; a link stands for what it leads to."""
    try:
        about = os.stat(file)
    except OSError:
        return [str(file), 0, 0, 0]
    return [str(file), [about.st_size, about.st_ino], about.st_mtime_ns, about.st_ctime_ns]


def _manifest(record: dict[str, Any]) -> BuildManifest:
    outputs = tuple(
        OutputFile(Path(each["path"]), Format(each["format"]), each["size_bytes"], each["sha256"])
        for each in record["outputs"]
    )
    problems = tuple(
        Problem(each["what"], Location(**each["at"]), each["hint"], ProblemKind(each["kind"]))
        for each in record["problems"]
    )
    posts = tuple(PostFigures(**each) for each in record["posts"])
    file = Path(record["file"]) if record["file"] else None
    read = {"outputs": outputs, "problems": problems, "posts": posts, "file": file}
    return BuildManifest(**record | read)
