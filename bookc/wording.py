"""The words that a book adds of its own, in the book's language: labels and dates.

Owner of Babel. Anything that a template, an order or an output says in words comes from here, so
that a new language is one more entry below.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton


@dataclass(frozen=True, slots=True)
class Wording:
    """The labels of one language. Those with braces are filled in by their user."""

    cover: str
    title_page: str
    colophon: str
    contents: str
    part: str
    """With {number}."""
    chapter: str
    """With {number}."""
    other_posts: str
    undated: str
    footnotes: str
    back_to_text: str
    missing_picture: str
    page: str
    """With {page}: what stands behind a link, in print."""
    published: str
    rights: str
    authors: str
    publisher: str
    identifier: str
    made_with: str
    """With {tool}."""
    sources: str
    fonts: str
    beginning: str
    landmarks: str
    alerts: Mapping[str, str]
    """Titles of GitHub's kinds of alerts, such as `note`."""


_ENGLISH = Wording(
    cover="Cover",
    title_page="Title page",
    colophon="Colophon",
    contents="Contents",
    part="Part {number}",
    chapter="Chapter {number}",
    other_posts="Other posts",
    undated="Undated",
    footnotes="Notes",
    back_to_text="Back to the text",
    missing_picture="Picture missing",
    page=" (p.\u00a0{page})",
    published="Published",
    rights="Rights",
    authors="Authors",
    publisher="Publisher",
    identifier="Identifier",
    made_with="Made with {tool}",
    sources="Sources",
    fonts="Typefaces",
    beginning="Start of the text",
    landmarks="Landmarks",
    alerts={
        "note": "Note",
        "tip": "Tip",
        "important": "Important",
        "warning": "Warning",
        "caution": "Caution",
    },
)
_WORDINGS = {
    "en": _ENGLISH,
    "ko": Wording(
        cover="표지",
        title_page="속표지",
        colophon="판권",
        contents="차례",
        part="{number}부",
        chapter="{number}장",
        other_posts="그 밖의 글",
        undated="날짜 없음",
        footnotes="주",
        back_to_text="본문으로 돌아가기",
        missing_picture="빠진 그림",
        page="({page}쪽)",
        published="펴낸 날",
        rights="저작권",
        authors="글",
        publisher="펴낸 곳",
        identifier="식별자",
        made_with="{tool}로 만듦",
        sources="출처",
        fonts="서체",
        beginning="본문 시작",
        landmarks="주요 위치",
        alerts={
            "note": "참고",
            "tip": "팁",
            "important": "중요",
            "warning": "경고",
            "caution": "주의",
        },
    ),
    "ja": Wording(
        cover="表紙",
        title_page="扉",
        colophon="奥付",
        contents="目次",
        part="第{number}部",
        chapter="第{number}章",
        other_posts="その他の記事",
        undated="日付なし",
        footnotes="注",
        back_to_text="本文に戻る",
        missing_picture="図なし",
        page="\uff08{page}ページ\uff09",
        published="発行日",
        rights="著作権",
        authors="著者",
        publisher="発行",
        identifier="識別子",
        made_with="{tool}で作成",
        sources="出典",
        fonts="書体",
        beginning="本文",
        landmarks="主な位置",
        alerts={
            "note": "注記",
            "tip": "ヒント",
            "important": "重要",
            "warning": "警告",
            "caution": "注意",
        },
    ),
    "zh": Wording(
        cover="封面",
        title_page="书名页",
        colophon="版权页",
        contents="目录",
        part="第{number}部分",
        chapter="第{number}章",
        other_posts="其他文章",
        undated="无日期",
        footnotes="注释",
        back_to_text="返回正文",
        missing_picture="图片缺失",
        page="\uff08第{page}页\uff09",
        published="出版日期",
        rights="版权",
        authors="作者",
        publisher="出版者",
        identifier="标识符",
        made_with="由 {tool} 制作",
        sources="来源",
        fonts="字体",
        beginning="正文",
        landmarks="重要位置",
        alerts={
            "note": "注",
            "tip": "提示",
            "important": "重要",
            "warning": "警告",
            "caution": "注意",
        },
    ),
}


def wording(language: str) -> Wording:
    """Return the labels for a BCP 47 tag; English where a language has none yet."""
    return _WORDINGS.get(language.split("-")[0].lower(), _ENGLISH)


def written_day(day: date, language: str) -> str:
    """Write a day in full: `14 May 2023`, `2023년 5월 14일`."""
    return str(format_date(day, format="long", locale=_locale(language)))


def written_month(day: date, language: str) -> str:
    """Write the month of a day with its year: `May 2023`, `2023년 5월`."""
    return str(format_skeleton("yMMMM", day, locale=_locale(language)))


def written_year(day: date, language: str) -> str:
    """Write the year of a day: `2023`, `2023년`."""
    return str(format_skeleton("y", day, locale=_locale(language)))


def text_direction(language: str) -> str:
    """Return `rtl` for a language whose lines run from right to left, else `ltr`."""
    return "rtl" if _locale(language).character_order == "right-to-left" else "ltr"


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")
