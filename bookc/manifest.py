"""The manifest of a build for programs: `NAME.manifest.json`, beside the books.

The same book gives the same bytes: no clock, no path of this machine, everything in an order.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from bookc.model import BuildManifest, OutputFile, PieceKind, PostFigures, Problem, ProblemKind

SUMS: Mapping[str, ProblemKind] = {
    "posts left out": ProblemKind.LEFT_OUT,
    "pictures missing": ProblemKind.PICTURE,
    "pictures on the web": ProblemKind.REMOTE_PICTURE,
    "links dead": ProblemKind.LINK,
    "tags unknown": ProblemKind.UNKNOWN_TAG,
}
"""What is counted at the end, by the kind of problem that tells of it."""


def sums_of(manifest: BuildManifest) -> dict[str, int]:
    """Return how many posts there are, and how often what an author wants to know of happened."""
    kinds = Counter(problem.kind for problem in manifest.problems)
    posts = {"posts": len(manifest.posts), "posts undated": manifest.undated}
    return posts | {name: kinds[kind] for name, kind in SUMS.items()}


def sums_of_inputs(
    project: Path, inputs: Iterable[PurePosixPath], digest_of: Callable[[Path], str]
) -> tuple[dict[str, str], ...]:
    """Return path and SHA-256 of what a book is made of, in order.

    Args:
        project: the project's folder.
        inputs: files in it; those that are not there are left out.
        digest_of: returns the SHA-256 of a file, in hex; it may remember it.
    """
    return tuple(_inputs(project, inputs, digest_of))


def write_manifest(
    manifest: BuildManifest, inputs: Sequence[Mapping[str, str]], file: Path
) -> None:
    """Write down what a build was made of, what it made, and what it found.

    Args:
        manifest: of the build.
        inputs: as `sums_of_inputs` gives them.
        file: the file to write.
    """
    told = {
        "chapters": manifest.chapters,
        "pages": manifest.pages,
        "pictures": manifest.pictures,
        "sums": sums_of(manifest),
        "problems": _grouped(manifest.problems),
        "posts": [_figures(post) for post in manifest.posts],
        "inputs": inputs,
        "outputs": [_output(output) for output in manifest.outputs],
    }
    file.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _grouped(problems: Iterable[Problem]) -> dict[str, Any]:
    groups: dict[ProblemKind, list[dict[str, Any]]] = {}
    for each in problems:
        place = {"path": each.at.path, "line": each.at.line}
        groups.setdefault(each.kind, []).append(place | {"what": each.what, "hint": each.hint})
    return {
        kind: {"count": len(groups[kind]), "problems": groups[kind]}
        for kind in ProblemKind
        if kind in groups
    }


def _figures(post: PostFigures) -> dict[str, Any]:
    return {
        "path": post.path,
        "seen": _in_order(post.seen),
        "removed": dict(post.removed),
        "epub": None if post.epub is None else _in_order(post.epub),
        "pdf": None if post.pdf is None else _in_order(post.pdf),
    }


def _in_order(counts: Mapping[PieceKind, int]) -> dict[str, int]:
    return {kind: counts[kind] for kind in PieceKind if kind in counts}


def _inputs(
    project: Path, paths: Iterable[PurePosixPath], digest_of: Callable[[Path], str]
) -> Iterator[dict[str, str]]:
    for path in sorted(set(paths)):
        try:
            digest = digest_of(project / path)
        except (OSError, ValueError):  # a picture that is not there is a problem of its own
            continue
        yield {"path": path.as_posix(), "sha256": digest}


def _output(output: OutputFile) -> dict[str, Any]:
    return {
        "name": output.path.name,
        "format": output.format,
        "size_bytes": output.size_bytes,
        "sha256": output.sha256,
    }
