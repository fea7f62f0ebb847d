"""Front and back matter by name: what a file is that is called `preface.md`."""

from pathlib import PurePosixPath

FRONT_NAMES = ("dedication", "epigraph", "colophon", "foreword", "preface")
BACK_NAMES = (
    *("conclusion", "epilogue", "afterword", "appendix"),
    *("acknowledgments", "acknowledgements", "about-the-author", "about-the-authors", "about"),
)
"""Names of files that are front and back matter without being listed, in their order."""
MATTER_FOLDERS = (PurePosixPath("matter"), PurePosixPath("book"))
"""Where such files are looked for in a project, besides where its posts are."""

MATTER_KINDS = {
    "about": "contributors",
    "about-the-author": "contributors",
    "about-the-authors": "contributors",
    "acknowledgements": "acknowledgments",
    "acknowledgment": "acknowledgments",
    "authors": "contributors",
    **{
        kind: kind
        for kind in (
            *("acknowledgments", "afterword", "appendix", "colophon", "conclusion"),
            *("contributors", "dedication", "epigraph", "epilogue", "foreword", "introduction"),
            *("preface", "prologue"),
        )
    },
}
"""The `epub:type` for the name of a file. https://www.w3.org/TR/epub-ssv-11/#partitions"""

WITHOUT_HEADING = frozenset({"colophon", "dedication", "epigraph"})
"""Kinds that have a heading only if the author wrote one."""


def matter_kind(path: PurePosixPath) -> str:
    """Return what a file of front or back matter is; empty if its name does not say it."""
    return MATTER_KINDS.get(path.stem.lower().replace("_", "-"), "")
