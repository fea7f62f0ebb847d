"""Listings in a fragment: kinds of words, the name of the language, lines to look at, long lines.

What comes out is `<pre data-label="Python"><code>` with `span`s of the class `code-KIND`. Where a
line is long or marked, each line is a `span` of the class `code-line`, its line end within, so that
a style sheet can hang the rest of a line that it breaks. The text stays the same to the letter.
"""

import functools
import unicodedata
from collections.abc import Iterator, Sequence

from markupsafe import escape

from bookc.model import Medium
from bookc.render.code_tokens import Run, label_of, runs_of
from bookc.xhtml import Element, parse_fragment, raw_text_of

LINE, LONG, MARKED = "code-line", "code-line-long", "code-line-marked"
NARROW_COLUMNS = 30
"""What the narrowest telephone shows of a line."""
_HANGING = 2
"""Columns by which the rest of a line stands behind its beginning."""
_DEEPEST = 16
"""Columns of indentation that the rest of a line keeps."""


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
        if label := label_of(language):
            pre.set("data-label", label)
        xhtml = _set(raw_text_of(code), language, marked, widest)
        made = parse_fragment(xhtml)
        code.text = made.text
        code.extend(list(made))


@functools.lru_cache(maxsize=4096)
def _set(code: str, language: str, marked: str, widest: int) -> str:
    """Return a listing as XHTML."""
    runs = runs_of(code, language)
    is_long = [_columns(line) > widest for line in code.split("\n")]
    numbers = set(_numbers(marked, len(is_long)))
    if not numbers and not any(is_long):
        return "".join(map(_run, runs))
    lines = enumerate(_lines(runs), start=1)
    return "".join(
        _line(line, is_long=is_long[number - 1], is_marked=number in numbers)
        for number, line in lines
    )


def _run(run: Run) -> str:
    kind, text = run
    return f'<span class="code-{kind}">{escape(text)}</span>' if kind else str(escape(text))


def _line(runs: Sequence[Run], *, is_long: bool, is_marked: bool) -> str:
    text = "".join(map(_run, runs))
    classes = LINE + (f" {LONG}" if is_long else "") + (f" {MARKED}" if is_marked else "")
    whole = "".join(text for _, text in runs)
    depth = min(len(whole) - len(whole.lstrip(" ")), _DEEPEST)
    hangs = ""
    if is_long and depth:
        by = f"{(depth + _HANGING) / 2:g}em"
        hangs = f' style="padding-left: {by}; text-indent: -{by}"'
    return f'<span class="{classes}"{hangs}>{text}</span>'


def _lines(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Yield the runs of each line, its line end in the last of them."""
    line: list[Run] = []
    for kind, text in runs:
        for piece in text.splitlines(keepends=True) if "\n" in text else (text,):
            line.append((kind, piece))
            if piece.endswith("\n"):
                yield line
                line = []
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
