"""Pictures that would leave a page half empty: made smaller, or set behind the text that follows.

A picture cannot be broken, so one that does not fit goes to the next page and leaves a gap. If
that is large, the picture is made smaller until it fits, as long as it can still be read. Else it
stays on the next page, as a float of LaTeX's would, and the paragraphs that follow it fill the
page. It passes neither headings nor other pictures, and stays where words around it point to it.
Of pictures on adjacent lines, those that fit stay where they are, and the rest goes.

Plans are made from the galley of one layout and proved by the next: see `layout`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from xml.etree.ElementTree import Element

from bookc.frozen import frozen
from bookc.pdf.galley import Galley, Stretch
from bookc.pdf.pointers import followers, is_introduced

LARGEST_GAP = 0.4
"""Of the text block: what a picture may leave empty. Most gaps are closed before, by `fitting`;
another layout takes as long as the first."""
SMALLEST = 0.6
"""Of its size: what a picture may be made smaller to."""
LOWEST_PX = 96.0
"""No picture is made lower than an inch."""
_SLACK_PX = 2.0
_ROUNDING_PX = 0.5
_ROW, _GROUP, _CAPTION = "pictures-row", "pictures", "pictures-caption"


@frozen
class Placement:
    """What becomes of the pictures of a document, by their number in it."""

    heights: Mapping[int, float] = field(default_factory=dict)
    """Of those that are made smaller, in CSS pixels."""
    passed: Mapping[int, int] = field(default_factory=dict)
    """Of those that stand later: how many of the elements that follow they stand behind."""


def number_pictures(root: Element) -> dict[Element, int]:
    """Return the pictures that can be placed, figures and rows of figures, each with its number."""
    found = (each for each in root.iter() if each.tag == "figure" or _has_class(each, _ROW))
    shown = (each for each in found if each.find(".//img") is not None)
    return {each: number for number, each in enumerate(shown)}


def place_pictures(root: Element, placement: Placement, full: Mapping[int, float]) -> None:
    """Change a document as is planned.

    Args:
        root: a document.
        placement: the plan.
        full: how high pictures are without a plan, by number.
    """
    pictures = {number: each for each, number in number_pictures(root).items()}
    parents = {child: parent for parent in root.iter() for child in parent}
    for number, height in placement.heights.items():
        _make_smaller(pictures[number], height, height / full[number])
    order = {each: place for place, each in enumerate(root.iter())}
    # The last goes first: what one has passed may then be passed by the one before it.
    for number in sorted(placement.passed, key=lambda each: order[pictures[each]], reverse=True):
        _move(pictures[number], parents, placement.passed[number])


def gaps(galley: Galley) -> float:
    """Return how much of pages pictures leave empty in all, where one leaves too much."""
    shares = (
        1 - _used(galley, page) / galley.rooms[page]
        for page, start in enumerate(galley.starts[1:])
        if _begins_with_picture(galley, start) and not _is_forced(galley, page + 1)
    )
    return sum(share for share in shares if share > LARGEST_GAP)


def plan(
    galley: Galley, root: Element, before: Placement, full: Mapping[int, float]
) -> Placement | None:
    """Return a better placement of the pictures of a document; None if there is none.

    Args:
        galley: the document as it was laid out.
        root: its tree.
        before: the placement that this has.
        full: how high pictures are without a plan, by number.
    """
    planner = _Planner(galley, root, before, full)
    planner.make_up()
    after = Placement(planner.heights, planner.passed)
    return None if after == before else after


class _Planner:
    """Makes a galley up into pages, and changes it where a page would be too empty."""

    def __init__(
        self, galley: Galley, root: Element, before: Placement, full: Mapping[int, float]
    ) -> None:
        self.heights = dict(before.heights)
        self.passed = dict(before.passed)
        self._full = full
        self._rooms = galley.rooms
        self._items = list(galley.stretches)
        self._numbers = number_pictures(root)
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._forced = {
            id(galley.stretches[start])
            for page, start in enumerate(galley.starts)
            if start < len(galley.stretches) and _is_forced(galley, page)
        }
        self._moved: set[int] = set()
        self._begins = {
            id(galley.stretches[each]) for each in galley.starts if each < len(galley.stretches)
        }
        self._is_changed = False
        """Until then pages break where they have been seen to."""

    def make_up(self) -> None:
        """Go through all pages."""
        at = page = 0
        while at < len(self._items):
            at = self._fill(at, self._rooms[min(page, len(self._rooms) - 1)])
            page += 1

    def _fill(self, at: int, room: float) -> int:
        """Fill a page from a stretch on, and return what begins the next."""
        first, used = at, 0.0
        while at < len(self._items):
            if at > first and id(self._items[at]) in self._forced:
                return at
            run = _run_from(self._items, at)
            end = run.stop
            height = _height(self._items[at:end], begins_page=at == first)
            if at > first and not self._fits(at, used + height, room):
                if room - used <= LARGEST_GAP * room:
                    return at
                if not self._mend(at, end, used, height, room):
                    return at
                continue
            used += height
            at = end
        return at

    def _fits(self, at: int, height: float, room: float) -> bool:
        if not self._is_changed:
            return id(self._items[at]) not in self._begins
        return height <= room + _ROUNDING_PX

    def _mend(self, at: int, end: int, used: float, height: float, room: float) -> bool:
        """Change the first picture of a run that does not fit; tell whether it can be."""
        for place in range(at, end):
            item = self._items[place]
            number = self._numbers.get(item.block)
            if number is None:
                continue
            excess = max(used + height - room, 0) + _SLACK_PX
            is_mended = self._shrink(place, number, excess) or self._pass(
                place, number, room - used
            )
            self._is_changed |= is_mended
            return is_mended
        return False

    def _shrink(self, place: int, number: int, excess: float) -> bool:
        item = self._items[place]
        target = item.picture - excess
        if target < max(SMALLEST * self._full[number], min(LOWEST_PX, item.picture)):
            return False
        self.heights[number] = target
        self._items[place] = replace(item, height=item.height - excess, picture=target)
        return True

    def _pass(self, place: int, number: int, empty: float) -> bool:
        """Let what follows a picture stand before it, until the page is full."""
        picture = self._items[place].block
        group = _group_of(picture, self._parents)
        before = _before_in(group, picture)
        if not self._may_move(number, group, before):
            return False
        own = set(group.iter()) - {each for one in before for each in one.iter()}
        end = place
        while end < len(self._items) and self._items[end].block in own:
            end += 1
        filled, count, rest = 0.0, 0, end
        for follower in followers(group, self._parents):
            inside = set(follower.iter())
            start = rest
            while rest < len(self._items) and self._items[rest].block in inside:
                filled += self._items[rest].gap + self._items[rest].height
                rest += 1
            if rest == start or any(id(each) in self._forced for each in self._items[start:rest]):
                rest = start
                break
            count += 1
            if filled >= empty:
                break
        if not count:
            return False
        self._items[place:rest] = self._items[end:rest] + self._items[place:end]
        self._moved.add(number)
        # What others of the group have passed, it has passed with them.
        passed = max(self.passed.get(each, 0) for each in self._numbers_until(number, group))
        self.passed[number] = passed + count
        return True

    def _may_move(self, number: int, group: Element, before: Sequence[Element]) -> bool:
        """Tell whether a picture may be moved, by itself or with what follows it in its group.

        Words that point to a group have what they point to when its first picture is there.
        """
        if number in self._moved:
            return False
        if not before:
            return not is_introduced(group, self._parents)
        is_moved = not self._moved.isdisjoint(self._numbers_until(number, group))
        return not is_moved and not any(_has_class(each, _CAPTION) for each in group)

    def _numbers_until(self, number: int, group: Element) -> list[int]:
        """Return the numbers of pictures and rows of a group as far as one of them."""
        numbers = [self._numbers[each] for each in group.iter() if each in self._numbers]
        return [each for each in numbers if each <= number]


def _begins_with_picture(galley: Galley, start: int) -> bool:
    return any(galley.stretches[at].picture for at in _run_from(galley.stretches, start))


def _run_from(stretches: Sequence[Stretch], start: int) -> range:
    """Return what has to stay together from a stretch on."""
    end = start
    while end < len(stretches):
        end += 1
        if not stretches[end - 1].is_kept:
            break
    return range(start, end)


def _used(galley: Galley, page: int) -> float:
    start, end = galley.starts[page], galley.starts[page + 1]
    return _height(galley.stretches[start:end], begins_page=True)


def _height(stretches: Sequence[Stretch], *, begins_page: bool) -> float:
    height = sum(each.gap + each.height for each in stretches)
    return height + stretches[0].head - stretches[0].gap if begins_page and stretches else height


def _is_forced(galley: Galley, page: int) -> bool:
    """Tell whether a page begins where it does although more would have fitted on the last."""
    run = _run_from(galley.stretches, galley.starts[page])
    if page == 0 or not run:
        return False
    height = _height([galley.stretches[at] for at in run], begins_page=False)
    return _used(galley, page - 1) + height < galley.rooms[page - 1] - LOWEST_PX / 4


def _group_of(picture: Element, parents: Mapping[Element, Element]) -> Element:
    """Return the group of a picture; itself if it is in none."""
    above: Element | None = picture
    while above is not None and not _has_class(above, _GROUP):
        above = parents.get(above)
    return picture if above is None else above


def _before_in(group: Element, picture: Element) -> Sequence[Element]:
    """Return the figures that stand before a picture, or a row of them, in its group."""
    figures = list(group.iter("figure"))
    return figures[: figures.index(next(picture.iter("figure")))]


def _make_smaller(picture: Element, height_px: float, scale: float) -> None:
    if not _has_class(picture, _ROW):
        for img in picture.iter("img"):
            img.set("style", f"width: auto; height: auto; max-height: {height_px:.2f}px")
        return
    for figure in picture.iter("figure"):
        name, _, width = figure.get("style", "").partition(":")
        if name == "width":
            figure.set("style", f"width: {float(width.strip(' %')) * scale:.2f}%")


def _move(picture: Element, parents: dict[Element, Element], count: int) -> None:
    """Set a picture, and what follows it in its group, behind some of the elements that follow."""
    mover = _group_of(picture, parents)
    parent = parents[mover]
    place = list(parent).index(mover)
    if _before_in(mover, picture):
        mover = _parted(mover, picture, parents)
        parents[mover] = parent
        place += 1
    else:
        parent.remove(mover)
    parent.insert(place + count, mover)


def _parted(group: Element, picture: Element, parents: Mapping[Element, Element]) -> Element:
    """Take a picture and all behind it out of their group, and return a group of them."""
    rest = Element("div", {"class": _GROUP})
    holder = parents[picture]
    parted = list(holder)[list(holder).index(picture) :]
    rows = [] if holder is group else list(group)[list(group).index(holder) + 1 :]
    for each in parted:
        holder.remove(each)
        if rows or holder is not group:
            each.attrib.pop("style", None)  # its width was its share of the row
    for each in rows:
        group.remove(each)
    rest.extend([*parted, *rows])
    return rest


def _has_class(element: Element, name: str) -> bool:
    return name in element.get("class", "").split()
