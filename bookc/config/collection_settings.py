"""The sections that say what the book is and which posts are in it."""

from bookc.config.places import PLACE, PLACES, POSTS
from bookc.config.setting import Setting
from bookc.config.standards import IDENTIFIER, LANGUAGE, SITE, TIME_ZONE
from bookc.config.values import DAY, FILLED_LINE, LINE, LINES, SWITCH, TEXT, choice, whole_number
from bookc.model import ChapterBy, Direction, OrderBy, PartBy

BOOK = (
    Setting(
        ("book", "title"),
        FILLED_LINE,
        help="The title of the book.",
        example='"Conference Notes 2023"',
        otherwise="what the site is called, else the name of the project's folder, with spaces for "
        "`-` and `_`",
        slips=("name",),
    ),
    Setting(
        ("book", "subtitle"),
        LINE,
        help="A second line under the title.",
        example='"A year of talks, written down"',
        default='""',
    ),
    Setting(
        ("book", "authors"),
        LINES,
        help="Who wrote the book, in the order in which they are named.",
        example='["Ada Lovelace", "Charles Babbage"]',
        otherwise="what the site's configuration says",
        slips=("writer", "creator"),
    ),
    Setting(
        ("book", "language"),
        LANGUAGE,
        help="The language of the book, as a BCP 47 tag.",
        example='"ko"',
        otherwise="the language of most posts",
        slips=("lang", "locale"),
    ),
    Setting(
        ("book", "identifier"),
        IDENTIFIER,
        help="What tells this book from all others, as a URI.",
        example='"urn:isbn:9780141439600"',
        otherwise="a `urn:uuid:` made from title and authors",
        slips=("id", "isbn", "uuid", "uid"),
    ),
    Setting(
        ("book", "url"),
        SITE,
        help="Where the posts are on the web.",
        example='"https://example.com/blog"',
        otherwise="what the site's configuration says, else the host that the posts' own links "
        "name",
        slips=("site", "website", "homepage", "host", "base_url", "baseurl"),
    ),
    Setting(
        ("book", "timezone"),
        TIME_ZONE,
        help="The time zone in which posts were published.",
        example='"Asia/Seoul"',
        otherwise="what the site's configuration says, else the zone that is written with each "
        "date, or UTC",
        slips=("time_zone", "tz", "zone"),
    ),
    Setting(
        ("book", "date"),
        DAY,
        help="The day of publication.",
        example="2023-12-31",
        otherwise="the day of the newest post",
        slips=("published", "pubdate"),
    ),
    Setting(
        ("book", "publisher"),
        LINE,
        help="Who publishes the book.",
        example='"Analytical Press"',
        default='""',
    ),
    Setting(
        ("book", "rights"),
        TEXT,
        help="Who holds the rights, and what readers may do.",
        example='"CC BY 4.0"',
        default='""',
        slips=("copyright", "license", "licence"),
    ),
    Setting(
        ("book", "description"),
        TEXT,
        help="What the book is about, for catalogues and shops.",
        example='"Notes from twelve conferences."',
        otherwise="what the site's configuration says",
        slips=("summary", "abstract"),
    ),
    Setting(
        ("book", "series"),
        FILLED_LINE,
        help="The series that the book belongs to.",
        example='"Conference Notes"',
        otherwise="no series",
        slips=("collection",),
    ),
    Setting(
        ("book", "series", "name"),
        FILLED_LINE,
        help="The name of the series, if its number is given too.",
        example='"Conference Notes"',
        otherwise="no series",
    ),
    Setting(
        ("book", "series", "index"),
        whole_number(0, 100_000),
        help="The number of the book in its series.",
        example="3",
        otherwise="no number",
        slips=("series.number", "series.volume", "series.position"),
    ),
    Setting(
        ("book", "edition"),
        LINE,
        help="Which edition this is, as the colophon says it.",
        example='"Second edition"',
        default='""',
    ),
)

CONTENT = (
    Setting(
        ("content", "path"),
        PLACE,
        help="The folder that holds the posts, or a single post.",
        example='"posts"',
        otherwise="where the site has its posts; without a site, `content` if there is such a "
        "folder, else the whole project",
        slips=("folder", "dir", "directory", "src", "source"),
    ),
    Setting(
        ("content", "paths"),
        PLACES,
        help="Several folders or posts, instead of `path`.",
        example='["posts", "talks/keynote.md"]',
        otherwise="what `path` says",
        slips=("folders", "dirs", "files"),
    ),
    Setting(
        ("content", "tags"),
        LINES,
        help="Only posts that have one of these tags.",
        example='["aws", "cloud"]',
        default="[]",
    ),
    Setting(
        ("content", "without_tags"),
        LINES,
        help="No post that has one of these tags.",
        example='["private"]',
        default="[]",
        slips=("exclude_tags", "exclude"),
    ),
    Setting(
        ("content", "since"),
        DAY,
        help="No post from before this day.",
        example="2023-01-01",
        otherwise="no limit",
        slips=("from", "after", "start"),
    ),
    Setting(
        ("content", "until"),
        DAY,
        help="No post from after this day.",
        example="2023-12-31",
        otherwise="no limit",
        slips=("to", "before", "end"),
    ),
    Setting(
        ("content", "year"),
        whole_number(1, 9999),
        help="Only posts of this year.",
        example="2023",
        otherwise="every year",
    ),
    Setting(
        ("content", "drafts"),
        SWITCH,
        help="Whether posts marked as drafts are in the book.",
        example="true",
        default="false",
    ),
    Setting(
        ("content", "front"),
        POSTS,
        help="Files that stand before the first chapter, in this order.",
        example='["preface.md"]',
        otherwise="the files called `dedication`, `epigraph`, `colophon`, `foreword` and "
        "`preface`, where posts are or in the folders `matter` and `book`",
        slips=("frontmatter", "preface"),
    ),
    Setting(
        ("content", "back"),
        POSTS,
        help="Files that stand after the last chapter, in this order.",
        example='["afterword.md"]',
        otherwise="the files called `conclusion`, `epilogue`, `afterword`, `appendix`, "
        "`acknowledgments` and `about-the-author` or `about`, in the same places",
        slips=("backmatter", "afterword"),
    ),
)

ORDER = (
    Setting(
        ("order", "by"),
        choice(OrderBy),
        help="What puts the posts in order.",
        example='"path"',
        default='"auto"',
        slips=("sort", "sort_by", "order"),
    ),
    Setting(
        ("order", "direction"),
        choice(Direction),
        help="Which end of that order comes first.",
        example='"descending"',
        default='"ascending"',
        slips=("reverse",),
    ),
    Setting(
        ("order", "chapters"),
        choice(ChapterBy),
        help="What one chapter holds.",
        example='"month"',
        default='"post"',
        slips=("chapter_by", "chapters_by"),
    ),
    Setting(
        ("order", "parts"),
        choice(PartBy),
        help="What one part of the book gathers.",
        example='"year"',
        default='"none"',
        slips=("part_by", "parts_by", "group_by"),
    ),
    Setting(
        ("order", "tags"),
        LINES,
        help="The order of tags, where chapters, parts or posts go by tag.",
        example='["keynote", "cloud"]',
        default="[]",
    ),
)
