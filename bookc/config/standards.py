"""Values whose form a standard lays down: language tags, identifiers and page sizes."""

import re
import uuid
from pathlib import Path
from typing import Any

from bookc.config.slips import nearest
from bookc.config.values import Kind, UnfitError
from bookc.paper import ALLOWED, NAMED_MM, SIDE_MM, read_page_size
from bookc.zones import zone_called, zone_names

# The grammar of BCP 47, without what no registered language uses: a primary subtag of four letters
# or more (so `korean` is a slip), and tags older than the grammar, such as `i-klingon`.
# https://www.rfc-editor.org/rfc/rfc5646#section-2.1
LANGUAGE_TAG = re.compile(
    r"""
    [a-z]{2,3} (?: -[a-z]{3} ){0,3}     # language, extended language
    (?: - (?P<script> [a-z]{4} ) )?
    (?: - (?P<region> [a-z]{2} | \d{3} ) )?
    (?: - (?: [a-z0-9]{5,8} | \d[a-z0-9]{3} ) )*    # variants
    (?: - [a-wyz0-9] (?: -[a-z0-9]{2,8} )+ )*       # extensions
    (?: - x (?: -[a-z0-9]{1,8} )+ )?                # private use
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
LANGUAGE_NAMES = {
    "arabic": "ar",
    "chinese": "zh",
    "english": "en",
    "french": "fr",
    "german": "de",
    "japanese": "ja",
    "korean": "ko",
    "spanish": "es",
    "中文": "zh",
    "日本語": "ja",
    "한국어": "ko",
}

# https://www.rfc-editor.org/rfc/rfc3986#section-3, without taking the parts asunder.
URI = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*):(?P<rest>[!#-;=?-Z_a-z~\[\]]+)", re.IGNORECASE | re.ASCII
)
SITE_ADDRESS = re.compile(
    r"https?://[a-z0-9][a-z0-9.-]{0,252}(?::[0-9]{1,5})?(?:/[!$-;=@-Z_a-z~]*)?",
    re.IGNORECASE | re.ASCII,
)


def language_tag(value: Any, _project: Path) -> str:
    """Read a BCP 47 tag, with letters as its parts usually have them: `zh-Hant-TW`."""
    if not isinstance(value, str):
        raise UnfitError
    match = LANGUAGE_TAG.fullmatch(value)
    if not match:
        tag = LANGUAGE_NAMES.get(value.strip().casefold(), value.strip().replace("_", "-"))
        is_slip = tag != value and LANGUAGE_TAG.fullmatch(tag)
        raise UnfitError(hint=f'did you mean "{tag}"?' if is_slip else "")
    tag = value.lower()
    if script := match["script"]:
        tag = tag.replace(f"-{script.lower()}", f"-{script.title()}", 1)
    if region := match["region"]:
        start, end = match.span("region")
        tag = tag[:start] + region.upper() + tag[end:]
    return tag


def time_zone(value: Any, _project: Path) -> str:
    """Read the name of a time zone, such as `Asia/Seoul`."""
    if not isinstance(value, str):
        raise UnfitError
    if not zone_called(value):
        meant = nearest(value.strip().replace(" ", "_"), zone_names())
        raise UnfitError(hint=f'did you mean "{meant}"?' if meant else "")
    return value


def identifier(value: Any, _project: Path) -> str:
    """Read a URI; an ISBN or a UUID in it has to be one."""
    if not isinstance(value, str):
        raise UnfitError
    match = URI.fullmatch(value)
    if not match:
        raise UnfitError(hint=_identifier_meant(value))
    kind, _, name = value.partition(":")[2].partition(":")
    if match["scheme"].lower() != "urn":
        return value
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,30}[a-z0-9]", kind, re.IGNORECASE) or not name:
        raise UnfitError("a URN has a kind and a name, as in urn:isbn:9780141439600")
    if kind.lower() == "isbn" and not is_isbn(name):
        raise UnfitError("its check digit does not match, or it has not 10 or 13 digits")
    if kind.lower() == "uuid" and not _is_uuid(name):
        raise UnfitError("a UUID has 32 hexadecimal digits, in groups of 8, 4, 4, 4 and 12")
    return value


def site(value: Any, _project: Path) -> str:
    """Read the web address of a site, without the slash at its end."""
    if not isinstance(value, str):
        raise UnfitError
    if SITE_ADDRESS.fullmatch(value):
        return value.rstrip("/")
    meant = f"https://{value.strip()}"
    raise UnfitError(hint=f'did you mean "{meant}"?' if SITE_ADDRESS.fullmatch(meant) else "")


def is_isbn(written: str) -> bool:
    """Tell whether text is an ISBN of 10 or 13 digits, by its check digit.

    Source: https://www.isbn-international.org/content/isbn-users-manual
    """
    digits = re.sub(r"[- ]", "", written).upper()
    if re.fullmatch(r"\d{9}[\dX]", digits, re.ASCII):
        values = [10 if digit == "X" else int(digit) for digit in digits]
        return (
            sum(weight * each for weight, each in zip(range(10, 0, -1), values, strict=True)) % 11
            == 0
        )
    if re.fullmatch(r"97[89]\d{10}", digits, re.ASCII):
        return sum(int(each) * (1, 3)[place % 2] for place, each in enumerate(digits)) % 10 == 0
    return False


def page_size(value: Any, _project: Path) -> str:
    """Read a page size as CSS writes it: a name, or width and height."""
    if not isinstance(value, str):
        raise UnfitError
    size = read_page_size(value)
    if size is None:
        near = nearest(value, NAMED_MM)
        raise UnfitError(hint=f'did you mean "{near}"?' if near else "")
    if not size.is_bookish:
        least, most = SIDE_MM
        raise UnfitError(f"a side is {least} to {most} mm long")
    return size.css


def _identifier_meant(value: str) -> str:
    bare = re.sub(r"^ISBN(-1[03])?:?\s*", "", value.strip(), flags=re.IGNORECASE)
    if is_isbn(bare):
        return f'did you mean "urn:isbn:{re.sub("[- ]", "", bare)}"?'
    if _is_uuid(value.strip()):
        return f'did you mean "urn:uuid:{value.strip()}"?'
    return ""


def _is_uuid(written: str) -> bool:
    try:
        return str(uuid.UUID(written)) == written.lower()
    except ValueError:
        return False


LANGUAGE = Kind('a language tag such as "ko", "en-GB" or "zh-Hant"', language_tag)
TIME_ZONE = Kind('the name of a time zone such as "Asia/Seoul" or "UTC"', time_zone)
IDENTIFIER = Kind('a URI such as "urn:isbn:9780141439600" or a web address', identifier)
SITE = Kind('a web address such as "https://example.com"', site)
PAGE_SIZE = Kind(ALLOWED, page_size)
