"""Obsidian.

Source: https://help.obsidian.md/configuration-folder
"""

import json
from pathlib import PurePosixPath

from bookc.model import Rule, Site
from bookc.site.project import Project, evidence_of, has_folder, places

FOLDER = PurePosixPath(".obsidian")


def detect_obsidian(project: Project) -> Site | None:
    """Look for the folder in which Obsidian keeps the settings of a vault."""
    if not has_folder(project, str(FOLDER)):
        return None
    templates = _setting(project, "templates.json", "folder")
    attachments = _setting(project, "app.json", "attachmentFolderPath")
    return Site(
        generator="Obsidian",
        evidence=evidence_of(f"there is a folder {FOLDER}", project.base / FOLDER),
        content=(project.base,),
        without=places(project, *([templates] if templates else [])),
        roots=(project.base, *(places(project, attachments) if attachments else ())),
        names_are_titles=True,
        rules=frozenset({Rule.BLOCK_IDS, Rule.MARKS, Rule.PERCENT_COMMENTS, Rule.WIKILINKS}),
    )


def _setting(project: Project, name: str, key: str) -> str:
    """Return a setting of the vault; its folder is hidden, so the listing does not have it."""
    file = project.folder / project.base / FOLDER / name
    try:
        if not file.resolve(strict=True).is_relative_to(project.folder):
            return ""
        found = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return ""
    value = found.get(key, "") if isinstance(found, dict) else ""
    return value.strip("/") if isinstance(value, str) else ""
