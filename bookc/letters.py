"""Words looked for in a text that another program has read back.

What comes out of a PDF is not what went in: lines are broken and hyphenated, letters become
ligatures, running heads stand between two halves of a paragraph, and lines that read from right to
left come in an order of their own. So letters and digits alone are compared, and whatever has been
found is crossed out: what is there twice has to be found twice.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

_NOT_LETTERS = re.compile(r"[\W_]+")
_LETTER = re.compile(r"[^\W_]")
_END = 12
"""Letters at either end of a run that are looked for if something has come between them."""
_SURE = 6
"""Letters that hardly stand anywhere by chance."""
_NEAR = 2000
"""Letters in which what comes next is looked for first."""
_BETWEEN = 600
"""Letters that may have come between two ends: a running head, the other cells of a row."""
_MOST = 0.7
"""The share of letters by which a run counts as found if its script cannot be read back well."""
_CROSSED_OUT = "\n"
_HYPHENS = frozenset("-\u2010")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")

Span = tuple[int, int]


def letters(text: str) -> str:
    """Return the letters and digits of a text, in one case and one form."""
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())


def signs(text: str) -> str:
    """Return all that leaves ink but hyphens, which whoever breaks lines sets and takes away."""
    return "".join(filter(_leaves_ink, unicodedata.normalize("NFKC", text).casefold()))


def has_ink(text: str) -> bool:
    """Tell whether there is anything to see in a text but hyphens."""
    return _LETTER.search(text) is not None or bool(signs(text))


def find_lost(
    runs: Sequence[str],
    text: str,
    apart: Collection[int] = (),
    numbers: Mapping[int, Sequence[int]] | None = None,
) -> set[int]:
    """Return the places of those runs that are not in a text.

    Args:
        runs: words that stand together, in reading order.
        text: what was read back.
        apart: places of runs that may stand between two halves of another, as notes do at the foot
            of a page. They are taken out of the text first, or they would count as part of it.
        numbers: places of the numbers of notes, each with those of the runs of its note: it stands
            before the first, or behind the last.
    """
    search = _Search(letters(text))
    wanted = [letters(run) for run in runs]
    for number, note in (numbers or {}).items():
        _take_out_numbered(search, wanted, number, note)
    for place in apart:
        if len(wanted[place]) >= _SURE and search.take_out(wanted[place]):
            wanted[place] = ""
    lost = search.lost(wanted)
    if not lost:
        return lost
    found = [run for place, run in enumerate(runs) if place not in lost]
    words = _words([text])
    words.subtract(_words(found))
    lost = {place for place in lost if not _is_in_words(runs[place], words, search.rest)}
    left = Counter(search.rest)
    return {place for place in lost if not _is_about_there(runs[place], left)}


def find_lost_signs(runs: Sequence[str], text: str) -> set[int]:
    """Return the places of those runs whose signs, and not just letters, are not in a text."""
    search = _Search(signs(text))
    wanted = [signs(run) for run in runs]
    lost = search.lost(wanted)
    return {
        place
        for place in lost
        # So PDFium reads brackets on a page that reads from right to left.
        if wanted[place][::-1].translate(_MIRRORED) not in search.rest
        and not (letters(runs[place]) and not find_lost([runs[place]], text))
    }


def _take_out_numbered(
    search: "_Search", wanted: list[str], number: int, note: Sequence[int]
) -> None:
    """Take the number of a note out of a text, with the run of its note that it adjoins."""
    first, last = note[0], note[-1]
    for place, joined in (
        (first, wanted[number] + wanted[first]),
        (last, wanted[last] + wanted[number]),
    ):
        if len(wanted[place]) >= _SURE and search.take_out(joined):
            wanted[number] = wanted[place] = ""
            return


class _Search:
    """A text in which what has been found is crossed out."""

    def __init__(self, text: str) -> None:
        self.rest = text

    def take_out(self, run: str) -> bool:
        """Take a run out of the text, so that what stands around it adjoins."""
        before, found, after = self.rest.partition(run)
        self.rest = before + after
        return bool(found)

    def lost(self, runs: Sequence[str]) -> set[int]:
        """Cross out runs of letters, and return the places of those that are not there."""
        found = self._find_in_order(
            runs, {place: (0, 0) for place, run in enumerate(runs) if not run}
        )
        found = self._find_between(runs, found)
        moved = sorted(set(range(len(runs))) - found.keys(), key=lambda place: -len(runs[place]))
        return {place for place in moved if not self._find_anywhere(runs[place])}

    def _find_in_order(self, runs: Sequence[str], found: dict[int, Span]) -> dict[int, Span]:
        """Find the runs that can only be meant, each behind the one before."""
        at = 0
        for place, run in enumerate(runs):
            if len(run) >= _SURE and (span := _span_of(run, self.rest, at)):
                found[place], at = span, span[1]
        self._cross_out(found.values())
        return found

    def _find_between(self, runs: Sequence[str], found: dict[int, Span]) -> dict[int, Span]:
        """Find short runs, each between those that stand around it."""
        stops: dict[int, int] = {}
        stop = len(self.rest)
        for place in reversed(range(len(runs))):
            stops[place] = stop
            stop = found[place][0] if found.get(place, (0, 0))[1] else stop
        at = 0
        for place, run in enumerate(runs):
            if place in found:
                at = max(at, found[place][1])
            elif (start := self.rest.find(run, at, stops[place])) >= 0:
                found[place] = (start, start + len(run))
                at = start + len(run)
        self._cross_out(found.values())
        return found

    def _find_anywhere(self, run: str) -> bool:
        """Find a run that does not stand in its place, or not in one piece."""
        before = self.rest
        while run:
            length = len(run) if run in self.rest else self._longest_start(run)
            if length < min(_SURE, len(run)):
                self.rest = before  # half of it may be of another run
                return False
            start = self.rest.find(run[:length])
            self._cross_out([(start, start + length)])
            run = run[length:]
        return True

    def _longest_start(self, run: str) -> int:
        """Return how many of a run's first letters stand together."""
        return bisect_left(range(1, len(run)), 1, key=lambda length: run[:length] not in self.rest)

    def _cross_out(self, spans: Iterable[Span]) -> None:
        kept = []
        at = 0
        for start, end in sorted(spans):
            if end > at:
                kept += [self.rest[at:start], _CROSSED_OUT * (end - max(start, at))]
                at = end
        self.rest = "".join([*kept, self.rest[at:]])


