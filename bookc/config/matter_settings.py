"""The section that says which parts a book has around its chapters."""

from bookc.config.setting import Setting
from bookc.config.values import SWITCH, choice
from bookc.model import IndexOf, NotesAt

MATTER = (
    Setting(
        ("matter", "figures"),
        SWITCH,
        help="Whether a list of the figures with a caption follows the contents.",
        example="true",
        default="false",
        slips=("list_of_figures", "lof", "loi"),
    ),
    Setting(
        ("matter", "index"),
        choice(IndexOf),
        help="What an index at the end of the book lists.",
        example='"both"',
        default='"none"',
        slips=("register", "indexes"),
    ),
    Setting(
        ("matter", "notes"),
        choice(NotesAt),
        help="Where footnotes stand: at the end of their chapter, or all at the end of the book.",
        example='"book"',
        default='"chapter"',
        slips=("footnotes", "endnotes", "end_notes"),
    ),
    Setting(
        ("matter", "back_cover"),
        SWITCH,
        help="Whether the PDF ends with a back cover.",
        example="true",
        default="false",
        slips=("backcover",),
    ),
)
