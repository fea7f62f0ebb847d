"""What a tag that stands by itself is in Markdown."""

from pathlib import PurePosixPath

from bookc.parse.template_tags.arguments import Arguments, read_arguments
from bookc.parse.template_tags.media import kind_of_media, link_to_media
from bookc.parse.template_tags.pictures import is_picture_file, picture
from bookc.parse.template_tags.posts import link_to_post, stands_in_address
from bookc.parse.template_tags.words import BOXES, INCLUDES, LINKS_TO_POSTS, PICTURES, SILENT

_PICTURE_WORDS = ("figure", "image", "img", "picture", "photo", "screenshot")
_TEXTS = ("content", "text", "message", "body", "caption", "quote")


def meaning_of(name: str, written: str, before: str, *, has_attributes: bool) -> str | None:
    """Return what a tag stands for; None if it is not known.

    Args:
        name: of the tag.
        written: its arguments.
        before: the end of what stands before it on its line.
        has_attributes: true if `{: width="300"}` will be understood.
    """
    plain = name.lower()
    arguments = read_arguments(written)
    in_address = stands_in_address(before)
    if plain in LINKS_TO_POSTS:
        return link_to_post(plain, written, arguments, in_address=in_address)
    if plain in BOXES or plain == "label":
        return _words_of_box(plain, arguments)
    if plain in SILENT:
        return ""
    if plain in INCLUDES and arguments.words:
        plain = PurePosixPath(arguments.words[0]).stem.lower()
        arguments = Arguments(arguments.words[1:], arguments.named)
    if plain in ("toc", "table-of-contents"):
        return ""
    meaning = _shown(plain, arguments, has_attributes=has_attributes)
    return _address_of(meaning) if meaning and in_address else meaning or None


def text_in(written: str) -> str:
    """Return the text for readers among a tag's arguments; empty if there is none."""
    return read_arguments(written).get(*_TEXTS)


def _shown(name: str, arguments: Arguments, *, has_attributes: bool) -> str:
    """Return the picture or the link to a film that a tag stands for; empty for any other."""
    if kind := kind_of_media(name):
        return link_to_media(kind, arguments)
    given = (*arguments.words, *arguments.named.values())
    if name in PICTURES or any(word in name for word in _PICTURE_WORDS):
        return picture(name, arguments, has_attributes=has_attributes)
    if any(is_picture_file(value) for value in given):
        return picture(name, arguments, has_attributes=has_attributes)
    return ""


def _words_of_box(name: str, arguments: Arguments) -> str:
    """Return the words of a box that has them in its tag."""
    words = " ".join(arguments.words)
    if name == "label":
        words = words.partition("@")[2]
    return arguments.get(*_TEXTS) or words


def _address_of(markdown: str) -> str:
    """Return the address alone of a picture or link, where nothing else can stand."""
    return markdown.rpartition("](")[2].partition(")")[0].partition(' "')[0].strip("<>")
