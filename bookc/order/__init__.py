"""Stage 4: give every post its place in the book.

In: a `Manuscript`, in any order. Out: a `Book` in reading order, which is the order of the EPUB's
spine and of the PDF's pages. Reads no file and no clock.
"""

from bookc.order.book import order_chapters

__all__ = ["order_chapters"]
