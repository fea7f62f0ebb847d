"""The values that travel down the line, and nothing else.

Every stage takes some of these and returns the next. All of them are frozen: a
stage that changes something makes a new value. Names are those of EPUB 3.3 and
of book design; numbers carry their unit.
"""

from bookc.model.book import Book, Chapter, FolderOrder, Matter, OrderReason, Part, Section
from bookc.model.content import Collection, Heading, Manuscript, Post, SourceFile
from bookc.model.manifest import BuildManifest, OutputFile
from bookc.model.problem import Location, Problem, ProblemKind
from bookc.model.rendered import (
    Document,
    EntryKind,
    Image,
    Images,
    RenderedBook,
    Resource,
    TocEntry,
)
from bookc.model.settings import (
    BookConfig,
    BookMetadata,
    CacheConfig,
    ChapterBy,
    ContentConfig,
    Direction,
    EpubConfig,
    Format,
    ImagesConfig,
    IndexOf,
    MatterConfig,
    Medium,
    NotesAt,
    OrderBy,
    OrderConfig,
    OutputConfig,
    PartBy,
    PdfConfig,
    ThemeConfig,
    Variable,
)
from bookc.model.site import Evidence, FileListing, Rule, Site, Summary, SummaryEntry
from bookc.model.tally import Loss, Piece, PieceKind, PostFigures, Removal, Tally

__all__ = [
    "Book",
    "BookConfig",
    "BookMetadata",
    "BuildManifest",
    "CacheConfig",
    "Chapter",
    "ChapterBy",
    "Collection",
    "ContentConfig",
    "Direction",
    "Document",
    "EntryKind",
    "EpubConfig",
    "Evidence",
    "FileListing",
    "FolderOrder",
    "Format",
    "Heading",
    "Image",
    "Images",
    "ImagesConfig",
    "IndexOf",
    "Location",
    "Loss",
    "Manuscript",
    "Matter",
    "MatterConfig",
    "Medium",
    "NotesAt",
    "OrderBy",
    "OrderConfig",
    "OrderReason",
    "OutputConfig",
    "OutputFile",
    "Part",
    "PartBy",
    "PdfConfig",
    "Piece",
    "PieceKind",
    "Post",
    "PostFigures",
    "Problem",
    "ProblemKind",
    "Removal",
    "RenderedBook",
    "Resource",
    "Rule",
    "Section",
    "Site",
    "SourceFile",
    "Summary",
    "SummaryEntry",
    "Tally",
    "ThemeConfig",
    "TocEntry",
    "Variable",
]
