"""Stage 3: turn Markdown into fragments of XHTML, and metadata blocks into values.

In: the `SourceFile`s of a `Collection`. Out: a `Manuscript` of `Post`s. Reads only the
files that posts take code from, and a cover in HTML. What is wrong in a post is a problem that
travels on: no post stops a book.
"""

from bookc.parse.dialects import find_dialects
from bookc.parse.manuscript import keys_written, parse_posts

__all__ = ["find_dialects", "keys_written", "parse_posts"]
