"""What a language has to say: the labels that a book adds of its own."""

from collections.abc import Mapping

from bookc.frozen import frozen


@frozen
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
    diagram: str
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
    back_cover: str
    index: str
    tags: str
    terms: str
    figures: str
    """Over the list of figures."""
    figure: str
    """With {number}."""
    edition: str
    first_published: str
    """Before the address of a post."""
    reading_time: str
    """With {minutes}."""
    event: str
    """With {event} and {place}: a post's own words for what it tells of."""
    matter: Mapping[str, str]
    """Titles of front and back matter without one, by `epub:type`."""
