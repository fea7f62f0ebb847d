"""The same book for WeasyPrint alone: one HTML file of all content documents, in reading order.

It is made by bookc's own stages, so both lay out the same text with the same styles and pictures.
Left out is what would cost WeasyPrint more: page numbers in the contents stand as zeros, and what
reading posts takes is not counted.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from bookc.collect import collect_posts
from bookc.config import load_config
from bookc.frozen import frozen
from bookc.images import process_images
from bookc.images.profile import VariantInput
from bookc.jobs import Job, Runner
from bookc.links import resolve_links
from bookc.model import Document, Medium, RenderedBook
from bookc.order import order_chapters
from bookc.parse import parse_posts
from bookc.pdf.references import PAGE_OF, chapter_numbers, place_references, targets_in
from bookc.pdf.words import keep_words_whole
from bookc.render import load_theme, render
from bookc.store import Entry, Store

_OWN_PAGE = ".document { break-before: page }"


@frozen
class _Recorder(Runner):
    """A runner that remembers what it was given."""

    inputs: list[Any] = field(default_factory=list)

    def run(
        self, job: Job[Any], inputs: Sequence[Any], what: str, **options: Any
    ) -> tuple[Entry, ...]:
        """Run jobs one after the other."""
        self.inputs.extend(inputs)
        return Runner.run(self, job, inputs, what, **options)


def write_whole_book(project: Path, folder: Path) -> Path:
    """Write a book as one HTML file, and `pictures.json` for `benchmarks.pictures`.

    Args:
        project: the folder of posts.
        folder: an empty one for what is written.

    Returns:
        The HTML file. The pictures that it shows are still to be made.
    """
    config = load_config(project)
    theme = load_theme(config)
    collection = collect_posts(config)
    manuscript = parse_posts(collection, config, Runner(Store(folder / "store")))
    book = resolve_links(order_chapters(manuscript, config), collection, config)
    recorder = _Recorder(Store(folder / "store"))
    images = process_images(book, config, [Medium.PAGED], recorder, measure_mm=theme.measure_mm)
    runner = Runner(recorder.store)
    rendered = render(book, theme, Medium.PAGED, images, config, runner)
    pictures = [_described(each) for each in recorder.inputs]
    (folder / "pictures.json").write_text(json.dumps(pictures), encoding="utf-8")
    (folder / "fonts").symlink_to(theme.folder / "fonts")
    html = folder / "book.html"
    html.write_text(whole_html(rendered), encoding="utf-8")
    return html


def whole_html(rendered: RenderedBook) -> str:
    """Return a rendered book as one HTML document."""
    styles = re.sub(r"\bbody\b", ".document", rendered.stylesheet)
    divisions = "\n".join(map(_division, rendered.documents))
    language = rendered.metadata.language
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{rendered.metadata.title}</title><style>{styles}\n{_OWN_PAGE}</style></head>"
        f"<body>{divisions}</body></html>\n"
    )


def _division(document: Document) -> str:
    """Return the body of a content document as an element among others."""
    numbers = dict.fromkeys(targets_in(document.xhtml), "00") | chapter_numbers(document.xhtml)
    root = ElementTree.fromstring(place_references(document.xhtml, numbers))
    _forget_namespaces(root)
    keep_words_whole(root)
    body = root.find("body")
    assert body is not None
    body.tag = "div"
    body.set("class", f"document {body.get('class', '')}")
    strings = ", ".join(
        f"{name} {json.dumps(text, ensure_ascii=False)}" for name, text in document.running
    )
    if strings:
        body.set("style", f"string-set: {strings}")
    for link in body.iter("a"):
        if "href" in link.attrib:
            link.set("href", _within_file(link.attrib["href"]))
    return ElementTree.tostring(body, encoding="unicode", method="html")


def _forget_namespaces(root: ElementTree.Element) -> None:
    """Make HTML of XHTML, which has no namespaces."""
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        for name in [name for name in element.attrib if "}" in name]:
            del element.attrib[name]


def _within_file(address: str) -> str:
    """Return an address in another document of the book as one in this file."""
    document, dot, anchor = address.removeprefix(PAGE_OF).partition(".xhtml")
    if not dot or "/" in document:
        return address
    return anchor or f"#{document}"


def _described(variant: VariantInput) -> dict[str, Any]:
    return {"path": str(variant.file.path), "profile": asdict(variant.profile)}
