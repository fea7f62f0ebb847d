"""GitBook on the web, and what it exports.

Source: https://gitbook.com/docs/getting-started/git-sync
"""

import re

from bookc.model import Evidence, Rule, Site
from bookc.site.project import (
    Project,
    config_file,
    evidence_of,
    find_file,
    has_folder,
    place,
    read_settings,
    read_text,
)
from bookc.site.settings import first
from bookc.site.summary_file import named_summary

CONFIG = (".gitbook.yaml", ".gitbook.yml")
_TITLE = re.compile(r"\s*# Table of contents\s*(?:\n|$)")


def detect_gitbook(project: Project) -> Site | None:
    """Look for .gitbook.yaml, the folder .gitbook, or the first line of an exported SUMMARY.md."""
    evidence = config_file(project, *CONFIG) or _folder(project) or _summary(project)
    if not evidence:
        return None
    config = read_settings(project, *CONFIG)
    root = place(project, first(config, "root") or ".") or project.base
    summaries, problems = named_summary(project, root, first(config, "structure.summary"))
    return Site(
        generator="GitBook",
        evidence=evidence,
        content=(root,),
        roots=(root, root / ".gitbook" / "assets"),
        summaries=summaries,
        rules=frozenset({Rule.TEMPLATE_TAGS}),
        problems=problems,
    )


def _folder(project: Project) -> tuple[Evidence, ...]:
    if has_folder(project, ".gitbook"):
        return evidence_of("there is a folder .gitbook", project.base / ".gitbook")
    return ()


def _summary(project: Project) -> tuple[Evidence, ...]:
    path = find_file(project, "SUMMARY.md")
    if path and _TITLE.match(read_text(project, path)):
        return evidence_of("it begins with `# Table of contents`, as GitBook writes it", path, 1)
    return ()
