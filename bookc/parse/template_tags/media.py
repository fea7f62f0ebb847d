"""What a page plays or frames, by tags such as `{% youtube id %}`: a link to it."""

import re
from collections.abc import Mapping

from bookc.parse.template_tags.arguments import Arguments

ADDRESSES: Mapping[str, str] = {
    "asciinema": "https://asciinema.org/a/{}",
    "bilibili": "https://www.bilibili.com/video/{}",
    "blogcard": "{}",
    "bookmark": "{}",
    "button": "{}",
    "btn": "{}",
    "card": "{}",
    "codepen": "https://codepen.io/{}",
    "codesandbox": "https://codesandbox.io/s/{}",
    "docswell": "https://www.docswell.com/s/{}",
    "embed": "{}",
    "external_link": "{}",
    "extlink": "{}",
    "figma": "{}",
    "file": "{}",
    "gist": "https://gist.github.com/{}",
    "github": "https://github.com/{}",
    "iframe": "{}",
    "instagram": "https://www.instagram.com/p/{}/",
    "jsfiddle": "https://jsfiddle.net/{}/",
    "link_card": "{}",
    "linkcard": "{}",
    "pdf": "{}",
    "slideshare": "https://www.slideshare.net/slideshow/embed_code/key/{}",
    "soundcloud": "{}",
    "speakerdeck": "https://speakerdeck.com/{}",
    "spotify": "https://open.spotify.com/track/{}",
    "stackblitz": "https://stackblitz.com/edit/{}",
    "tweet": "https://twitter.com/i/web/status/{}",
    "twitter": "https://twitter.com/i/web/status/{}",
    "video": "{}",
    "vimeo": "https://vimeo.com/{}",
    "x": "https://x.com/i/web/status/{}",
    "youtube": "https://www.youtube.com/watch?v={}",
}
"""Where the thing is that a tag names; braces stand for what the tag says."""

SPELLINGS = {
    "audio": "video",
    "youtube_embed": "youtube",
    "youtubeplayer": "youtube",
    "youtube_player": "youtube",
    "youtube_video": "youtube",
    "youtubevideo": "youtube",
    "lite_youtube": "youtube",
    "liteyoutube": "youtube",
    "responsive_youtube": "youtube",
    "yt": "youtube",
    "vimeo_embed": "vimeo",
    "vimeoplayer": "vimeo",
    "mp4": "video",
    "dplayer": "video",
    "link_preview": "linkcard",
    "linkpreview": "linkcard",
    "externallink": "external_link",
    "github_repo": "github",
    "tweet_simple": "tweet",
    "x_simple": "x",
    "instagram_simple": "instagram",
    "vimeo_simple": "vimeo",
    "oembed": "embed",
}

_WEB = re.compile(r"(?:https?:)?//\S+")
_LABELS = ("title", "text", "label", "caption", "name", "content")
_PLACES = ("url", "href", "src", "link", "address", "id", "videoid", "video_id", "file", "user")


def kind_of_media(name: str) -> str:
    """Return what `ADDRESSES` calls a tag; empty if it is for something else."""
    plain = name.lower().replace("-", "_")
    plain = SPELLINGS.get(plain, plain)
    return plain if plain in ADDRESSES else ""


def link_to_media(kind: str, arguments: Arguments) -> str:
    """Return a Markdown link for a tag; empty if it says no address.

    Args:
        kind: from `kind_of_media`.
        arguments: of the tag.
    """
    written = _written_address(arguments)
    if not written:
        return ""
    kind = _provider(kind, arguments) or kind
    if kind == "gist" and len(arguments.words) > 1:
        written = "/".join(arguments.words[:2])
    address = written if _WEB.match(written) else ADDRESSES[kind].format(written)
    return markdown_link(address, _label(arguments, written))


def markdown_link(address: str, label: str) -> str:
    """Return a link in Markdown; an address without label is its own."""
    address = address.replace(" ", "%20").replace("<", "%3C").replace(">", "%3E")
    address = f"https:{address}" if address.startswith("//") else address
    if not label and _WEB.match(address):
        return f"<{address}>"
    return f"[{escape_label(label or address)}](<{address}>)"


def escape_label(words: str) -> str:
    """Return words so that they cannot end the brackets of a link or picture."""
    return words.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _written_address(arguments: Arguments) -> str:
    if named := arguments.get(*_PLACES):
        return named
    on_web = (word for word in arguments.words if _WEB.match(word))
    return next(on_web, arguments.word(0))


def _provider(kind: str, arguments: Arguments) -> str:
    """Return the service that a tag for videos in general names."""
    return kind_of_media(arguments.get("provider", "type")) if kind == "video" else ""


def _label(arguments: Arguments, address: str) -> str:
    if named := arguments.get(*_LABELS):
        return named
    spoken = (word for word in arguments.words if " " in word and word != address)
    return next(spoken, "")