def _span_of(run: str, text: str, at: int) -> Span | None:
    """Return where a run stands behind a place, whole or with something in between."""
    start = text.find(run, at, at + _NEAR + len(run))
    if start < 0 and len(run) >= _END:
        start = text.find(run, at)
    if start >= 0:
        return start, start + len(run)
    if len(run) <= 2 * _END:
        return None
    start = text.find(run[:_END], at)
    if start < 0:
        return None
    last = start + len(run) - _END
    closing = text.find(run[-_END:], last, last + _END + _BETWEEN)
    return None if closing < 0 else (start, closing + _END)


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in _words_of(text))


def _words_of(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).casefold()
    unmarked = "".join(
        each for each in plain if unicodedata.category(each)[0] not in "MC" or each.isspace()
    )
    return [word for word in _NOT_LETTERS.split(unmarked) if word]


def _is_in_words(run: str, words: Counter[str], rest: str) -> bool:
    """Tell whether the words of a run are there, in whatever order, and take them."""
    wanted = Counter(_words_of(run))
    if not all(words[word] >= count or word in rest for word, count in wanted.items()):
        return False
    words.subtract(wanted)
    return True


def _has_marks(run: str) -> bool:
    """Tell whether a run is in a script whose marks programs read back in any order, or not at all.

    Arabic and Hebrew with their vowels, and most scripts of South Asia.
    """
    return any(unicodedata.category(each)[0] == "M" for each in unicodedata.normalize("NFKC", run))


def _reads_both_ways(run: str) -> bool:
    """Tell whether words or numbers from left to right stand among others from right to left.

    A raised number, or what follows it, is read back at the other end of such a line.
    """
    directions = {unicodedata.bidirectional(each) for each in run}
    return bool(directions & {"R", "AL"}) and bool(directions & {"L", "EN", "AN"})


def _is_about_there(run: str, left: Counter[str]) -> bool:
    """Tell whether the letters of a run are left in a text, in whatever order, and take them.

    Only if they cannot be expected in theirs, and of those with marks only nearly all.
    """
    share = _MOST if _has_marks(run) else 1.0 if _reads_both_ways(run) else None
    wanted = Counter(letters(run))
    if share is None or (wanted & left).total() < share * wanted.total():
        return False
    left.subtract(wanted & left)
    return True


def _leaves_ink(letter: str) -> bool:
    return unicodedata.category(letter)[0] not in "CMZ" and letter not in _HYPHENS
