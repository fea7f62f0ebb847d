"""fontTools, imported when something of it is called.

WeasyPrint imports it at once, which takes a sixth of the time of all imports, for what books hardly
ever have: WOFF files, variable fonts, fonts that stay with their document.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

_MODULES = ("fontTools", "fontTools.ttLib", "fontTools.varLib.instancer")
"""Those that WeasyPrint takes names from."""


@contextmanager
def imported_later() -> Iterator[None]:
    """Let modules that are imported meanwhile get stand-ins for what they take from fontTools."""
    loaded = {each: sys.modules.get(each) for each in _MODULES}
    sys.modules.update({each: _Module(each) for each in _MODULES})
    try:
        yield
    finally:
        for name, module in loaded.items():
            del sys.modules[name]
            if module:
                sys.modules[name] = module


class _Module(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _StandIn(self.__name__, name)


class _StandIn:
    """Stands for a name of a module until it is used; then all get what they stand for."""

    def __init__(self, module: str, name: str) -> None:
        self._place = module, name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._real()(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real(), name)

    def _real(self) -> Any:
        for module in [each for at, each in sys.modules.items() if at.startswith("weasyprint.")]:
            for name, value in list(vars(module).items()):
                if isinstance(value, _StandIn):
                    setattr(module, name, _named(*value._place))
        return _named(*self._place)


def _named(module: str, name: str) -> Any:
    """Return what a module calls by a name, or the module of that name in a package."""
    package = import_module(module)
    return getattr(package, name) if hasattr(package, name) else import_module(f"{module}.{name}")
