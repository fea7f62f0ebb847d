"""Which documents are laid out when, so that hardly any has to be laid out twice.

The digits of a number are set at assembly, but its width must be known before. Most widths can be
told from roughly how long the other documents are; what cannot waits until they are laid out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from bookc.jobs import Inputs, Runner
from bookc.model import Document, RenderedBook
from bookc.pdf.inputs import LAY_OUT, LayoutInput, layout_input
from bookc.pdf.last_layouts import LastLayouts
from bookc.pdf.numbering import Pagination, PlacedDocument, folio, paginate
from bookc.pdf.references import (
    chapter_numbers,
    estimated_pages,
    is_page,
    place_references,
    targets_in,
)
from bookc.pdf.shifts import gives_way
from bookc.store import Entry

_ROUNDS = 4
"""Of layouts with all pages known, for documents whose numbers were guessed wrong. One that swings
between two lengths for ever keeps the last."""
_SHORT, _LONG = 0.9, 1.1
"""How far a document may be from the pages that its length makes one expect."""

_Anchors: TypeAlias = dict[str, tuple[str, int]]
"""The document of each id, and its page there."""
_Look: TypeAlias = tuple[tuple[str, ...], bool]
"""What a layout takes from the place in the book: numbers, and whether it opens on the
left."""


def lay_out_book(
    rendered: RenderedBook, sheet: str, runner: Runner, last: LastLayouts
) -> tuple[Pagination, Mapping[str, Entry]]:
    """Lay out every document, each of its references to pages as wide as its number.

    Args:
        rendered: the book.
        sheet: the style sheet of the text, without margins.
        runner: where documents are laid out.
        last: how they were laid out before.
    """
    layouts = _Layouts(rendered, sheet, runner, last)
    while waiting := [each for each in rendered.documents if each.name not in layouts.laid_out]:
        layouts.lay_out(layouts.ready(waiting), waiting)
    for _ in range(_ROUNDS):
        if not layouts.lay_out(layouts.outdated(), ()):
            break
    # In the order of the book, not that in which they were done: fonts are numbered as they come.
    laid_out = {each.name: layouts.laid_out[each.name] for each in rendered.documents}
    return paginate(rendered, layouts.pages()), laid_out


def certain_inputs(rendered: RenderedBook, sheet: str) -> Iterator[LayoutInput]:
    """Yield the layouts of documents that are the same wherever they stand.

    Args:
        rendered: the book.
        sheet: the style sheet of the text, without margins.
    """
    wide = _wide_names(rendered, sheet)
    for each in rendered.documents if not rendered.is_mirrored else ():
        targets = targets_in(each.xhtml)
        if any(map(is_page, targets)) and each.name not in wide:
            continue
        numbers = chapter_numbers(each.xhtml)
        shown = {
            target: "0" * rendered.page_digits if is_page(target) else _stand_in(numbers[target])
            for target in targets
        }
        yield layout_input(rendered, each, place_references(each.xhtml, shown), sheet)


def _wide_names(rendered: RenderedBook, sheet: str) -> frozenset[str]:
    """Return the documents whose numbers of pages are as wide as any, until it is known better."""
    candidates = [*rendered.front, *rendered.body] if gives_way(sheet) else []
    return frozenset(each.name for each in candidates)


class _Layouts:
    """The layouts of a book's documents, as they become known."""

    def __init__(
        self, rendered: RenderedBook, sheet: str, runner: Runner, last: LastLayouts
    ) -> None:
        self.laid_out: dict[str, Entry] = {}
        self._rendered = rendered
        self._runner = runner
        self._last = last
        self._sheet = sheet
        self._targets: dict[str, tuple[str, ...]] = {}
        """What the numbers in each document are of."""
        self._chapters: dict[str, str] = {}
        """The numbers of chapters."""
        self._lengths: dict[str, int] = {}
        for each in rendered.documents:
            xhtml = each.xhtml
            self._targets[each.name] = targets_in(xhtml)
            self._chapters |= chapter_numbers(xhtml)
            self._lengths[each.name] = len(xhtml)
        self._wide = _wide_names(rendered, sheet)
        self._stiff: set[str] = set()
        """Those of which a wide layout has told that they cannot be."""
        self._anchors: _Anchors = {}
        self._shown: dict[str, _Look] = {}
        """How each was laid out last."""

    def pages(self) -> dict[str, int]:
        """Return how many pages each document has that is laid out."""
        return {name: entry.facts["pages"] for name, entry in self.laid_out.items()}

    def ready(self, waiting: Sequence[Document]) -> list[Document]:
        """Return the documents to lay out next: those that the pages of the others cannot change.

        At first nothing is known of any, so those that name no page begin, and tell how long others
        are; then come those whose references would be as wide if it told so only roughly. If there
        is none, the chapters come before what tells of all of them.
        """
        chapters = [each for each in waiting if each in self._rendered.body]
        if not self.laid_out:
            free = [
                each
                for each in waiting
                if self._is_wide(each) or not any(map(is_page, self._targets[each.name]))
            ]
            return free if any(each in chapters for each in free) else free + chapters[:2]
        rough = self._rough({})
        certain = [
            each for each in waiting if len({self._numbers(each, guess) for guess in rough}) == 1
        ]
        return certain or chapters or list(waiting)

    def outdated(self) -> list[Document]:
        """Return the documents whose numbers are not as they were guessed."""
        pagination = self._pagination({})
        return [
            each
            for each in self._rendered.documents
            if self._shown[each.name] != self._looks(each, pagination)
        ]

    def lay_out(self, documents: Sequence[Document], waiting: Sequence[Document]) -> bool:
        """Lay out documents, and tell whether there were any.

        Front matter that waits is tried meanwhile if a worker has nothing to do: as its pages are
        numbered apart, a wrong guess is forgotten, and changes nothing.
        """
        documents = sorted(documents, key=self._place_in_line)
        pagination = self._pagination(dict(self._estimated()))
        later = [each for each in waiting if each not in documents]

        def guesses(done: Mapping[int, Entry]) -> list[LayoutInput]:
            for place, entry in done.items():
                self._note(documents[place], entry)
            front = [each for each in later if each in self._rendered.front]
            guessed = self._guesses(front, [each for each in later if each not in front])
            later[:] = [each for each in later if each.name not in guessed]
            return [*guessed.values()]

        looks = {each.name: self._looks(each, pagination) for each in documents}
        self._shown |= looks
        inputs = Inputs(len(documents), lambda place: self._input(documents[place], looks))
        entries = self._runner.run(LAY_OUT, inputs, "chapters", idle=guesses)
        for each, entry in zip(documents, entries, strict=True):
            self._note(each, entry)
        return bool(documents)

    def _place_in_line(self, document: Document) -> tuple[bool, int]:
        """Sort long chapters before all else: a new one is what all others wait for.

        The longest goes first, or one worker would still be at it when the others are done.
        """
        return document not in self._rendered.body, -self._lengths[document.name]

    def _guesses(
        self, wanted: Sequence[Document], waiting: Sequence[Document]
    ) -> dict[str, LayoutInput]:
        """Return how documents will probably be laid out, by name.

        The pages of those that are not laid out yet are taken from the layout that they would have
        now, or had before. Where there is none, numbers may hang on it as little as for `ready`;
        and if it waits for others, nothing is returned: it would be a guess from guesses.
        """
        now = self._pagination(dict(self._estimated()))
        pages: dict[str, int] = {}
        anchors = dict(self._anchors)
        for each in self._rendered.documents if wanted else ():
            if each.name in self.laid_out or each in wanted:
                continue
            look = {each.name: self._looks(each, now)}
            entry = self._runner.made(LAY_OUT, self._input(each, look)) or self._last.of(each.name)
            if entry:
                pages[each.name] = entry.facts["pages"]
                anchors |= _anchors_in(each, entry)
            elif each in waiting:
                return {}
        looks = [
            {each.name: self._looks(each, rough, anchors) for each in wanted}
            for rough in self._rough(pages)
        ]
        return {
            each.name: self._input(each, looks[0])
            for each in wanted
            if all(look[each.name] == looks[0][each.name] for look in looks)
        }

    def _rough(self, known: Mapping[str, int]) -> list[dict[str, PlacedDocument]]:
        """Return the places of all documents, if those with unknown pages were short, or long."""
        estimated = [*self._estimated()]
        return [
            self._pagination(
                {name: max(1, round(count * scale)) for name, count in estimated} | dict(known)
            )
            for scale in (_SHORT, _LONG)
        ]

    def _note(self, document: Document, entry: Entry) -> None:
        self.laid_out[document.name] = entry
        if self._is_wide(document) and entry.facts["is_stiff"]:
            self._stiff.add(document.name)
        self._anchors |= _anchors_in(document, entry)

    def _estimated(self) -> Iterable[tuple[str, int]]:
        return estimated_pages(self._rendered, self._lengths, self.pages()).items()

    def _pagination(self, estimated: Mapping[str, int]) -> dict[str, PlacedDocument]:
        """Return the places of all documents, by name."""
        placed = paginate(self._rendered, {**estimated, **self.pages()}).placed
        return {each.document.name: each for each in placed}

    def _looks(
        self,
        document: Document,
        pagination: Mapping[str, PlacedDocument],
        anchors: _Anchors | None = None,
    ) -> _Look:
        on_left = self._rendered.is_mirrored and pagination[document.name].first_page % 2 == 1
        return self._numbers(document, pagination, anchors), on_left

    def _numbers(
        self,
        document: Document,
        pagination: Mapping[str, PlacedDocument],
        anchors: _Anchors | None = None,
    ) -> tuple[str, ...]:
        """Return the numbers in a document as they are laid out, by what is known or supposed."""
        known = self._anchors if anchors is None else anchors
        targets = self._targets[document.name]
        numbers = [
            _folio(target, pagination, known) if is_page(target) else self._chapters[target]
            for target in targets
        ]
        if self._is_exact(document):
            return tuple(numbers)
        if not self._is_wide(document):
            return tuple(map(_stand_in, numbers))
        digits = self._rendered.page_digits
        if not self.laid_out:  # how many pages there are is not even guessed
            numbers = [
                "0" if is_page(target) and number.isdecimal() else number
                for target, number in zip(targets, numbers, strict=True)
            ]
        return tuple(
            _stand_in(number, digits if is_page(target) else 0)
            for target, number in zip(targets, numbers, strict=True)
        )

    def _is_exact(self, document: Document) -> bool:
        """Tell whether assembly cannot set digits in the fonts of a document."""
        entry = self.laid_out.get(document.name)
        return entry is not None and not entry.facts["has_shared_fonts"]

    def _is_wide(self, document: Document) -> bool:
        """Tell whether the numbers of pages in a document may be wider than they need to be."""
        return document.name in self._wide and document.name not in self._stiff

    def _input(self, document: Document, looks: Mapping[str, _Look]) -> LayoutInput:
        numbers, on_left = looks[document.name]
        shown = dict(zip(self._targets[document.name], numbers, strict=True))
        xhtml = place_references(document.xhtml, shown)
        given = layout_input(self._rendered, document, xhtml, self._sheet)
        return replace(given, opens_on_left=on_left)


def _anchors_in(document: Document, entry: Entry) -> _Anchors:
    return {id_: (document.name, page) for id_, (page, _, _) in entry.facts["anchors"].items()}


def _folio(target: str, pagination: Mapping[str, PlacedDocument], anchors: _Anchors) -> str:
    """Return what the page of a document or an id is called, as far as it is known."""
    name, page = anchors.get(target, (target, 0))
    if name not in pagination:
        name = target.partition("--")[0]
    return folio(pagination[name], page) if name in pagination else "00"


def _stand_in(number: str, digits: int = 0) -> str:
    """Return a number of the same width, or wider; one in roman numerals is itself."""
    return re.sub(r"\d", "0", number.rjust(digits, "0") if number.isdecimal() else number)
