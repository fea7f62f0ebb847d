"""What all templates of one book and one medium are given, and how they are filled in."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup, escape

from bookc.frozen import frozen
from bookc.jobs import Runner
from bookc.model import (
    Book,
    BookConfig,
    BookMetadata,
    Chapter,
    Document,
    Image,
    Images,
    IndexOf,
    Medium,
    Post,
    Section,
    pack,
)
from bookc.render.addresses import refuse_addresses
from bookc.render.code import columns_of
from bookc.render.colour import in_black_ink
from bookc.render.cover_page import shown_cover_page
from bookc.render.finishing import Text, TextInput, pictures_in, shape_of
from bookc.render.formulas import with_formulas
from bookc.render.lists import text_em_mm
from bookc.render.names import shared_names
from bookc.render.pattern import Ray
from bookc.render.picture_rows import TextBlock
from bookc.render.provenance import first_published
from bookc.render.stylesheet import FILL_STYLESHEET, StylesheetInput, ThemeFiles
from bookc.render.tables import table_em_mm
from bookc.render.templates import fill_page
from bookc.render.theme import Theme
from bookc.render.title_ends import with_end_kept
from bookc.render.wishes import wishes_of
from bookc.wording import text_direction

_FIELDS = ("in_toc", "depth", "opens", "running", "placed")
"""Of a document, besides those that templates see."""

_ON_ANY_PAGE = frozenset({"cover", "colophon"})
"""Kinds of documents that begin where the last one ended: a colophon stands behind the title."""


@frozen
class Press:
    """What all templates of one book and medium share."""

    book: Book
    theme: Theme
    medium: Medium
    images: Images
    config: BookConfig
    rays: tuple[Ray, ...]
    """Of all posts: to count their letters takes a while."""
    texts: Mapping[str, Text] = field(default_factory=dict)
    """Those of sections made ready, by their names."""

    def document(
        self, template: str, *, name: str, title: str, kind: str, **given: Any
    ) -> Document:
        """Fill in a template and return it as a content document."""
        language = given.pop("language", self.book.metadata.language)
        images = given.pop("images", ())
        reads = given.pop("reads", text_direction(language))
        fields = {key: given.pop(key) for key in _FIELDS if key in given}
        wants_recto = bool(self.theme.variables.get("opens_on_recto"))
        xhtml = self.fill(
            f"templates/{template}.xhtml.j2",
            name=name,
            title=title,
            kind=kind,
            language=language,
            reads=reads,
            **given,
        )
        return Document(
            name=name,
            title=title,
            kind=kind,
            language=language,
            content=pack(xhtml),
            images=images,
            opens_on_recto=wants_recto and kind not in _ON_ANY_PAGE,
            **fields,
        )

    def stylesheet(self, runner: Runner) -> str:
        """Return the theme's style sheet for the medium, variables filled in."""
        faces = self.theme.font_faces if self.medium is Medium.PAGED else ""
        given = [self._stylesheet_input()]
        (filled,) = runner.run(FILL_STYLESHEET, given, "style sheet", local=True, few=1, aside=True)
        sheets = filled.file.read_bytes().decode()
        if self.medium is Medium.PAGED and self.theme.variables.get("black_ink"):
            sheets = in_black_ink(sheets)
        if self.medium is Medium.REFLOWABLE:
            refuse_addresses(sheets, self.theme.lineage, f"{self.medium}.css")
        return f"{faces}\n{sheets}"

    def _stylesheet_input(self) -> StylesheetInput:
        theme = self.theme
        folders = zip(theme.lineage, theme.digests, strict=True)
        return StylesheetInput(
            lineage=tuple(
                ThemeFiles(each.path, digest, each.name, each.shown) for each, digest in folders
            ),
            medium=self.medium,
            book=self.book.metadata,
            variables=theme.variables,
            pdf=theme.pdf,
            typefaces=theme.typefaces,
        )

    def fill(self, template: str, **given: Any) -> str:
        """Fill in a template of the theme."""
        sections = (given.get("section"), *given.get("sections", ()))
        texts = [each["body"] for each in sections if each]
        return fill_page(self.theme.lineage, template, self._shared() | given, texts)

    def _shared(self) -> dict[str, Any]:
        """Return what every template is given."""
        theme = self.theme
        names = shared_names(
            self.book.metadata, theme.variables, theme.pdf, self.medium, theme.typefaces
        )
        return {**names, "number_of": self.number_of}

    def cover(self) -> dict[str, Any]:
        """Return what a template is given of the author's own cover, and its pictures."""
        variants = self.images.variants
        if self.book.cover_page:
            page, placed = shown_cover_page(self.book.cover_page, variants, self.theme.pdf)
            images = tuple({image.name: image for image, _, _ in placed}.values())
            places = tuple((f"images/{image.name}", path, at) for image, path, at in placed)
            return {"page": page, "picture": None, "images": images, "placed": places}
        picture = variants.get((Medium.PAGED, self.book.cover)) if self.book.cover else None
        return {"page": None, "picture": picture, "images": (picture,) if picture else ()}

    def number_of(self, chapter: Chapter) -> Markup:
        """Write the number of a chapter so that it can change without a new layout, or proof."""
        if not chapter.label.isdecimal():
            return escape(chapter.label)
        span = '<span data-number-of="{}.xhtml">{}</span>'
        return Markup(span).format(chapter.name, chapter.label)

    def text_input(self, document: str, section: Section) -> TextInput:
        """Return what the text of a post is made ready from, for the document that it stands in."""
        variables = self.theme.variables
        pictures = pictures_in(section.xhtml, self.images.variants, self.medium)
        return TextInput(
            fragment=section.fragment,
            document=f"{document}.xhtml",
            pictures=tuple((path, shape_of(image)) for path, image in pictures),
            medium=self.medium,
            language=section.post.language,
            block=TextBlock(
                self.theme.measure_mm,
                self.theme.text_height_mm,
                columns_of(self.theme.measure_mm, variables),
                table_em_mm(variables),
                text_em_mm(variables),
            ),
            wishes=wishes_of(variables),
            name=section.name if self._is_listed() else "",
        )

    def section(self, section: Section) -> tuple[dict[str, Any], tuple[Image, ...]]:
        """Return what a template sees of a post, and the pictures in it."""
        text = self.texts[section.name]
        shown = text.images
        cover = self._variant(section.cover)
        cover = None if cover in shown else cover  # the author has put it where it belongs
        seen = {
            **_seen_of(section.post, self.book.metadata),
            "name": section.name,
            "cover": cover,
            "body": Markup(text.xhtml),
            "minutes": text.minutes,
        }
        if self.medium is Medium.PAGED:
            seen["shown_title"] = with_end_kept(seen["shown_title"])
        return seen, (*shown, cover) if cover else shown

    def _is_listed(self) -> bool:
        """Tell whether a list or an index of the book leads into its texts."""
        matter = self.config.matter
        return matter.figures or matter.index is not IndexOf.NONE

    def _variant(self, picture: PurePosixPath | None) -> Image | None:
        return self.images.variants.get((self.medium, picture)) if picture else None


