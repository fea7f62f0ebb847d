"""The tag tree of the whole book, put together from those of its documents.

Each document was tagged alone: it has an element of its own and a parent tree whose keys count from
0. A book has one Document, and its documents are its parts, in reading order.
"""

from collections.abc import Sequence

import pydyf

from bookc.pdf.file import PdfFile


class TagTree:
    """The tag tree that grows as documents are added to a PDF."""

    def __init__(self, pdf: PdfFile) -> None:
        """Begin a tree in a file."""
        self.book = pdf.reserve()
        """The number of the element that is the book."""
        self._pdf = pdf
        self._root = pdf.reserve()
        self._parts: list[int] = []
        self._leaves: list[int] = []
        self._last_key = -1

    def add(self, elements: Sequence[int], leaf: int, last_key: int) -> None:
        """Add the tags of a document.

        Args:
            elements: the numbers of its elements that are parts of the book.
            leaf: the number of its leaf of the parent tree.
            last_key: the last key in that.
        """
        self._parts += elements
        self._leaves.append(leaf)
        self._last_key = last_key

    def finish(self) -> int:
        """Write the tree, and return the number of its root."""
        book = {"Type": "/StructElem", "S": "/Document", "P": f"{self._root} 0 R"}
        self._pdf.put(self.book, pydyf.Dictionary(book | {"K": _references(self._parts)}).data)
        parents = self._pdf.add(pydyf.Dictionary({"Kids": _references(self._leaves)}))
        root = {
            "Type": "/StructTreeRoot",
            "K": _references([self.book]),
            "ParentTree": f"{parents} 0 R",
            "ParentTreeNextKey": self._last_key + 1,
        }
        self._pdf.put(self._root, pydyf.Dictionary(root).data)
        return self._root


def _references(numbers: Sequence[int]) -> pydyf.Array:
    return pydyf.Array(f"{number} 0 R" for number in numbers)
