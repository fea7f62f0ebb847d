"""From the files of a project to the site that it is."""

from pathlib import PurePosixPath

from bookc.model import BookConfig, FileListing, Site

WHOLE_PROJECT = PurePosixPath()
USUAL_CONTENT = PurePosixPath("content")


def survey_site(config: BookConfig, _listing: FileListing) -> Site:
    """Find out what kind of site a project is."""
    has_file = config.source.path == "book.toml"
    is_usual = (config.project / USUAL_CONTENT).is_dir()
    return Site(content=(USUAL_CONTENT if has_file and is_usual else WHOLE_PROJECT,))
