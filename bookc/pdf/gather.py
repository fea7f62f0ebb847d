"""From a document that WeasyPrint has painted to its gathering: pages, resources and tags."""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pydyf

from bookc.pdf.gathering import Gatherer, written

_BOXES = ("MediaBox", "TrimBox", "BleedBox")
"""All are the same but in a book with bleed: paper, then page, then what is printed of it."""


def gather_document(pdf: Any, loose: Collection[int]) -> tuple[bytes, dict[str, Any]]:
    """Take a document out of WeasyPrint's PDF.

    Args:
        pdf: about to be written.
        loose: pages whose content is not compressed yet.

    Returns:
        A gathering, and the facts of it: `pages`, how many; `sheets`, the numbers of each page and
        of its content; `boxes`, their `MediaBox`, `TrimBox` and `BleedBox` in points; `resources`,
        the number of what pages draw with; `drawings`, numbers by name; `font_list`, the number of
        the dictionary of fonts; `pictures`, what tells each stream of a picture from others, by its
        number; `tags`, the number of the document's element; `parents`, its part of the parent
        tree; `keys`, how many keys that has, and `last_key`.
    """
    pages = [pdf.objects[_number(each)] for each in pdf.page_references]
    contents = [_number(page.pop("Contents")) for page in pages]
    for place in loose:
        pdf.objects[contents[place]].compress = False
    resources = pdf.objects[_number(pages[0]["Resources"])] if pages else pydyf.Dictionary()
    drawings = {name: _number(each) for name, each in resources.pop("XObject", {}).items()}
    font_list = _number(resources.pop("Font"))
    for page in pages:
        del page["Resources"], page["Parent"]
        if "StructParents" in page:
            page["StructParents"] = f"~{page['StructParents']};"
    tags, parents, keys, barred = _tags(pdf)
    roots = [
        *(page.number for page in pages),
        *contents,
        resources.number,
        *drawings.values(),
        font_list,
        *tags,
    ]
    file, facts = Gatherer(pdf).gather(roots, barred)
    numbers: Mapping[int, int] = facts.pop("numbers")
    return file, facts | {
        "pages": len(pages),
        "sheets": [
            [numbers[page.number], numbers[content]]
            for page, content in zip(pages, contents, strict=True)
        ],
        "boxes": [{name: [*map(float, page[name])] for name in _BOXES} for page in pages],
        "resources": numbers[resources.number],
        "drawings": {name: numbers[number] for name, number in drawings.items()},
        "font_list": numbers[font_list],
        "pictures": {str(numbers[old]): digest for old, digest in _pictures(pdf, numbers)},
        "tags": [numbers[number] for number in tags],
        "parents": _renumbered(parents, numbers),
        "keys": keys,
        "last_key": max(parents[::2], default=0),
    }


def _tags(pdf: Any) -> tuple[list[int], list[Any], int, list[int]]:
    """Return the document's element, the pairs of its parent tree, how many, what is barred."""
    if "StructTreeRoot" not in pdf.catalog:
        return [], [], 0, []
    root = pdf.objects[_number(pdf.catalog["StructTreeRoot"])]
    document = pdf.objects[_number(root["K"][0])]
    document["S"] = "/Part"
    document["Lang"] = pdf.catalog["Lang"]
    pairs = pdf.objects[_number(root["ParentTree"])]["Nums"]
    for each in pdf.objects:
        if isinstance(each, pydyf.Dictionary) and each.get("Subtype") == "/Link":
            each["StructParent"] = f"~{each['StructParent']};"
    return [document.number], list(pairs), len(pairs) // 2, [root.number]


def _renumbered(pairs: list[Any], numbers: Mapping[int, int]) -> str:
    """Write pairs of the parent tree with the numbers of the gathering."""

    def named(value: Any) -> str:
        if isinstance(value, list):
            return f"[{' '.join(map(named, value))}]"
        return f"@{numbers[_number(value)]};"

    keys, values = pairs[::2], pairs[1::2]
    return " ".join(f"~{key}; {named(value)}" for key, value in zip(keys, values, strict=True))


def _pictures(pdf: Any, numbers: Mapping[int, int]) -> Iterator[tuple[int, str]]:
    """Yield what tells a picture from all others: what it shows, through its mask."""
    for old in numbers:
        each = pdf.objects[old]
        if not isinstance(each, pydyf.Stream) or each.extra.get("Subtype") != "/Image":
            continue
        digest = hashlib.sha256()
        for stream in (each, *_masks(each, pdf)):
            entries, data = written(stream)
            digest.update(entries if stream is not each or "SMask" not in each.extra else b"")
            digest.update(data or b"")
        yield old, digest.hexdigest()


def _masks(picture: Any, pdf: Any) -> Iterator[Any]:
    if "SMask" in picture.extra:
        yield pdf.objects[_number(picture.extra["SMask"])]


def _number(reference: Any) -> int:
    return int((reference if isinstance(reference, bytes) else str(reference).encode()).split()[0])
