"""Listings in a fragment: kinds of words, the name of the language, lines to look at, long lines.

What comes out is `<pre data-label="Python"><code>` with `span`s of the class `code-KIND`. Where a
line is long or marked, each line is a `span` of the class `code-line`, its line end within, so that
a style sheet can hang the rest of a line that it breaks, and a word that no line has room for has a
`wbr` behind the signs within. The text stays the same to the letter.
"""

import functools
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from markupsafe import escape

from bookc.model import Medium, Variable
from bookc.render.breaks import parts_of_code
from bookc.render.code_tokens import Run, label_of, runs_of
from bookc.xhtml import Element, parse_fragment, raw_text_of

LINE, LONG, MARKED = "code-line", "code-line-long", "code-line-marked"
NARROW_COLUMNS = 30
"""What the narrowest telephone shows of a line."""
DEPTH = "code-depth-"
"""What a class begins with that says how far a long line is indented, in columns."""
_DEEPEST = 16
_LABEL = 8
"""Columns that the label takes from the first line."""
_HANGING = 2
"""Columns by which the rest of a broken line is indented deeper than its head."""
_BREAK = "\0"
"""Where a word may be broken; what is read from a file holds none."""
_SHORTEST = 12
"""Letters of a word that is broken only where nothing else helps, however deep it stands."""

_MM_PER_PT = 25.4 / 72
_COLUMN_EM = 0.5
_FRAMING = 12
"""Columns that frames and the indentation of lists may take."""
_CODE_SIZE_PT = 10.0


def columns_of(measure_mm: float, variables: Mapping[str, Variable]) -> int:
    """Return how many Latin letters of code stand on a line wherever a listing may be.

    Args:
        measure_mm: width of a full line in print.
        variables: of the theme; `code_size` is the size of code in points, if it has that.
    """
    size = variables.get("code_size")
    size_pt = float(size) if isinstance(size, (int, float)) else _CODE_SIZE_PT
    return max(1, int(measure_mm / (size_pt * _COLUMN_EM * _MM_PER_PT)) - _FRAMING)


def set_code(root: Element, medium: Medium, columns: int) -> None:
    """Set the listings of a fragment.

    Args:
        root: the fragment, which is changed.
        medium: what it is for.
        columns: Latin letters on a printed line; no longer line has to be broken.
    """
    widest = columns if medium is Medium.PAGED else NARROW_COLUMNS
    for pre in root.iter("pre"):
        marked = str(pre.attrib.pop("data-highlight", ""))
        code = pre[0] if len(pre) == 1 and not (pre.text or "").strip() else None
        if code is None or code.tag != "code" or len(code):
            continue  # the author has put elements into it
        language = str(pre.get("data-language", ""))
        label = label_of(language)
        if label:
            pre.set("data-label", label)
        is_paged = medium is Medium.PAGED
        xhtml = _set(raw_text_of(code), language, label, marked, widest, is_paged=is_paged)
        made = parse_fragment(xhtml)
        code.text = made.text
        code.extend(list(made))


@functools.lru_cache(maxsize=4096)
def _set(code: str, language: str, label: str, marked: str, widest: int, *, is_paged: bool) -> str:
    """Return a listing as XHTML."""
    runs = runs_of(code, language)
    is_long = [_columns(line) > widest for line in code.split("\n")]
    is_long[0] = is_long[0] or (bool(label) and _columns(code.partition("\n")[0]) > widest - _LABEL)
    numbers = set(_numbers(marked, len(is_long)))
    if not numbers and not any(is_long):
        return "".join(map(_run, runs))
    lines = enumerate(_lines(runs), start=1)
    made = []
    for number, line in lines:
        classes = [LINE]
        if is_long[number - 1]:
            depth = min(_depth(line), _DEEPEST)
            classes += [LONG, *([f"{DEPTH}{depth}"] if depth else [])]
            longest = max(widest - depth - _HANGING, _SHORTEST)
            line = (_with_broken_head if is_paged else _breakable)(line, longest)
        if number in numbers:
            classes.append(MARKED)
        made.append(f'<span class="{" ".join(classes)}">{"".join(map(_run, line))}</span>')
    return "".join(made)


def _run(run: Run) -> str:
    kind, text = run
    xhtml = str(escape(text)).replace(_BREAK, "<wbr/>")
    return f'<span class="code-{kind}">{xhtml}</span>' if kind else xhtml


def _depth(line: Sequence[Run]) -> int:
    whole = "".join(text for _, text in line)
    return len(whole) - len(whole.lstrip(" "))


def _breakable(line: Sequence[Run], longest: int) -> list[Run]:
    """Mark where words may be broken that are longer than that, be they of one kind or of more."""
    parts = parts_of_code("".join(text for _, text in line), longest)
    places = set(accumulate(map(len, parts)))
    runs, start = [], 0
    for kind, text in line:
        letters = (_BREAK * (at in places) + letter for at, letter in enumerate(text, start))
        runs.append((kind, "".join(letters)))
        start += len(text)
    return runs


def _with_broken_head(line: Sequence[Run], longest: int) -> list[Run]:
    """Mark one place where the first word may be broken, if it is longer than that.

    WeasyPrint puts it below an empty line otherwise. From a later word that overflows it does not
    go back to a `wbr`, so more of them would do harm.
    """
    runs = list(line)
    at, text = next(((at, text) for at, (_, text) in enumerate(runs) if text.strip()), (0, ""))
    if text and len(text.split()[0]) > longest:
        parts = parts_of_code(text, longest)
        ends = [end for end in range(len(parts)) if len("".join(parts[:end]).strip()) <= longest]
        head = "".join(parts[: ends[-1]])
        if head:
            runs[at] = (runs[at][0], head + _BREAK + text[len(head) :])
    return runs


def _lines(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Yield the runs of each line, its line end in the last of them."""
    line: list[Run] = []
    for kind, text in runs:
        *whole, rest = text.split("\n")
        for piece in whole:
            yield [*line, (kind, f"{piece}\n")]
            line = []
        if rest:
            line.append((kind, rest))
    if line:
        yield line


def _columns(line: str) -> int:
    """Return how wide a line is: Hangul, kana and Han take two columns."""
    if line.isascii():
        return len(line)
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in line)


def _numbers(marked: str, lines: int) -> Iterator[int]:
    """Yield the lines that `3,5-7` names, of those that there are."""
    for each in filter(None, marked.split(",")):
        first, _, last = each.partition("-")
        yield from range(int(first), min(int(last or first), lines) + 1)
