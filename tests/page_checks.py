"""What must not be on any page of a PDF, looked for on all of them.

Words outside of their page, words or pictures outside of the text block, words on words, letters
too small to read, colours too close to what they stand on, and lines wider than the ground that is
painted for them; and pages that a picture has left half empty. For a look at any book:

    python tests/page_checks.py FILE.pdf [PROJECT]

With the project, its theme says where the text block is.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from page_objects import Box, Colour, PageObjects, Words, read_pages
from PIL import Image, ImageDraw

PT_PER_MM = 72 / 25.4
SMALLEST_PT = 7.0
_SLACK_PT = 1.0
"""Letters hang over their place a little, and a pixel of the pictures is a point."""
_ON_EACH_OTHER = 0.25
"""The share of the smaller letter that another covers; slanted ones lean over their neighbours."""
_RAISED = 0.1
"""Of the size of the words beside it: how far off their line an index or a mark stands."""
_PALER = 240
"""Grey that counts as white paper."""
_MOST_EMPTY = 0.5
"""Of the text block, before a picture that could stand elsewhere."""
_EDGE_MM = {"manual": 13.0}
"""Themes that set captions and remarks in their outer margin, up to here."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong on a page."""

    page: str
    what: str
    words: str = ""

    def __str__(self) -> str:
        return f"page {self.page}: {self.what}" + (f": {self.words[:60]}" if self.words else "")


@dataclass(frozen=True, slots=True)
class Margins:
    """What surrounds the text block, in mm."""

    top: float
    bottom: float
    inner: float
    outer: float
    mirrored: bool = True
    """The inner margin of a left page is on its right."""

    def block(self, page: Box, *, is_left: bool) -> Box:
        """Return the text block of a page."""
        near, far = self.inner * PT_PER_MM, self.outer * PT_PER_MM
        left, right = (far, near) if is_left and self.mirrored else (near, far)
        return Box(
            page.left + left,
            page.bottom + self.bottom * PT_PER_MM,
            page.right - right,
            page.top - self.top * PT_PER_MM,
        )


def margins_of(project: Path) -> Margins:
    """Return the margins that the theme of a project has."""
    from bookc.config import load_config
    from bookc.render import load_theme

    theme = load_theme(load_config(project))
    sides = ("top", "bottom", "inner", "outer")
    top, bottom, inner, outer = (float(theme.variables[f"margin_{side}"]) for side in sides)
    edge = _EDGE_MM.get(theme.name)
    if edge is None:
        return Margins(top, bottom, inner, outer)
    return Margins(top, bottom, inner, edge, mirrored=False)


def faults_of(
    path: Path, margins: Margins | None = None, *, smallest_pt: float = SMALLEST_PT
) -> list[Fault]:
    """Return all faults of a file.

    Args:
        path: the PDF.
        margins: what surrounds the text block; without them, words have to be on the page.
        smallest_pt: the size that no letter may be below.
    """
    faults: list[Fault] = []
    before: tuple[PageObjects, Box] | None = None
    for number, page in enumerate(read_pages(path)):
        if before and not page.is_painted:
            faults += empty_before_a_picture(before[0], page, before[1])
        block = margins.block(page.box, is_left=number % 2 == 1) if margins else page.box
        before = None if page.is_painted else (page, block)
        faults += words_off_the_page(page)
        if margins and not page.is_painted:
            faults += ink_off_the_text_block(page, block)
        faults += words_on_words(page)
        faults += small_letters(page, smallest_pt)
        faults += pale_words(page)
        faults += lines_wider_than_their_ground(page)
    return faults


def words_off_the_page(page: PageObjects) -> Iterator[Fault]:
    """Yield words that are not, or not whole, on the page."""
    for each in page.words:
        if not page.box.grown(_SLACK_PT / 2).holds(each.box):
            yield Fault(page.label, "words off the page", each.text)


def ink_off_the_text_block(page: PageObjects, block: Box) -> Iterator[Fault]:
    """Yield what is painted outside of the text block and is no running head, rule or ground."""
    picture = page.tagged.copy()
    room = block.grown(_SLACK_PT)
    corners = (room.left, page.box.top - room.top, room.right, page.box.top - room.bottom)
    ImageDraw.Draw(picture).rectangle(corners, fill=255)
    ink = picture.point([255 if grey < _PALER else 0 for grey in range(256)]).getbbox()
    if ink is None:
        return
    left, top, right, bottom = ink
    place = Box(left, page.box.top - bottom, right, page.box.top - top)
    words = [each for each in page.words if not each.is_artifact and each.box.common(place).area]
    told = " ".join(each.text for each in words if not room.holds(each.box))
    at = f"{left / PT_PER_MM:.0f} to {right / PT_PER_MM:.0f} mm from the left"
    at += f", {top / PT_PER_MM:.0f} to {bottom / PT_PER_MM:.0f} mm from the top"
    yield Fault(page.label, f"outside of the text block, {at}", told or "a picture")


