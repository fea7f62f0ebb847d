"""All posts of a collection, parsed: each as a job of its own."""

from bookc.jobs import Runner
from bookc.model import BookConfig, Collection, Manuscript, Post, Problem
from bookc.parse.dialects import find_dialects
from bookc.parse.job import ParseInput, parse_source, parsed


def parse_posts(collection: Collection, config: BookConfig, runner: Runner) -> Manuscript:
    """Parse all posts of a collection, and its front and back matter."""
    rules = tuple(sorted(find_dialects(collection, config.markdown).rules))
    values = collection.site.values
    language = config.book.language or collection.site.language
    matter = (*collection.front, *collection.back)
    sources = [(source, False) for source in collection.posts] + [(each, True) for each in matter]
    inputs = [
        ParseInput(source.path.as_posix(), source.text, language, is_matter, rules, values, {})
        for source, is_matter in sources
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
