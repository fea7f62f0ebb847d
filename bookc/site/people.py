"""Files in which a site says who its authors are, so that a post may call them by a short name.

Docusaurus has `blog/authors.yml`, Material for MkDocs `blog/.authors.yml`, themes of Jekyll
`_data/authors.yml`; each has a name under a key.

Source: https://docusaurus.io/docs/blog#global-authors
"""

from bookc.site.formats import settings_of
from bookc.site.project import Project, read_text

_FILES = frozenset({"authors.yml", "authors.yaml", "authors.json", ".authors.yml"})
_ABOVE = "authors"
"""The key that all others stand below in the file of MkDocs."""
_DEEPEST = 4
"""Folders and name of such a file; one that lies deeper is about something else."""


def people_of(project: Project) -> dict[str, str]:
    """Return the names of a site's authors by what its posts call them."""
    people: dict[str, str] = {}
    for path in sorted(project.files):
        if path.name not in _FILES or len(path.parts) > _DEEPEST:
            continue
        for value in settings_of(path, read_text(project, path)).values:
            keys = value.keys[1:] if value.keys[:1] == (_ABOVE,) else value.keys
            if len(keys) == 2 and keys[1] == "name" and value.text.strip():
                people.setdefault(keys[0], " ".join(value.text.split()))
    return people
