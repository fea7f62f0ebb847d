"""What the package document says of how a book can be read.

Source: https://www.w3.org/TR/epub-a11y-11/#sec-disc-package
"""

from collections.abc import Collection

from bookc.epub.features import Features
from bookc.frozen import frozen


@frozen
class Summary:
    """The sentences of an accessibility summary, in one language."""

    structure: str
    described: str
    """Said if every picture has an alternative text."""
    undescribed: str
    """Said if one has none."""


_ENGLISH = Summary(
    structure="The text flows, in a logical reading order, and can be navigated by headings and"
    " by a table of contents.",
    described="Every picture has a text alternative.",
    undescribed="Some pictures have no text alternative.",
)
_SUMMARIES = {
    "en": _ENGLISH,
    "ko": Summary(
        structure="본문은 화면에 맞추어 흐르고 논리적인 순서로 읽히며,"
        " 제목과 차례로 이동할 수 있습니다.",
        described="모든 그림에 대체 텍스트가 있습니다.",
        undescribed="대체 텍스트가 없는 그림이 있습니다.",
    ),
    "ja": Summary(
        structure="本文はリフロー型で、論理的な順序で読むことができ、見出しと目次から移動できます。",
        described="すべての図に代替テキストがあります。",
        undescribed="代替テキストのない図があります。",
    ),
    "zh": Summary(
        structure="正文可自动重排,按逻辑顺序阅读,并可通过标题和目录导航。",
        described="所有图片均有替代文本。",
        undescribed="部分图片没有替代文本。",
    ),
}


def accessibility(found: Collection[Features]) -> tuple[tuple[str, str], ...]:
    """Return what is true of a book, as pairs of a schema.org property and its value."""
    visual = any(each.has_pictures for each in found)
    described = all(each.pictures_are_described for each in found)
    stated = [("accessMode", "textual")]
    if visual:
        stated += [("accessMode", "visual"), ("accessModeSufficient", "textual,visual")]
    if described:
        stated.append(("accessModeSufficient", "textual"))
    stated += [
        ("accessibilityFeature", feature)
        for feature in ("tableOfContents", "readingOrder", "structuralNavigation")
    ]
    if visual and described:
        stated.append(("accessibilityFeature", "alternativeText"))
    if any("mathml" in each.properties for each in found):
        stated.append(("accessibilityFeature", "MathML"))
    may_flash = any(each.may_flash for each in found)
    return (*stated, ("accessibilityHazard", "unknown" if may_flash else "none"))


def accessibility_summary(language: str, found: Collection[Features]) -> tuple[str, str]:
    """Say the same in a sentence or two, and return it with its language."""
    primary = language.split("-")[0].lower()
    summary = _SUMMARIES.get(primary, _ENGLISH)
    sentences = [summary.structure]
    if any(each.has_pictures for each in found):
        described = all(each.pictures_are_described for each in found)
        sentences.append(summary.described if described else summary.undescribed)
    return " ".join(sentences), language if primary in _SUMMARIES else "en"
