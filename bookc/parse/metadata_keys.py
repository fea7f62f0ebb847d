"""The names under which site generators keep what a metadata block says, in lower case.

Of several for one thing, the first in its row that says something wins.
"""

TITLE = ("title", "fulltitle")
SUBTITLE = ("subtitle",)
PUBLISHED = (
    *("date", "ins_date", "created", "published_at", "publishdate", "pubdate", "publishedat"),
    *("publish_date", "publisheddate", "created_at", "createdat"),
)
UPDATED = (
    *("updated", "upd_date", "lastmod", "modified", "updateddate", "updated_at", "updatedat"),
    "last_modified_at",
)
AUTHORS = ("author", "authors", "writer", "author.name")
TRANSLATORS = ("translator", "translators", "translator.name")
TAGS = ("tags", "tag", "topics", "keywords")
CATEGORIES = ("category", "categories")
DESCRIPTION = ("description", "summary", "excerpt", "spoiler", "lead")
COVER = (
    *("cover", "image", "hero", "banner_image", "img", "coverimage", "cover_image", "heroimage"),
    *("hero_image", "featuredimage", "featured_image", "feature_image"),
    *("cover.image", "cover.src", "image.src", "image.url", "image.path", "hero.src", "hero.image"),
)
COVER_ALT = ("image_alt", "image_alt_text", "cover.alt", "image.alt", "hero.alt")
COVER_CAPTION = ("image_figcaption", "image_caption", "cover.caption", "image.caption")
EVENT = ("event", "conference", "meetup", "event.name", "event.title", "conference.name")
PLACE = (
    *("place", "venue", "location", "event.place", "event.location", "event.venue"),
    *("conference.place", "conference.location"),
)
CANONICAL = ("canonical_url", "canonical", "canonicalurl", "original_url", "first_published")
LANGUAGE = ("lang", "locale", "language")
DIRECTION = ("dir", "direction")
ADDRESSES = ("permalink", "url", "path", "slug", "id", "oldurl", "aliases", "redirect_from")
MATH = ("math", "latex", "katex", "mathjax", "usemathjax", "use_math", "usekatex")
WEIGHT = (
    *("order", "weight", "navigation_weight", "sidebar_position", "nav_order"),
    *("menu", "menu.weight", "menu_order"),
)
NOT_FOR_READERS = ("draft", "private", "published", "publish", "public", "status", "password")

CREDITS = frozenset({*AUTHORS, *TRANSLATORS})
"""One of these alone makes the first line of a post more than a paragraph."""
KNOWN = frozenset(
    {*TITLE, *SUBTITLE, *PUBLISHED, *UPDATED, *AUTHORS, *TRANSLATORS, *TAGS, *CATEGORIES}
    | {*DESCRIPTION, *COVER, *LANGUAGE, *ADDRESSES, *WEIGHT, *NOT_FOR_READERS, "layout", "template"}
)
"""Two of these make the first lines of a post a block."""
