"""Themes as lines for people to read."""

from collections.abc import Iterable, Iterator

from bookc.model.theme import ThemeOverview, ThemeVariable

_INDENT = "  "


def theme_list_lines(themes: Iterable[ThemeOverview]) -> Iterator[str]:
    """Yield every theme with its variables: name, default, what it takes."""
    for number, theme in enumerate(themes):
        if number:
            yield ""
        yield from _heading(theme)
        yield from _table(theme.variables)


def theme_lines(theme: ThemeOverview) -> Iterator[str]:
    """Yield one theme, and what each of its variables is."""
    yield from _heading(theme)
    yield f"{_INDENT}{theme.folder}"
    for line, variable in zip(_table(theme.variables), theme.variables, strict=True):
        yield ""
        yield line
        if variable.help:
            yield f"{_INDENT * 2}{variable.help}"


def _heading(theme: ThemeOverview) -> Iterator[str]:
    made_from = "".join(f", extends {name}" for name in theme.extends[:1])
    yield f"{theme.name}{made_from}"
    if theme.help:
        yield f"{_INDENT}{theme.help}"
    if theme.page_size:
        yield f"{_INDENT}Pages are {theme.page_size} unless [pdf] page_size says otherwise."
    if theme.problem:
        yield from (f"{_INDENT}{line}" for line in ("cannot be used:", *theme.problem.split("\n")))


def _table(variables: Iterable[ThemeVariable]) -> Iterator[str]:
    rows = [(each.name, _written(each), each.allowed) for each in variables]
    names = max((len(name) for name, _, _ in rows), default=0)
    defaults = max((len(default) for _, default, _ in rows), default=0)
    for name, default, allowed in rows:
        yield f"{_INDENT}{name:<{names}} = {default:<{defaults}}  {allowed}"


def _written(variable: ThemeVariable) -> str:
    """Write a default as it would stand in `book.toml`."""
    if isinstance(variable.default, bool):
        return str(variable.default).lower()
    return f'"{variable.default}"' if isinstance(variable.default, str) else str(variable.default)
