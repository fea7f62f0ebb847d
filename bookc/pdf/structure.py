"""The tag tree of the whole book, put together from those of its documents.

Each document was tagged alone: it has a root, a Document element and a parent tree whose keys count
from 0. A book has one of each; what was a Document becomes one of its parts, in reading order.
"""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf, String


class TagTree:
    """The tag tree that grows as documents are added to a PDF."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._book = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self._root, K=Array())
        )
        self._numbers: list[int | Object] = []
        self._next_key = 0

    def add(self, source: Pdf, pages: list[Object], *, language: str) -> None:
        """Add the tags of a document whose pages have been copied.

        Args:
            source: the document's own PDF.
            pages: its pages in the book.
            language: of the document, as a BCP 47 tag.
        """
        tree = self._pdf.copy_foreign(source.Root.StructTreeRoot)
        document = tree.K[0]
        document.S = Name.Part
        document.P = self._book
        document.Lang = String(language)
        self._book.K.append(document)
        last = -1
        for key, value in _pairs(tree.ParentTree.Nums):
            self._numbers.extend([self._next_key + key, value])
            last = max(last, key)
        for page in pages:
            page.StructParents = self._next_key + int(page.StructParents)
            for annotation in page.get(Name.Annots, ()):
                annotation.StructParent = self._next_key + int(annotation.StructParent)
        self._next_key += last + 1

    def finish(self) -> None:
        """Hang the tree into the catalogue."""
        parents = self._pdf.make_indirect(Dictionary(Nums=Array(self._numbers)))
        self._root.K = Array([self._book])
        self._root.ParentTree = parents
        self._root.ParentTreeNextKey = self._next_key
        self._pdf.Root.StructTreeRoot = self._root
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)


def _pairs(numbers: Object) -> Iterator[tuple[int, Object]]:
    for index in range(0, len(numbers), 2):
        yield int(numbers[index]), numbers[index + 1]
