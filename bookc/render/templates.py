"""How the files of a theme are filled in, and what is said of a mistake in one.

A name such as `templates/chapter.xhtml.j2` stands for the theme's own file, or else for that of its
parent; `notes/templates/chapter.xhtml.j2` for that of one theme, so that a child can build on it.
"""

import functools
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    UndefinedError,
    meta,
)
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.environment import TemplateModule
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing

from bookc.errors import ThemeError
from bookc.model import Location, Problem
from bookc.render.pattern import on_circle
from bookc.render.shelf import ThemeFolder, find_file, nearest
from bookc.xhtml import check_document

_MISTAKES = (
    *(TemplateError, ArithmeticError, AttributeError, LookupError, OSError),
    *(MemoryError, RecursionError, TypeError, ValueError),
)
"""What a template can raise: all but what no code should catch."""
_QUOTED = 120
"""Letters of a line that a message quotes."""
_STAND_IN = "<!---->--"
"""Is well-formed where a fragment is: neither in a value nor in a comment."""
_STAND_IN_OF_EPUB = f'{_STAND_IN}<span epub:type=""></span>'
"""The same, if it is in the namespace as well."""
_EVERYWHERE = {"on_circle": on_circle}
"""What macros that are imported can use as well, which see no other names."""


def fill(folders: tuple[ThemeFolder, ...], name: str, given: Mapping[str, Any]) -> str:
    """Fill in a file of a theme.

    Args:
        folders: the theme and its parents.
        name: of the file, such as `templates/part.xhtml.j2`.
        given: what it may use, by name.

    Raises:
        ThemeError: if there is a mistake in it; names file and line and what was there.
    """
    with _mistakes_told(folders, name):
        environment = _environment(folders)
        template = environment.get_template(name)
        context = template.new_context(dict(given))
        try:
            return environment.concat(template.root_render_func(context))
        except Exception:
            environment.handle_exception()
        finally:
            # Its macros know the context that knows them, so the text of a chapter would stay until
            # garbage is looked for, with those of a thousand others.
            context.vars.clear()


def fill_page(
    folders: tuple[ThemeFolder, ...],
    name: str,
    given: Mapping[str, Any],
    texts: Iterable[str] = (),
) -> str:
    """Fill in a template and see that XHTML comes out: both writers parse it, neither forgives.

    Args:
        folders: the theme and its parents.
        name: of the file.
        given: what it may use, by name.
        texts: fragments in it as `serialise_fragment` writes them, which are not looked at again:
            they are nearly all of a chapter, and most are as they were in the last build.

    Raises:
        ThemeError: if there is a mistake in the template, or in what it makes.
    """
    xhtml = fill(folders, name, given)
    own = xhtml
    for text in texts:
        if text.startswith("<"):  # or it may be anywhere, such as a line end
            own = own.replace(text, _STAND_IN_OF_EPUB if "epub:" in text else _STAND_IN)
    try:
        check_document(own.encode())
    except SyntaxError as error:  # what lxml raises is one
        what = f"what the template makes is not well-formed: {error.msg}"
        lines = own.splitlines() or [""]
        line = lines[min(error.lineno or 1, len(lines)) - 1].strip().replace(_STAND_IN, "…")
        hint = f"that shows in the line {line[:_QUOTED]}" if line else ""
        raise ThemeError(Problem(what, at=_place_of(name, folders), hint=hint)) from error
    return xhtml


def fill_sheets(folders: tuple[ThemeFolder, ...], name: str, given: Mapping[str, Any]) -> str:
    """Fill in a style sheet of a theme behind those of its parents.

    A sheet may use the names that those before it set. One that takes in its parent's itself, by
    `extends` or `include`, is not put behind it.

    Raises:
        ThemeError: if there is a mistake in one.
    """
    sheets: list[str] = []
    known = dict(given)
    for folder in reversed([each for each in folders if (each.path / name).is_file()]):
        file = f"{folder.name}/{name}"
        with _mistakes_told(folders, file):
            module = _module(_environment(folders), file, known)
            if _takes_in_a_sheet(folders, file):
                sheets.clear()
        sheets.append(str(module))
        known |= {key: value for key, value in vars(module).items() if not key.startswith("_")}
    return "\n".join(sheets)


def _module(
    environment: SandboxedEnvironment, file: str, given: Mapping[str, Any]
) -> TemplateModule:
    """Fill in a file and keep the names that it set."""
    template = environment.get_template(file)
    try:
        return template.make_module(dict(given))
    except Exception:  # Jinja2 puts lines of templates into tracebacks of `render` alone
        environment.handle_exception()


