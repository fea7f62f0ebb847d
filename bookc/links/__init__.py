"""Stage 5: one link graph for the whole book.

In: a `Book` whose links and pictures have the addresses that the authors wrote. Out: the same book
with every address resolved: to a place in the book, a picture of the project, or the web. What
cannot be resolved leaves its words, or a stand-in, and a problem. Reads no file.
"""

from bookc.links.pictures import undescribed_pictures
from bookc.links.resolve import Links, index_links, resolve_links, with_links

__all__ = ["Links", "index_links", "resolve_links", "undescribed_pictures", "with_links"]
