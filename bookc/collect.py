"""The first steps of the line, which every command takes: from a project to its posts."""

from bookc.config import with_site
from bookc.discover import discover_posts, list_files
from bookc.frozen import frozen
from bookc.jobs import Runner
from bookc.model import Book, BookConfig, Collection, Manuscript
from bookc.order import order_chapters
from bookc.parse import parse_posts
from bookc.site import survey_site


@frozen
class ReadBook:
    """A book whose posts are read and put in order, and all that led to it."""

    config: BookConfig
    """With what the site says where book.toml leaves something open."""
    collection: Collection
    """Without the texts of posts: they are parsed."""
    manuscript: Manuscript
    book: Book


def read_book(config: BookConfig, runner: Runner, *, keeps_texts: bool = False) -> ReadBook:
    """Read the posts of a project and put them in order.

    Args:
        config: of the book.
        runner: of jobs.
        keeps_texts: whether what the posts say as they are written is wanted any longer.

    Raises:
        ContentError: if there is no post, or none is left.
    """
    collection = collect_posts(config)
    config = with_site(config, collection.site)
    manuscript = parse_posts(collection, config, runner)
    if not keeps_texts:
        collection = collection.without_texts()  # those of a thousand posts take 27 MB
    book = order_chapters(manuscript, config, collection.site)
    return ReadBook(config, collection, manuscript, book)


def collect_posts(config: BookConfig) -> Collection:
    """Find the posts of a project, and out what kind of site they were written for.

    Raises:
        ContentError: if there is no post at all.
    """
    listing = list_files(config.project)
    return discover_posts(config, listing, survey_site(config, listing))
