"""The job that makes the text of a post ready for one medium.

After an edit of one post all others are taken from the store: to read, mend and write 48 texts of
20 pages took a tenth of a second more.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from bookc.frozen import frozen
from bookc.jobs import NamedJob, Runner
from bookc.model import Image, Images, Medium, PackedText
from bookc.render.fragments import PICTURE, finish_fragment
from bookc.render.picture_rows import TextBlock
from bookc.render.provenance import reading_minutes
from bookc.render.wishes import Wishes
from bookc.store import Facts

_ADDRESS = re.compile(f'src="{re.escape(PICTURE)}([^"]*)"')
"""Begins with letters and no class of them, so that it is found five times as fast."""


@frozen
class Shape:
    """What a text has to know of an image, wherever that is kept."""

    name: str
    media_type: str
    width_px: int
    height_px: int
    rest: tuple["Shape", ...]


@frozen
class TextInput:
    """The text of a post, and what `finish_fragment` is told besides."""

    fragment: PackedText
    document: str
    pictures: tuple[tuple[str, Shape], ...]
    """Those in the text that could be read, by their path in the project."""
    medium: Medium
    language: str
    block: TextBlock
    wishes: Wishes
    name: str


@frozen
class Text:
    """The text of a post, ready for one medium."""

    file: Path
    """In the store, in UTF-8: not packed, as it is read in every build."""
    images: tuple[Image, ...]
    """Those in it."""
    minutes: int
    """How long it takes to read; 0 if there is nothing to read."""
    is_new: bool
    """Whether it is not as it was in an earlier build."""

    @property
    def xhtml(self) -> str:
        """The fragment."""
        return self.file.read_bytes().decode()


FINISH: NamedJob[TextInput] = NamedJob(__name__, "finish_text")


def finish_text(given: TextInput) -> tuple[bytes, Facts]:
    """Make a text ready.

    Returns:
        The fragment, in UTF-8; `shown`, the names of the images in it; `minutes`, how long it takes
        to read.
    """
    variants = {
        (given.medium, PurePosixPath(path)): _image(shape) for path, shape in given.pictures
    }
    xhtml = given.fragment.text
    minutes = reading_minutes(xhtml)
    xhtml, shown = finish_fragment(
        *(xhtml, given.document, variants, given.medium),
        *(given.language, given.block, given.wishes, given.name),
    )
    return xhtml.encode(), {"shown": [image.name for image in shown], "minutes": minutes}


def finish_texts(
    inputs: Sequence[TextInput], images: Images, medium: Medium, runner: Runner
) -> tuple[Text, ...]:
    """Make texts ready, in this process: to send one to a worker takes as long as to do it.

    Args:
        inputs: the texts.
        images: all that there are.
        medium: what the texts are for.
        runner: its store has those that are as they were.
    """
    by_name = {
        part.name: part
        for (of, _), image in images.variants.items()
        if of is medium
        for part in (image, *image.rest)
    }
    entries = runner.run(FINISH, inputs, "texts", local=True, few=len(inputs))
    return tuple(
        Text(
            each.file,
            tuple(by_name[name] for name in each.facts["shown"]),
            each.facts["minutes"],
            each.is_new,
        )
        for each in entries
    )


def pictures_in(
    xhtml: str, variants: Mapping[tuple[Medium, PurePosixPath], Image], medium: Medium
) -> Iterator[tuple[str, Image]]:
    """Yield the pictures of a text that could be read, by their path in the project."""
    for address in dict.fromkeys(_ADDRESS.findall(xhtml)):
        path = html.unescape(address)
        if image := variants.get((medium, PurePosixPath(path))):
            yield path, image


def shape_of(image: Image) -> Shape:
    """Return what a text has to know of an image."""
    return Shape(
        *(image.name, image.media_type, image.width_px, image.height_px),
        rest=tuple(map(shape_of, image.rest)),
    )


def _image(shape: Shape) -> Image:
    return Image(
        *(shape.name, shape.media_type, shape.width_px, shape.height_px),
        file=Path(),
        digest="",
        rest=tuple(map(_image, shape.rest)),
    )