def words_on_words(page: PageObjects) -> Iterator[Fault]:
    """Yield words painted over others."""
    for one, other in _touching(page.words):
        if any(_is_on(a, b) for a in one.letters for b in other.letters):
            yield Fault(page.label, "words on words", f"{other.text} / {one.text}")


def _touching(words: tuple[Words, ...]) -> Iterator[tuple[Words, Words]]:
    """Yield pairs of words whose boxes share anything, the lower ones first."""
    boxed = sorted(((each.box, each) for each in words), key=lambda pair: pair[0].bottom)
    for place, (box, one) in enumerate(boxed):
        for beside, other in boxed[place + 1 :]:
            if beside.bottom > box.top:
                break
            if box.common(beside).area:
                yield one, other


def _is_on(one: Box, other: Box) -> bool:
    smaller = min(one.area, other.area)
    return smaller > 0 and one.common(other).area > _ON_EACH_OTHER * smaller


def small_letters(page: PageObjects, smallest_pt: float) -> Iterator[Fault]:
    """Yield words that are too small, but for raised and lowered ones beside larger letters."""
    small = [each for each in page.words if each.size_pt < smallest_pt - 0.05]
    for each in small:
        if not any(_is_raised(each, other) for other in page.words):
            yield Fault(page.label, f"letters of {each.size_pt:.1f} pt", each.text)


def _is_raised(words: Words, other: Words) -> bool:
    """Tell whether words are an index or a mark of a note on the line of others."""
    if other.size_pt <= words.size_pt:
        return False
    off = abs(words.baseline - other.baseline)
    box = other.box.grown(other.size_pt)
    return _RAISED * other.size_pt < off < other.size_pt and words.box.common(box).area > 0


def pale_words(page: PageObjects) -> Iterator[Fault]:
    """Yield words whose contrast to what is beneath them is less than AA of WCAG 2.2 asks for."""
    for each in page.words:
        is_large = each.size_pt >= 18 or (each.size_pt >= 14 and each.is_bold)
        beneath = page.crop(page.beneath, each.box)
        ratio = _contrast(each.colour, beneath)
        if ratio < (3 if is_large else 4.5):
            yield Fault(page.label, f"a contrast of {ratio:.1f}", each.text)


def _contrast(colour: Colour, beneath: Image.Image) -> float:
    """Return the contrast to the ground of most letters: a rule may run under or through some."""
    pixels = beneath.getcolors(beneath.width * beneath.height) or []
    ratios = sorted((_ratio(colour, pixel), count) for count, pixel in pixels)  # type: ignore[arg-type]
    left = 0.3 * sum(count for _, count in ratios)
    for ratio, count in ratios:
        left -= count
        if left < 0:
            return ratio
    raise AssertionError(beneath.size)


def _ratio(one: Colour, other: Colour) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    """Return the relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    shares = [each / 255 for each in colour]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lines_wider_than_their_ground(page: PageObjects) -> Iterator[Fault]:
    """Yield words that stand on a ground for the most part, and run out of it at a side."""
    for each in page.words:
        box = each.box
        for ground in page.grounds:
            is_beside = ground.bottom < (box.bottom + box.top) / 2 < ground.top
            on_ground = min(box.right, ground.right) - max(box.left, ground.left)
            if is_beside and box.width / 2 < on_ground < box.width - _SLACK_PT:
                yield Fault(page.label, "a line wider than its ground", each.text)


def empty_before_a_picture(
    page: PageObjects, following: PageObjects, block: Box
) -> Iterator[Fault]:
    """Yield a page that is left half empty because the next one begins with a picture."""
    ink = _rows_with_ink(following, following.box)
    if not ink or not any(
        each.bottom <= ink[0] <= each.top + _SLACK_PT for each in following.figures
    ):
        return
    edges = [block.top, *_rows_with_ink(page, block), block.bottom]
    empty = max(one - other for one, other in pairwise(edges)) / block.height
    if empty > _MOST_EMPTY:
        yield Fault(page.label, f"{empty:.2f} of the page is empty before a picture")


def _rows_with_ink(page: PageObjects, within: Box) -> list[float]:
    """Return the heights at which anything is painted that is part of the text, from the top."""
    part = page.crop(page.tagged, within)
    dark = part.point([255 if grey < _PALER else 0 for grey in range(256)])
    rows = dark.resize((1, dark.height), Image.Resampling.BOX).tobytes()
    return [within.top - row for row, grey in enumerate(rows) if grey]


def main() -> None:
    """Print the faults of a PDF."""
    path, *project = map(Path, sys.argv[1:])
    faults = faults_of(path, margins_of(project[0]) if project else None)
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
