"""The link graph: all that a link can lead to, indexed once for the whole book."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from bookc.frozen import frozen
from bookc.links.files import FileIndex, index_files
from bookc.links.habits import Habits, habits_of
from bookc.links.nearest import Names, names_of
from bookc.links.posts import PostIndex, index_posts
from bookc.links.targets import Target, anchors_of_one, spellings_of_post, targets_of
from bookc.model import Book, BookConfig, Collection, Post
from bookc.slug import own_name
from bookc.xhtml import written_links


@frozen
class Graph:
    """What links can lead to."""

    targets: Mapping[PurePosixPath, Target]
    """By path of each post in the book."""
    anchors: Mapping[str, PurePosixPath]
    """Posts by the anchors that each has alone."""
    paths: Mapping[str, PurePosixPath]
    """Every post of the collection, in the book or not, by each way of writing its path."""
    posts: Mapping[PurePosixPath, Post]
    index: PostIndex
    habits: Habits
    names: Names
    """Of all posts, for hints."""
    roots: tuple[PurePosixPath, ...]
    """Folders that a path with a leading slash may begin from."""
    files: FileIndex


def graph_of(
    book: Book,
    ids: Mapping[str, Sequence[str]],
    collection: Collection,
    config: BookConfig,
    posts: Sequence[Post],
) -> Graph:
    """Index a book and its collection.

    Args:
        book: with ids that begin with the section's name.
        ids: those of each section, by its name.
        collection: every post and file of the project.
        config: may say where the site is.
        posts: those of the collection that are not in the book.
    """
    targets = targets_of(book, ids)
    known = tuple(dict.fromkeys([*(source.path for source in collection.posts), *targets]))
    parsed = (*(section.post for section in book.sections()), *posts)
    folders = config.content.paths or collection.site.content
    index = index_posts(known, parsed, folders)
    addresses = (each for section in book.sections() for each in written_links(section.xhtml))
    return Graph(
        targets=targets,
        anchors=anchors_of_one(targets),
        paths={each: path for path in reversed(known) for each in spellings_of_post(path)},
        posts={post.path: post for post in parsed},
        index=index,
        habits=habits_of(addresses, config.book.url or collection.site.url, index),
        names=names_of(known, own_name),
        roots=tuple(dict.fromkeys((*folders, PurePosixPath()))),
        files=index_files(collection),
    )
