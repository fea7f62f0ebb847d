"""All posts of a collection, parsed: each as a job of its own."""

from collections.abc import Iterable, Iterator

from bookc.jobs import Runner
from bookc.model import BookConfig, Collection, Manuscript, Post, Problem, SourceFile
from bookc.parse.job import ParseInput, parse_source, parsed


def parse_posts(collection: Collection, config: BookConfig, runner: Runner) -> Manuscript:
    """Parse all posts of a collection, and its front and back matter."""
    language = config.book.language
    matter = (*collection.front, *collection.back)
    inputs = [
        *_inputs(collection.posts, language, is_matter=False),
        *_inputs(matter, language, is_matter=True),
    ]
    results = [parsed(entry.facts) for entry in runner.run(parse_source, inputs, "posts")]
    posts: list[Post] = [post for post, _ in results]
    problems: list[Problem] = [problem for _, found in results for problem in found]
    body, front = len(collection.posts), len(collection.posts) + len(collection.front)
    return Manuscript(
        posts=tuple(posts[:body]),
        front=tuple(posts[body:front]),
        back=tuple(posts[front:]),
        problems=(*collection.problems, *problems),
    )


def _inputs(
    sources: Iterable[SourceFile], language: str, *, is_matter: bool
) -> Iterator[ParseInput]:
    for source in sources:
        yield ParseInput(source.path.as_posix(), source.text, language, is_matter)