def _seen_of(post: Post, book: BookMetadata) -> dict[str, Any]:
    """Return what a template sees of a post besides its text and pictures."""
    return {
        "title": post.title,
        "shown_title": Markup(with_formulas(post.title_xhtml)) if post.title_xhtml else post.title,
        "subtitle": post.subtitle,
        "authors": () if post.authors == book.authors else post.authors,
        "translators": post.translators,
        "published": post.published.date() if post.published else None,
        "updated": _updated(post),
        "tags": tuple(_isolated(tag, post.direction) for tag in post.tags),
        "categories": post.categories,
        "description": post.description,
        "language": post.language,
        "reads": post.direction,
        "event": post.event,
        "place": post.place,
        "first_published": first_published(post, book.url),
        "titled": post.titled,
        "cover_alt": post.cover_alt,
        "cover_caption": post.cover_caption,
    }


def _isolated(name: str, direction: str) -> str:
    """Return a name that reads from left to right, so that `C++` is not `++C` among others."""
    if direction == "ltr" or not name.isascii():
        return name
    return Markup('<bdi dir="ltr">{}</bdi>').format(name)


def _updated(post: Post) -> date | None:
    """Return the day of the last change, if that is not the day of publication."""
    day = post.updated.date() if post.updated else None
    return None if post.published and day == post.published.date() else day
