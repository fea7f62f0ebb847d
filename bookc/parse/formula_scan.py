r"""Where in the text of a post there are formulas: `$…$`, `$$…$$`, `\begin{align}…\end{align}`.

One pass from dollar to dollar, before there are blocks to look at: a formula may hold what Markdown
would take for a heading, a list or emphasis. Each dollar is looked at once, so a long line of
prices takes no longer than any other.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from bookc.frozen import frozen
from bookc.parse.code_regions import regions_of

ENVIRONMENTS = (
    *("equation", "align", "alignat", "flalign", "gather", "multline", "eqnarray", "displaymath"),
)
"""Environments that are formulas by themselves."""

_SIGNS = re.compile(
    rf"\\begin\{{(?P<environment>(?:{'|'.join(ENVIRONMENTS)})\*?)\}}"
    r"|\\(?:eq)?ref\{(?P<label>[^{}\n]{1,80})\}"
    r"|(?P<break>\n[ \t>]*(?=\n))"
    r"|\\.|(?P<dollars>\$\$?)",
    re.DOTALL,
)
_SCRIPT = re.compile(
    r"<script\s[^<>\n]*?\btype\s*=\s*[\"']?math/tex\b(?P<mode>[^<>\n]*)>(?P<tex>.*)</script>",
    re.IGNORECASE | re.DOTALL,
)
"""A formula as MathJax reads it and as kramdown writes it."""
_PREVIEW = re.compile(
    r"<(span|div)\s[^<>]*\bMathJax_Preview\b[^<>]*>[^<>]*</\1>\s{0,9}", re.IGNORECASE
)
"""What kramdown puts before it for as long as MathJax takes: the same TeX, as words."""
_LONGEST_PREVIEW = 10_000
_BEFORE_ALONE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*")
_AFTER_ALONE = re.compile(r"[ \t]*([.,;:]?)[ \t]*(?=\n|\Z)")
_OUTER = re.compile(r"[A-Za-z0-9]")
_BLOCK = re.compile(r"\n[ \t>]*(?:#{1,6}[ \t]|[*|]|```|~~~|\d{1,9}[.)][ \t])")
_EVIDENT = re.compile(
    r"\\[A-Za-z]{2}|[A-Za-z0-9)\]}]\s?\^"
    r"|(?<![A-Za-z0-9_])[A-Za-z]_(?:[A-Za-z0-9](?![A-Za-z0-9_])|[{\\])"
)
"""What hardly stands between two dollars unless they are those of a formula."""
_ONLY_IN_TEX = re.compile(r"[\\^_=+<>|{}]")


@frozen
class Found:
    """A formula, or a reference to one, in the text of a post."""

    start: int
    end: int
    tex: str
    """With the marks of quotes around it, if it has more than one line."""
    is_alone: bool = False
    """True if there is nothing else on its lines."""
    is_evident: bool = False
    """True if it makes it likely that other dollars are those of formulas, too."""
    is_environment: bool = False
    label: str = ""
    """For a reference: what it refers to."""
    is_script: bool = False


def find_formulas(text: str, *, fenced_boxes: bool = False) -> tuple[Found, ...]:
    """Return what may be a formula, in order; code is left alone.

    Args:
        text: of a post.
        fenced_boxes: whether fences such as `smart` hold text.
    """
    return tuple(
        found
        for region in regions_of(text, fenced_boxes=fenced_boxes)
        if not region.is_code
        for found in _Scan(text, region.start, region.end).run()
    )


def find_formula_scripts(text: str) -> tuple[Found, ...]:
    """Return the formulas that are written as scripts, in order; they can be nothing else."""
    raw = (each for each in regions_of(text) if each.is_code)
    return tuple(
        Found(
            start := _start_of_preview(script),
            script.end(),
            script["tex"],
            is_alone="display" in script["mode"].lower() and _has_its_lines(script, start),
            is_script=True,
        )
        for each in raw
        if (script := _SCRIPT.fullmatch(text, each.start, each.end))
    )


def _start_of_preview(script: re.Match[str]) -> int:
    """Return where the preview of a formula begins, or else the formula."""
    text, end = script.string, script.start()
    name = text.rfind("MathJax_Preview", max(0, end - _LONGEST_PREVIEW), end)
    start = text.rfind("<", 0, name) if name >= 0 else -1
    return start if start >= 0 and _PREVIEW.fullmatch(text, start, end) else end


def _has_its_lines(script: re.Match[str], start: int) -> bool:
    text, line = script.string, script.string.rfind("\n", 0, start) + 1
    is_first = _BEFORE_ALONE.fullmatch(text, line, start) is not None
    after = _AFTER_ALONE.match(text, script.end())
    return is_first and after is not None and not after[1]


class _Scan:
    """One pass through a stretch of text."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._end = end
        self._signs = list(_SIGNS.finditer(text, start, end))
        self._lines = [0, *(line.end() for line in re.finditer("\n", text))]
        self._lost_ends: set[str] = set()
        self._look_ahead()

    def _look_ahead(self) -> None:
        """Note for each sign what comes next."""
        count = len(self._signs)
        self._next_dollars: list[re.Match[str] | None] = [None] * count
        self._next_double: list[re.Match[str] | None] = [None] * count
        self._next_break = [self._end] * count
        for place in range(count - 1, 0, -1):
            sign = self._signs[place]
            is_double = sign["dollars"] == "$$"
            self._next_dollars[place - 1] = sign if sign["dollars"] else self._next_dollars[place]
            self._next_double[place - 1] = sign if is_double else self._next_double[place]
            is_break = sign["break"] is not None
            self._next_break[place - 1] = sign.start() if is_break else self._next_break[place]

    def run(self) -> Iterator[Found]:
        """Yield what is found."""
        place = 0
        while place < len(self._signs):
            sign = self._signs[place]
            found = None
            if sign["environment"]:
                found = self._environment(sign)
            elif sign["label"]:
                found = Found(sign.start(), sign.end(), "", label=sign["label"].strip())
            elif sign["dollars"] == "$$":
                found = self._double(place)
            elif sign["dollars"]:
                found = self._single(place)
            place += 1
            if found:
                yield found
                while place < len(self._signs) and self._signs[place].start() < found.end:
                    place += 1

    def _environment(self, sign: re.Match[str]) -> Found | None:
        closing = rf"\end{{{sign['environment']}}}"
        if closing in self._lost_ends:
            return None
        end = self._text.find(closing, sign.end(), self._end)
        if end < 0:
            self._lost_ends.add(closing)
            return None
        return self._alone(sign.start(), end + len(closing), 0, is_environment=True)

    def _double(self, place: int) -> Found | None:
        """Return the formula that two dollars open."""
        sign, closing = self._signs[place], self._next_double[place]
        if closing is None or closing.start() == sign.end():
            return None
        alone = self._alone(sign.start(), closing.end(), 2)
        if closing.start() > self._next_break[place]:
            is_block = alone and self._is_blank_behind(sign) and self._is_blank_before(closing)
            return alone if is_block else None
        tex = self._text[sign.end() : closing.start()]
        if alone or not tex.strip():
            return alone
        return Found(sign.start(), closing.end(), tex, is_evident=_is_evident(tex))

    def _single(self, place: int) -> Found | None:
        """Return the formula that one dollar opens."""
        sign, closing = self._signs[place], self._next_dollars[place]
        if closing is None or closing["dollars"] != "$":
            return None
        start, end = sign.start(), closing.end()
        before, after = self._text[max(start - 1, 0) : start], self._text[end : end + 1]
        if closing.start() > self._next_break[place] or _OUTER.match(before) or _OUTER.match(after):
            return None
        tex = self._text[start + 1 : end - 1]
        if not tex or tex[0].isspace() or tex[-1].isspace() or _is_price(tex) or _BLOCK.search(tex):
            return None
        if after == tex[0] and after in "({":
            return None  # `${a}-${b}`, `$(a)-$(b)`
        return Found(start, end, tex, is_evident=_is_evident(tex))

    def _alone(
        self, start: int, end: int, dollars: int, *, is_environment: bool = False
    ) -> Found | None:
        """Return a formula if there is nothing else on its lines but a full stop."""
        after = _AFTER_ALONE.match(self._text, end)
        tex = self._text[start + dollars : end - dollars]
        if not after or not self._is_blank_to(start) or not tex.strip():
            return None
        return Found(
            start,
            after.end(),
            tex.rstrip() + after[1],
            is_alone=True,
            is_evident=True,
            is_environment=is_environment,
        )

    def _is_blank_behind(self, sign: re.Match[str]) -> bool:
        return _AFTER_ALONE.match(self._text, sign.end()) is not None

    def _is_blank_before(self, sign: re.Match[str]) -> bool:
        return self._is_blank_to(sign.start())

    def _is_blank_to(self, place: int) -> bool:
        """Tell whether a line has nothing but marks of quotes and lists before a place."""
        line = self._lines[bisect_right(self._lines, place) - 1]
        return _BEFORE_ALONE.fullmatch(self._text, line, place) is not None


def _is_evident(tex: str) -> bool:
    return _EVIDENT.search(tex) is not None


def _is_price(tex: str) -> bool:
    """Tell whether it is as in `$5, or 10$`: a number, a blank, and nothing that only TeX has."""
    return tex[0].isdigit() and any(map(str.isspace, tex)) and not _ONLY_IN_TEX.search(tex)
