"""What a build has to say, as lines for a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from bookc.manifest import sums_of
from bookc.model import BuildManifest, PieceKind, PostFigures, Problem, ProblemKind

_COLUMNS = {
    PieceKind.HEADING: "headings",
    PieceKind.PARAGRAPH: "paragraphs",
    PieceKind.ITEM: "items",
    PieceKind.CELL: "cells",
    PieceKind.CODE_LINE: "code lines",
    PieceKind.CAPTION: "captions",
    PieceKind.NOTE: "notes",
    PieceKind.PICTURE: "pictures",
    PieceKind.LINK: "links",
    PieceKind.FORMULA: "formulas",
}


def grouped(problems: Iterable[Problem]) -> Iterator[tuple[ProblemKind, tuple[Problem, ...]]]:
    """Yield the problems of each kind together."""
    groups: dict[ProblemKind, list[Problem]] = {}
    for problem in problems:
        groups.setdefault(problem.kind, []).append(problem)
    yield from ((kind, tuple(groups[kind])) for kind in ProblemKind if kind in groups)


def lines_of(problems: Sequence[Problem], shown: int | None) -> Iterator[str]:
    """Yield the lines of a group of problems.

    Args:
        problems: of one kind.
        shown: how many of them are written out; None for all.
    """
    for problem in islice(problems, shown):
        yield from (f"  {line}" for line in str(problem).splitlines())
    if shown is not None and len(problems) > shown:
        yield f"  ... and {len(problems) - shown} more (-v shows them)"


def sums_line(manifest: BuildManifest) -> str:
    """Return all that is counted at the end in one line."""
    return ", ".join(f"{name}: {count:,}" for name, count in sums_of(manifest).items())


def figures_table(posts: Sequence[PostFigures]) -> Iterator[str]:
    """Yield a table of what was counted of each post.

    A cell has the count of the Markdown parser; behind an arrow follows that of the finished files,
    if rules have made another of it: all formats have the same, or there would be no book.
    """
    found = [post.epub or post.pdf or {} for post in posts]
    counted = [*found, *(post.seen for post in posts)]
    kinds = [kind for kind in _COLUMNS if any(kind in each for each in counted)]
    rows = [["", *(_COLUMNS[kind] for kind in kinds), "left out on purpose"]]
    for post, counts in zip(posts, found, strict=True):
        cells = [_cell(post.seen.get(kind, 0), counts.get(kind, 0)) for kind in kinds]
        reasons = ", ".join(f"{reason}: {count}" for reason, count in post.removed.items())
        rows.append([post.path, *cells, reasons])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for path, *cells, removed in rows:
        numbers = (cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=False))
        yield "  ".join([path.ljust(widths[0]), *numbers, removed]).rstrip()


def _cell(seen: int, found: int) -> str:
    if seen == found:
        return f"{seen}" if seen else ""
    return f"{seen} \N{RIGHTWARDS ARROW} {found}"
