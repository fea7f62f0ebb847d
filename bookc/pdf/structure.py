"""The tag tree of the whole book, put together from those of its documents.

Each document was tagged alone: it has an element of its own and a parent tree whose keys count from
0. A book has one Document, and its documents are its parts, in reading order.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pydyf

from bookc.pdf.file import PdfFile
from bookc.pdf.gathering import fill


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
        self._next_key = 0

    def add(self, facts: Mapping[str, Any], names: Sequence[int]) -> int:
        """Add the tags of a document.

        Args:
            facts: of its gathering.
            names: what the objects of it are called in the book.

        Returns:
            What key 0 of the document is called in the book.
        """
        first, keys = self._next_key, facts["keys"]
        if keys:
            limits = f"{first} {first + facts['last_key']}"
            pairs = fill(facts["parents"].encode(), names, first)
            leaf = self._pdf.reserve()
            self._pdf.put(leaf, b"<</Limits [%s]/Nums [%s]>>" % (limits.encode(), pairs))
            self._leaves.append(leaf)
            self._next_key += facts["last_key"] + 1
        self._parts += [names[number] for number in facts["tags"]]
        return first

    def finish(self) -> int:
        """Write the tree, and return the number of its root."""
        book = {"Type": "/StructElem", "S": "/Document", "P": f"{self._root} 0 R"}
        self._pdf.put(self.book, pydyf.Dictionary(book | {"K": _references(self._parts)}).data)
        parents = self._pdf.add(pydyf.Dictionary({"Kids": _references(self._leaves)}))
        root = {
            "Type": "/StructTreeRoot",
            "K": _references([self.book]),
            "ParentTree": f"{parents} 0 R",
            "ParentTreeNextKey": self._next_key,
        }
        self._pdf.put(self._root, pydyf.Dictionary(root).data)
        return self._root


def _references(numbers: Sequence[int]) -> pydyf.Array:
    return pydyf.Array(f"{number} 0 R" for number in numbers)
