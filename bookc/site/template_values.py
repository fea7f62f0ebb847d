"""What template tags may ask of a configuration: each of its values, by its keys with dots."""

from collections.abc import Iterable

from bookc.site.settings import Settings

_OF_A_PROGRAM = frozenset({"module.exports", "exports.default"})


def template_values(config: Iterable[Settings], name: str) -> dict[str, str]:
    """Return the values of files by dotted names, such as `site.author.name`.

    A list has no name: which item of it a template would show is not known.

    Args:
        config: the files, the one that counts most first.
        name: what templates call all of them; empty if their keys stand alone.
    """
    values: dict[str, str] = {}
    for settings in config:
        found: dict[str, list[str]] = {}
        for value in settings.values:
            keys = (name, *(key for key in value.keys if key not in _OF_A_PROGRAM))
            found.setdefault(".".join(filter(None, keys)), []).append(value.text)
        for dotted, texts in found.items():
            if len(texts) == 1:
                values.setdefault(dotted, texts[0])
    return values