def _takes_in_a_sheet(folders: tuple[ThemeFolder, ...], file: str) -> bool:
    """Say whether a sheet takes in the same one of another theme."""
    environment = _environment(folders)
    assert environment.loader
    source, _, _ = environment.loader.get_source(environment, file)
    names = {f"{each.name}/{Path(file).name}" for each in folders}
    if not any(name in source for name in names):
        return False  # most take in none, and to parse a sheet takes 10 ms
    taken = set(meta.find_referenced_templates(environment.parse(source)))
    return not names.isdisjoint(taken)


class _Missing(StrictUndefined):
    """What stands for a name that is not there: any use of it is a mistake."""

    @property
    def _undefined_message(self) -> str:
        """Say what is missing and, in a line below, what there is."""
        if self._undefined_hint or not isinstance(self._undefined_name, str):
            return super()._undefined_message
        if self._undefined_obj is missing:
            return f"{self._undefined_name!r} is undefined"
        known = _names_in(self._undefined_obj)
        hint = _hint(self._undefined_name, known)
        if isinstance(self._undefined_obj, Mapping):
            return f"there is no {self._undefined_name!r} in it\n{hint}"
        kind = type(self._undefined_obj).__name__
        return f"a {kind} has no {self._undefined_name!r}\n{hint}"


def _names_in(value: object) -> Sequence[str]:
    """Return what a template can ask a value for."""
    if isinstance(value, Mapping):
        return [str(key) for key in value]
    if is_dataclass(value):
        computed = (name for name, each in vars(type(value)).items() if isinstance(each, property))
        return [*(field.name for field in fields(value)), *computed]
    return ()


@functools.lru_cache(maxsize=4)
def _environment(folders: tuple[ThemeFolder, ...]) -> SandboxedEnvironment:
    """Return what fills in the files of a theme; it compiles each once."""
    own = FileSystemLoader([each.path for each in folders])
    by_theme = PrefixLoader({each.name: FileSystemLoader(each.path) for each in folders})
    environment = SandboxedEnvironment(
        loader=ChoiceLoader([own, by_theme]),
        autoescape=lambda name: bool(name) and name.endswith(".xhtml.j2"),
        undefined=_Missing,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    del environment.filters["random"], environment.globals["lipsum"]  # same book, same bytes
    environment.globals |= _EVERYWHERE
    return environment


@contextmanager
def _mistakes_told(folders: Sequence[ThemeFolder], name: str) -> Iterator[None]:
    try:
        yield
    except _MISTAKES as error:
        raise ThemeError(_problem(error, folders, name)) from error


def _problem(error: Exception, folders: Sequence[ThemeFolder], name: str) -> Problem:
    """Say what is wrong and where: Jinja2 gives the lines of templates in the traceback."""
    at, names = _place_of(name, folders), []
    for frame, line in traceback.walk_tb(error.__traceback__):
        if place := _place_in(Path(frame.f_code.co_filename), line, folders):
            at = place
            names = [
                each for each in frame.f_locals if each not in {*DEFAULT_NAMESPACE, *_EVERYWHERE}
            ]
    what, _, hint = str(error).removesuffix(".").partition("\n")
    if isinstance(error, TemplateNotFound):
        what = f"there is no {error.name} in the theme"
        hint = _hint_of_file(str(error.name), folders)
    elif isinstance(error, UndefinedError) and what.endswith("is undefined"):
        hint = _hint(what.partition("'")[2].partition("'")[0], names)
    elif isinstance(error, RecursionError):
        what = "it takes itself in without end"
    return Problem(f"the template cannot be filled in: {what}", at=at, hint=hint)


def _hint(name: str, known: Sequence[str]) -> str:
    """Return the name that was meant, if one is near, and all that there are."""
    there_is = f"there is {', '.join(sorted(known))}" if known else ""
    near = nearest(name, known) if known else ""
    return near if near == there_is else f"{near} {there_is}".strip()


def _place_of(name: str, folders: Sequence[ThemeFolder]) -> Location:
    """Return where a file of a theme is, whose name may begin with that of the theme."""
    if holder := find_file(folders, name):
        return holder.at(name)
    theme, _, file = name.partition("/")
    return next((each.at(file) for each in folders if each.name == theme), folders[0].at(name))


def _place_in(file: Path, line: int, folders: Sequence[ThemeFolder]) -> Location | None:
    """Return a place in a theme, unless the file is none of theirs."""
    for each in folders:
        if file.is_relative_to(each.path):
            return each.at(file.relative_to(each.path).as_posix(), line)
    return None


def _hint_of_file(name: str, folders: Sequence[ThemeFolder]) -> str:
    """Return the template that was meant: the theme's own, or that of a theme by its name."""
    theme, slash, _ = name.partition("/")
    named = [each for each in folders if each.name == theme]
    prefix = theme + slash if named else ""
    files = {file.name for each in named or folders for file in each.path.glob("templates/*")}
    return nearest(name, {f"{prefix}templates/{file}" for file in files})
