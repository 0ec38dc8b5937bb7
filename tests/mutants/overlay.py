"""A file that reads otherwise than it stands on the disk, for as long as a test runs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_FIGURES = ("analytics.figures",)
"""The packages that remember what their files say."""
_LASTING = {"_built_in"}
"""What they remember of DuckDB itself."""


@contextmanager
def overlay(file: Path, text: str) -> Iterator[None]:
    """`file` reads as `text`; whatever the figures' modules remember of their files is forgotten before and after."""
    read = Path.read_text
    target = file.resolve()

    def read_text(self: Path, *arguments: object, **options: object) -> str:
        return text if self.name == target.name and self.resolve() == target else read(self, *arguments, **options)  # type: ignore[arg-type]

    forgotten = _FIGURES if "derive" not in target.parts and "checks" not in target.parts else ()
    _forget(forgotten)
    Path.read_text = read_text  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        Path.read_text = read  # type: ignore[method-assign]
        _forget(forgotten)


def _forget(packages: tuple[str, ...]) -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith(packages):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear") and value.__name__ not in _LASTING:
                    value.cache_clear()
