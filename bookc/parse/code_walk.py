"""Asking place after place of a text whether it is code, for rules that skip stretches on the way.

What a comment or a template tag hides may open a fence that it does not close. The regions behind
it are then found anew, a few times at most, so that no text takes longer than its length.
"""

from bookc.parse.code_regions import Region, regions_of

_MOST_NEW_STARTS = 5


class CodeWalk:
    """A walk through a text, forwards only."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._start(0)
        self._new_starts = 0

    def is_code(self, at: int) -> bool:
        """Tell whether a place is in code; no place before the last one may be asked for."""
        region = self._region_at(at)
        return region is not None and region.is_code

    def skip_to(self, at: int) -> None:
        """Go on at a place, whatever the text before it opened."""
        region = self._region_at(at)
        if region is None or not region.is_code or region.start + self._offset >= at:
            return
        if self._new_starts < _MOST_NEW_STARTS:
            self._new_starts += 1
            self._start(at)

    def _start(self, at: int) -> None:
        self._regions: tuple[Region, ...] = regions_of(self._text[at:])
        self._offset = at
        self._index = 0

    def _region_at(self, at: int) -> Region | None:
        at -= self._offset
        while self._index < len(self._regions) and self._regions[self._index].end <= at:
            self._index += 1
        return self._regions[self._index] if self._index < len(self._regions) else None
