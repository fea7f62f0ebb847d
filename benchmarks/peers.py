"""The tools that bookc is measured against, in an environment of their own."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Sample, measure

ROOT = Path(__file__).parents[1]
_FONTS = ROOT / "themes" / "notes" / "fonts"
_NO_SYSTEM_FONTS = ROOT / "bookc" / "pdf" / "fonts.conf"
_LIST = Path(__file__).with_name("peers.txt")
_TYPST = """
import sys, typst
source, target, fonts = sys.argv[1:]
typst.compile(source, output=target, font_paths=[fonts], ignore_system_fonts=True)
"""
_PANDOC = "import pypandoc; print(pypandoc.get_pandoc_path())"


@dataclass(frozen=True, slots=True)
class Peers:
    """Where the tools are."""

    python: Path
    pandoc: Path

    @property
    def weasyprint(self) -> Path:
        """Its command line."""
        return self.python.with_name("weasyprint")


def install_peers(folder: Path) -> Peers:
    """Make an environment with the tools from PyPI; a second time there is nothing to do."""
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    pip: list[str | Path] = [
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    wanted: list[str | Path] = ["--constraint", ROOT / "constraints.txt", "--requirement", _LIST]
    subprocess.run([*pip, *wanted], check=True, stderr=subprocess.DEVNULL)
    pandoc = subprocess.run([python, "-c", _PANDOC], check=True, capture_output=True, text=True)
    return Peers(python, Path(pandoc.stdout.strip()))


def lay_out_in_one_pass(peers: Peers, html: Path, target: Path) -> Sample:
    """Have WeasyPrint lay out a whole book as one flow, in the fonts of the theme alone."""
    command = (peers.weasyprint, "--quiet", "--pdf-variant", "pdf/ua-1", html, target)
    return measure(command, env={"FONTCONFIG_FILE": str(_NO_SYSTEM_FONTS)})


def write_epub_with_pandoc(peers: Peers, project: Path, target: Path) -> Sample:
    """Have pandoc make an EPUB of all posts, in the order of their dates."""
    return measure([*_pandoc(peers, project), "--output", target], folder=project)


def write_pdf_with_pandoc(peers: Peers, project: Path, target: Path) -> Sample:
    """Have pandoc make a Typst file of all posts, and typst a PDF of that."""
    source = project / "book.typ"  # beside the posts: typst reads no picture outside its root
    options = ("-V", "papersize=a5", "-V", "mainfont=Bookc Batang")
    command = [*_pandoc(peers, project), *options, "--output", source]
    converted = measure(command, folder=project)
    return converted + measure([peers.python, "-c", _TYPST, source, target, _FONTS])


def _pandoc(peers: Peers, project: Path) -> list[str | Path]:
    posts = sorted(post.relative_to(project) for post in project.glob("*/index.md"))
    return [
        peers.pandoc,
        "--standalone",
        "--toc",
        "--file-scope",
        "--from=markdown+rebase_relative_paths",
        "--metadata=title:컨퍼런스 노트",
        "--metadata=lang:ko",
        *posts,
    ]
