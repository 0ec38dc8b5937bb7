"""Every spec as a plain function of what is told, for those who run specs without pytest: mutants and documents."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from tests.spec.told import Told

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Spec:
    """One test of the specs; `run` tells and asserts."""

    name: str
    module: str
    run: Callable[[Told], None]

    @property
    def sentence(self) -> str:
        """What the test shows, as a sentence."""
        words = self.name.partition("[")[0].removeprefix("test_").replace("_", " ")
        return words[0].upper() + words[1:]


@cache
def specs() -> tuple[Spec, ...]:
    """Every spec, in the order of files and lines."""
    return tuple(spec for file in sorted(HERE.glob("test_*.py")) for spec in _of_module(f"tests.spec.{file.stem}"))


def _of_module(name: str) -> Iterator[Spec]:
    for function_name, function in vars(importlib.import_module(name)).items():
        if function_name.startswith("test_") and "told" in inspect.signature(function).parameters:
            yield from _of_function(name, function_name, function)


def _of_function(module: str, name: str, function: Callable[..., None]) -> Iterator[Spec]:
    marks = [mark for mark in getattr(function, "pytestmark", []) if mark.name == "parametrize"]
    choices = [_arguments(*mark.args) for mark in marks]
    for chosen in product(*choices):
        arguments = {name: value for part in chosen for name, value in part.items()}
        title = f"{name}[{'-'.join(map(str, arguments.values()))}]" if arguments else name
        yield Spec(title, module, lambda told, arguments=arguments: function(told, **arguments))


def _arguments(names: str | tuple[str, ...], values: list) -> list[dict[str, object]]:
    named = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    return [dict(zip(named, value if len(named) > 1 else (value,), strict=True)) for value in values]
