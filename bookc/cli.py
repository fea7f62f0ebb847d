"""The command line: arguments to a call, a value to lines, an error to an exit code.

No rule about books lives here, and nothing else prints. Results go to standard output, all else to
standard error. Exit codes: 0 done, 1 the book needs fixing, 2 wrong usage.
"""

import gc
import json
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import bookc
from bookc.heap import use_one_heap
from bookc.interface import STORE_FOLDER

if TYPE_CHECKING:
    from bookc import BuildManifest, Problem

_SHOWN = 3
"""Problems of one kind that are shown unless all are asked for."""
_YOUNG = 120_000
"""Objects that are made before the garbage among them is looked for. A build makes many that stay:
looking after every 700, as is usual, takes a twentieth of the time of one after an edit, and after
every 50,000 still a hundredth. Most edits make fewer than these. In a book of a thousand posts they
take 2 MB more than 50,000 do."""


class Commands(click.Group):
    """A group whose commands report a `BookcError` as click reports its own."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; show the author's mistakes without a traceback."""
        try:
            return super().invoke(ctx)
        except bookc.BookcError as error:
            for problem in error.problems:
                click.echo(f"{click.style('Error', fg='red', bold=True)}: {problem}", err=True)
            ctx.exit(1)


class Themes(click.Group):
    """A group in which the name of a theme is a command too: one that describes it."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """Return a command of the group, or one that shows the theme of that name."""
        if command := super().get_command(ctx, cmd_name):
            return command
        flag = click.Option(["--json", "as_json"], is_flag=True, help="Write JSON, for programs.")

        def show(*, as_json: bool) -> None:
            from bookc.theme_lines import theme_lines

            found = bookc.describe_theme(ctx.params["project"], cmd_name)
            _show(asdict(found) if as_json or ctx.params["as_json"] else theme_lines(found))

        about = f"Describe the theme {cmd_name} and each of its variables."
        return click.Command(cmd_name, callback=show, params=[flag], help=about)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(bookc.__version__, message="%(prog)s %(version)s")
def main() -> None:
    """Compile a folder of Markdown posts into a book: EPUB and PDF from one source."""


@main.command("build")
@click.argument(
    "project", type=click.Path(exists=True, file_okay=False, path_type=Path), default="."
)
@click.option("--epub", is_flag=True, help="Write the EPUB.")
@click.option("--pdf", is_flag=True, help="Write the PDF. Both are written if neither is named.")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the files.  [default: PROJECT/dist]",
)
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), help="Processes.  [default: one for each core]"
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Run jobs on a Dask cluster, such as tcp://HOST:PORT.  [needs bookc[cluster]]",
)
@click.option("--no-cache", is_flag=True, help="Make everything anew; leave .bookc alone.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors, and missing alt text.")
@click.option("-q", "--quiet", is_flag=True, help="Show nothing but warnings and errors.")
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help="Show every warning, not the first of a kind, and what was counted of each post.",
)
def build_command(
    project: Path,
    output: Path | None,
    jobs: int | None,
    scheduler: str | None,
    *,
    epub: bool,
    pdf: bool,
    no_cache: bool,
    strict: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Build the book in PROJECT: the folder with book.toml, or any folder of posts."""
    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose exclude each other")
    from bookc.fork_server import fork_helpers  # which no other command needs

    started = time.monotonic()
    gc.set_threshold(_YOUNG)
    use_one_heap()
    fork_helpers()
    wanted = [each for each, named in (("epub", epub), ("pdf", pdf)) if named]
    display = Display(silent=quiet)
    try:
        manifest = bookc.build(
            project,
            formats=wanted or ("epub", "pdf"),
            output=output,
            workers=jobs,
            scheduler=scheduler,
            cache=not no_cache,
            strict=strict,
            progress=display.show,
        )
    finally:
        display.close()
    _report(manifest.problems, every=verbose)
    if not quiet:
        _summarise(manifest, time.monotonic() - started, figures=verbose)
    gc.freeze()  # or Python goes through the whole book before it ends: a tenth of a second


@main.command("clean")
@click.argument(
    "project", type=click.Path(exists=True, file_okay=False, path_type=Path), default="."
)
def clean_command(project: Path) -> None:
    """Remove what is kept of earlier builds of PROJECT: the folder .bookc in it."""
    removed_bytes = bookc.clean(project)
    said = f"{_size(removed_bytes)} freed" if removed_bytes else "nothing was kept"
    click.echo(f"{_shown(project.resolve() / STORE_FOLDER)}: {said}")


