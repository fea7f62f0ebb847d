"""A cover that the author has written in HTML: the words on it, its style sheets and its pictures.

What runs or asks for input goes, as in a post; unlike there, classes, drawings and styles stay.
"""

import posixpath
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import tinyhtml5

from bookc.model import BookConfig, CoverPage, Location, Problem, ProblemKind
from bookc.parse.cover_style import URL, scope_style
from bookc.parse.drawings import local_name
from bookc.parse.elements import MEDIA, REMOVED
from bookc.parse.raw_html import mark_lines
from bookc.xhtml import xml_text

_LEFT_OUT = MEDIA | REMOVED | {"foreignObject", "foreignobject"}
_SAYS_NOTHING = frozenset({"base", "link", "meta", "style", "title"})
"""These are left out and nothing of the cover is missing."""
_NAME = re.compile(r"(?:\{[^}]+\})?[A-Za-z_][\w.-]*")
_TAG = re.compile(r"\n|<[a-z][a-z0-9]*(?=[\s/>])", re.IGNORECASE)
_LINE = "data-line"
_SVG = "{http://www.w3.org/2000/svg}"


def read_cover_page(
    path: PurePosixPath, config: BookConfig
) -> tuple[CoverPage, tuple[Problem, ...]]:
    """Return a page of the project as a cover, and what is wrong with it."""
    html = (config.project / path).read_bytes().decode("utf-8-sig", errors="replace")
    return _Reading(path, config.book.title).page(html)


class _Reading:
    """One cover while it is read: pictures and problems come together on the way."""

    def __init__(self, path: PurePosixPath, title: str) -> None:
        self._path = path
        self._title = title
        self._pictures: list[tuple[PurePosixPath, Location]] = []
        self._problems: list[Problem] = []

    def page(self, html: str) -> tuple[CoverPage, tuple[Problem, ...]]:
        document = tinyhtml5.parse(mark_lines(html, 1, _TAG), namespace_html_elements=False)
        styles = [each.text or "" for each in document.iter("style")]
        body = document.find("body")
        assert body is not None, "HTML5 gives every document a body"
        for link in document.iter("link"):
            self._tell_left_out(link)
        self._clean(body)
        body.tag = "div"
        body.set("class", f"cover-page {body.get('class', '')}".strip())
        style = self._with_pictures(xml_text("\n".join(map(scope_style, styles))), None)
        xhtml = ElementTree.tostring(body, encoding="unicode")
        page = CoverPage(self._path, xhtml, style, tuple(self._pictures))
        return page, tuple(self._problems)

    def _clean(self, element: Element) -> None:
        line = int(element.attrib.pop(_LINE, 0)) or None
        for child in list(element):
            if _stays(child):
                self._clean(child)
            else:
                self._leave_out(element, child)
        if element.tag == f"{_SVG}svg" and element.find(f"{_SVG}title") is None:
            title = Element(f"{_SVG}title")
            title.text = self._title
            element.insert(0, title)
        element.text, element.tail = xml_text(element.text or ""), xml_text(element.tail or "")
        attributes = dict(self._kept(element, line))
        element.attrib.clear()
        element.attrib.update(attributes)

    def _leave_out(self, parent: Element, child: Element) -> None:
        """Take an element out, and keep the words behind it."""
        if isinstance(child.tag, str) and local_name(child) not in _SAYS_NOTHING:
            self._tell_left_out(child)
        place = list(parent).index(child)
        words = child.tail or ""
        parent.remove(child)
        if place:
            parent[place - 1].tail = (parent[place - 1].tail or "") + words
        else:
            parent.text = (parent.text or "") + words

    def _kept(self, element: Element, line: int | None) -> Iterator[tuple[str, str]]:
        """Yield the attributes that stay: nothing runs, and no link leads anywhere."""
        is_picture = local_name(element) in ("img", "image")
        for name, value in element.attrib.items():
            local = name.rpartition("}")[2].lower()
            if not _NAME.fullmatch(name) or local.startswith("on") or local == "srcset":
                continue
            if local in ("src", "href"):
                if is_picture:
                    yield name, self._picture(value, line)
                elif value.startswith("#"):
                    yield name, value
            elif local == "style":
                yield name, self._with_pictures(xml_text(value), line)
            else:
                yield name, xml_text(value)
        if element.tag == "img" and not element.get("alt"):  # PDF/UA has none without words
            yield "alt", self._title

    def _with_pictures(self, style: str, line: int | None) -> str:
        """Return a style whose addresses are those of pictures of the project."""

        def found(address: re.Match[str]) -> str:
            written = next(filter(None, address.groups()), "")
            return f'url("{self._picture(written, line)}")'

        return URL.sub(found, style)

    def _picture(self, written: str, line: int | None) -> str:
        """Return the address of a picture: its number among those of the cover."""
        address = written.strip()
        if address.startswith(("data:", "#")):
            return address
        if re.match(r"(?:[a-z][a-z0-9+.-]*:)?//", address, re.IGNORECASE):
            what = f"picture is on the web, and a build opens no connection: {address}"
            self._tell(what, line, "download it, and put it beside the cover", ProblemKind.PICTURE)
            return "picture:"
        folder = PurePosixPath() if address.startswith("/") else self._path.parent
        name = unquote(re.split("[?#]", address)[0]).lstrip("/")
        path = PurePosixPath(posixpath.normpath(folder / name))
        self._pictures.append((path, Location(self._path.as_posix(), line)))
        return f"picture:{len(self._pictures) - 1}"

    def _tell_left_out(self, element: Element) -> None:
        name = local_name(element)
        hint = "write its rules into a <style>" if name == "link" else ""
        self._tell(f"<{name}> of a cover is left out", element.get(_LINE), hint)

    def _tell(
        self,
        what: str,
        line: str | int | None,
        hint: str = "",
        kind: ProblemKind = ProblemKind.MARKUP,
    ) -> None:
        at = Location(self._path.as_posix(), int(line) if line else None)
        self._problems.append(Problem(what, at, hint, kind))


def _stays(element: Element) -> bool:
    """Tell whether XML can hold an element, and a cover keeps it."""
    if not isinstance(element.tag, str):  # a comment
        return False
    return local_name(element) not in _LEFT_OUT and bool(_NAME.fullmatch(element.tag))
