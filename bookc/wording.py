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
    missing_code: str
    diagram_source: str
    """What a diagram is called that is shown as the text it is drawn from."""
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
    """Titles of boxes by what they are for, such as `note`."""
    media: Mapping[str, str]
    """What a link leads to that stands in for something played or framed."""
    translated_by: str
    """With {names}."""
    updated: str
    """With {day}."""


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
    missing_code="Code missing",
    diagram_source="Diagram source",
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
        "info": "Info",
        "tip": "Tip",
        "important": "Important",
        "warning": "Warning",
        "caution": "Caution",
        "danger": "Danger",
        "example": "Example",
        "question": "Question",
        "quote": "Quote",
        "summary": "Summary",
        "success": "Success",
        "failure": "Failure",
        "bug": "Bug",
        "todo": "To do",
    },
    media={"video": "Video", "audio": "Audio", "code": "Code", "page": "Page"},
    translated_by="Translated by {names}",
    updated="updated {day}",
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
        missing_code="빠진 코드",
        diagram_source="다이어그램 원본",
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
            "info": "정보",
            "tip": "팁",
            "important": "중요",
            "warning": "경고",
            "caution": "주의",
            "danger": "위험",
            "example": "예제",
            "question": "질문",
            "quote": "인용",
            "summary": "요약",
            "success": "성공",
            "failure": "실패",
            "bug": "버그",
            "todo": "할 일",
        },
        media={"video": "동영상", "audio": "소리", "code": "코드", "page": "페이지"},
        translated_by="옮긴이 {names}",
        updated="{day} 고침",
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
        missing_code="コードなし",
        diagram_source="図のソース",
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
            "info": "情報",
            "tip": "ヒント",
            "important": "重要",
            "warning": "警告",
            "caution": "注意",
            "danger": "危険",
            "example": "例",
            "question": "質問",
            "quote": "引用",
            "summary": "要約",
            "success": "成功",
            "failure": "失敗",
            "bug": "バグ",
            "todo": "やること",
        },
        media={"video": "動画", "audio": "音声", "code": "コード", "page": "ページ"},
        translated_by="翻訳 {names}",
        updated="{day}更新",
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
        missing_code="代码缺失",
        diagram_source="图表源代码",
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
            "info": "信息",
            "tip": "提示",
            "important": "重要",
            "warning": "警告",
            "caution": "注意",
            "danger": "危险",
            "example": "示例",
            "question": "问题",
            "quote": "引用",
            "summary": "摘要",
            "success": "成功",
            "failure": "失败",
            "bug": "缺陷",
            "todo": "待办",
        },
        media={"video": "视频", "audio": "音频", "code": "代码", "page": "网页"},
        translated_by="{names} 译",
        updated="{day}更新",
    ),
}
_ALERTS = {
    title.casefold(): alert
    for labels in reversed(_WORDINGS.values())
    for alert, title in labels.alerts.items()
}
"""What a box is for, by its title."""


def wording(language: str) -> Wording:
    """Return the labels for a BCP 47 tag; English where a language has none yet."""
    return _WORDINGS.get(language.split("-")[0].lower(), _ENGLISH)


def alert_called(title: str) -> str:
    """Return what a box is for that has a title of one of our languages; empty if none has it."""
    return _ALERTS.get(title.casefold(), "")


def written_day(day: date, language: str) -> str:
    """Write a day in full: `14 May 2023`, `2023년 5월 14일`."""
    return str(format_date(day, format="long", locale=_locale(language)))


def written_month(day: date, language: str) -> str:
    """Write the month of a day with its year: `May 2023`, `2023년 5월`."""
    return str(format_skeleton("yMMMM", day, locale=_locale(language)))


def written_year(day: date, language: str) -> str:
    """Write the year of a day: `2023`, `2023년`."""
    return str(format_skeleton("y", day, locale=_locale(language)))


def is_language(tag: str) -> bool:
    """Tell whether a BCP 47 tag names a language that is known here."""
    try:
        Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return False
    return True


def text_direction(language: str) -> str:
    """Return `rtl` for a language whose lines run from right to left, else `ltr`."""
    return "rtl" if _locale(language).character_order == "right-to-left" else "ltr"


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")
