"""Stage 3: turn Markdown into fragments of XHTML, and metadata blocks into values.

In: the `SourceFile`s of a `Collection`. Out: a `Manuscript` of `Post`s. Reads no file. What is
wrong in a post is a problem that travels on: no post stops a book.
"""

from bookc.parse.manuscript import parse_posts
from bookc.parse.post import parse_post

__all__ = ["parse_post", "parse_posts"]
