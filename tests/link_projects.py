"""Small projects for tests of links: posts and files in, a book with resolved addresses out."""

from pathlib import Path

from bookc.collect import collect_posts
from bookc.config import load_config
from bookc.jobs import Runner
from bookc.links import resolve_links
from bookc.model import Book
from bookc.order import order_chapters
from bookc.parse import parse_posts
from bookc.store import temporary_store

HEAD = "---\ntitle: T\ndate: 2023-05-14\n---\n"


def build(project: Path, files: dict[str, str], settings: str = "") -> Book:
    """Return the book of a project; posts without a metadata block get one, and begin at line 5."""
    text = f'[book]\ntitle = "T"\nlanguage = "en"\n{settings}'
    (project / "book.toml").write_text(text, encoding="utf-8")
    for name, content in files.items():
        file = project / name
        file.parent.mkdir(parents=True, exist_ok=True)
        head = HEAD if name.endswith(".md") and not content.startswith("---") else ""
        file.write_text(head + content, encoding="utf-8")
    config = load_config(project)
    collection = collect_posts(config)
    with temporary_store() as store:
        manuscript = parse_posts(collection, config, Runner(store))
    book = order_chapters(manuscript, config)
    return resolve_links(book, collection, config, manuscript.posts)


def fragment(book: Book, name: str) -> str:
    """Return a section without the attributes that say where it comes from."""
    section = next(each for each in book.sections() if each.name == name)
    return "".join(
        part.partition('"')[2] if index else part
        for index, part in enumerate(section.xhtml.split(' data-line="'))
    ).strip()


def problems(book: Book) -> list[str]:
    return [str(problem) for problem in book.problems]
