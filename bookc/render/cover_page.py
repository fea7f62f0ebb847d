"""A cover in HTML, ready for a template: with its pictures, and lengths of the page it fills."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup

from bookc.model import CoverPage, Image, Location, Medium, PdfConfig

_PICTURE = re.compile(
    r"""(?P<url>url\((?P<quote>"|&quot;))?picture:(?P<number>\d*)(?(url)(?P=quote)\))"""
)
_VIEWPORT = re.compile(r"(?<![\w.#-])(\d*\.?\d+)(vw|vh|vmin|vmax)\b", re.IGNORECASE)
_NO_PICTURE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E"


def shown_cover_page(
    page: CoverPage, variants: Mapping[tuple[Medium, PurePosixPath], Image], pdf: PdfConfig
) -> tuple[dict[str, Any], tuple[tuple[Image, str, Location], ...]]:
    """Return what a template sees of a cover in HTML, and the pictures on it.

    Args:
        page: as the author wrote it.
        variants: the pictures that there are.
        pdf: the page that the cover fills; a sheet around it may be larger.

    Returns:
        Its style and its body; and each picture, its path, and where that is named.
    """
    found = [variants.get((Medium.PAGED, path)) for path, _ in page.pictures]

    def finished(text: str) -> str:
        return _VIEWPORT.sub(in_mm, _PICTURE.sub(address, text))

    def address(written: re.Match[str]) -> str:
        image = found[int(written["number"])] if written["number"] else None
        if written["url"]:
            quote = written["quote"]
            return f"url({quote}images/{image.name}{quote})" if image else "none"
        return f"images/{image.name}" if image else _NO_PICTURE

    def in_mm(length: re.Match[str]) -> str:
        sides = {"vw": pdf.page_width_mm, "vh": pdf.page_height_mm}
        sides |= {"vmin": min(sides.values()), "vmax": max(sides.values())}
        return f"{float(length[1]) * sides[length[2].lower()] / 100:.4f}mm"

    seen = {"style": finished(page.style), "body": Markup(finished(page.xhtml))}
    named = zip(found, page.pictures, strict=True)
    return seen, tuple((image, path.as_posix(), at) for image, (path, at) in named if image)