@main.command("inspect")
@click.argument(
    "project", type=click.Path(exists=True, file_okay=False, path_type=Path), default="."
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON, for programs.")
def inspect_command(project: Path, *, as_json: bool) -> None:
    """Say what is found in PROJECT and why: site, posts, order, dialects, languages."""
    from bookc.overview_lines import inspection_lines  # which no build needs

    found = bookc.inspect(project)
    _show(asdict(found) if as_json else inspection_lines(found))


@main.command("outline")
@click.argument(
    "project", type=click.Path(exists=True, file_okay=False, path_type=Path), default="."
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON, for programs.")
def outline_command(project: Path, *, as_json: bool) -> None:
    """List the parts and chapters of the book that PROJECT makes, with dates and lengths."""
    from bookc.overview_lines import outline_lines

    found = bookc.outline(project)
    _show(asdict(found) if as_json else outline_lines(found))


@main.group(
    "themes", cls=Themes, invoke_without_command=True, subcommand_metavar="[NAME | new NAME]"
)
@click.option(
    "-C",
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The folder of the book, whose own themes come first.  [default: here]",
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON, for programs.")
@click.pass_context
def themes_command(ctx: click.Context, project: Path, *, as_json: bool) -> None:
    """List the themes and their variables with what each takes, or describe the theme NAME."""
    if ctx.invoked_subcommand is None:
        from bookc.theme_lines import theme_list_lines

        found = bookc.list_themes(project)
        themes = {"themes": [asdict(each) for each in found]}
        _show(themes if as_json else theme_list_lines(found))


@themes_command.command("new")
@click.argument("name")
@click.option("--extends", default="notes", show_default=True, help="The theme to make it from.")
@click.option(
    "-C",
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of the book.  [default: here]",
)
@click.pass_context
def new_theme_command(ctx: click.Context, name: str, extends: str, project: Path | None) -> None:
    """Write a theme NAME to start from into the project's themes/."""
    assert ctx.parent
    for file in bookc.new_theme(project or ctx.parent.params["project"], name, extends=extends):
        click.echo(_shown(file))
    click.echo(f'To use it, write name = "{name}" under [theme] in book.toml.', err=True)


@dataclass(slots=True)
class Display:
    """Shows how far a build is: a line that counts on a terminal, else one line a stage."""

    silent: bool
    is_terminal: bool = field(default_factory=lambda: sys.stderr.isatty())
    _line: str = ""

    def show(self, what: str, done: int, total: int) -> None:
        """Say how many of something are done."""
        if self.silent or not total:
            return
        count = f"{done}/{total} {what}"
        if not self.is_terminal:
            if done == total:
                click.echo(count, err=True)
            return
        bar = click.style("━" * (20 * done // total), fg="cyan")
        self._replace_line(f"{count:<28} {bar}")

    def close(self) -> None:
        """Leave the terminal's line empty for what comes next."""
        if self._line:
            self._replace_line("")

    def _replace_line(self, line: str) -> None:
        click.echo(f"\r\x1b[K{line}", nl=False, err=True)
        self._line = line


def _report(problems: "Iterable[Problem]", *, every: bool) -> None:
    """Print warnings, grouped by what they are about."""
    from bookc.report import grouped, lines_of

    for kind, group in grouped(problems):
        click.echo(f"{click.style('Warning', fg='yellow')}: {kind} ({len(group):,})", err=True)
        for line in lines_of(group, None if every else _SHOWN):
            click.echo(line, err=True)


def _summarise(manifest: "BuildManifest", seconds: float, *, figures: bool) -> None:
    """Print what was written, and how much of everything is in it."""
    from bookc.report import figures_table, sums_line

    if figures:
        for line in figures_table(manifest.posts):
            click.echo(line)
    for file in manifest.outputs:
        click.echo(f"{_shown(file.path)}  {_size(file.size_bytes)}")
    counts = [_count(manifest.chapters, "chapter")]
    if manifest.pages is not None:
        counts.append(_count(manifest.pages, "page"))
    counts.append(_count(manifest.pictures, "picture"))
    counts.append(_count(len(manifest.problems), "warning"))
    click.echo(f"{', '.join(counts)}; {seconds:.1f} s")
    click.echo(sums_line(manifest))


def _show(found: dict[str, Any] | Iterable[str]) -> None:
    """Print values as JSON, or lines as they are."""
    lines = [json.dumps(found, ensure_ascii=False, indent=2)] if isinstance(found, dict) else found
    for line in lines:
        click.echo(line)


def _shown(path: Path) -> str:
    """Write a path as a person would type it."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _size(size_bytes: int) -> str:
    if size_bytes < 1_000_000:
        return f"{size_bytes / 1000:.0f} kB"
    return f"{size_bytes / 1_000_000:.1f} MB"
