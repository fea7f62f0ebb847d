"""The sections that say how the book looks and what is written."""

from bookc.config.names import FILE_NAME
from bookc.config.places import COVER
from bookc.config.setting import Setting
from bookc.config.standards import PAGE_SIZE
from bookc.config.values import FILLED_LINE, SIZE_KIND, whole_number

DEPTH = whole_number(1, 6)

THEME = (
    Setting(
        ("theme", "name"),
        FILLED_LINE,
        help="The theme that gives the book its looks.",
        example='"notes"',
        default='"notes"',
    ),
)

IMAGES = (
    Setting(
        ("images", "epub_max_px"),
        whole_number(200, 10_000),
        help="The longest side of a picture in the EPUB, in pixels.",
        example="1200",
        default="1600",
        slips=("max_px", "max_width", "max_size"),
    ),
    Setting(
        ("images", "pdf_ppi"),
        whole_number(72, 1200),
        help="How many pixels an inch of a picture has in the PDF, at most.",
        example="300",
        default="220",
        slips=("dpi", "ppi", "pdf_dpi"),
    ),
    Setting(
        ("images", "jpeg_quality"),
        whole_number(1, 95),
        help="How well photographs are kept.",
        example="90",
        default="82",
        slips=("quality",),
    ),
)

EPUB = (
    Setting(
        ("epub", "cover"),
        COVER,
        help="A picture, or a page in HTML, for the cover.",
        example='"images/cover.png"',
        otherwise="a cover that the theme draws",
    ),
    Setting(
        ("epub", "toc_depth"),
        DEPTH,
        help="How many levels of headings the table of contents shows: 1 is chapters alone.",
        example="1",
        default="2",
    ),
)

PDF = (
    Setting(
        ("pdf", "page_size"),
        PAGE_SIZE,
        help="The size of a page.",
        example='"148mm 210mm"',
        otherwise="that of the theme",
        slips=("size", "paper", "paper_size", "format", "papersize"),
    ),
    Setting(
        ("pdf", "toc_depth"),
        DEPTH,
        help="How many levels of headings the printed contents show: 1 is chapters alone.",
        example="1",
        default="2",
    ),
    Setting(
        ("pdf", "bookmark_depth"),
        DEPTH,
        help="How many levels of headings the bookmarks of the PDF show.",
        example="2",
        default="3",
        slips=("outline_depth", "bookmarks"),
    ),
)

OUTPUT = (
    Setting(
        ("output", "name"),
        FILE_NAME,
        help="What the files are called, without `.epub` and `.pdf`.",
        example='"notes-2023"',
        otherwise="made from the title",
        slips=("file", "filename", "file_name"),
    ),
)

CACHE = (
    Setting(
        ("cache", "size"),
        SIZE_KIND,
        help="How much of earlier builds is kept in the folder `.bookc`.",
        example='"500 MB"',
        default='"2 GB"',
        slips=("max_size", "limit"),
    ),
)
