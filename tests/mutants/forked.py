"""Running Python mutants: the test files that import the module, in a fork of this process, until the first test fails."""

from __future__ import annotations

import gc
import importlib
import os
import re
import signal
import sys
import time
from collections.abc import Callable
from functools import cache
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType

import pytest

from analytics.settings import ROOT
from tests.mutants.mutant import Mutant

FOLDERS = ("analytics/clock", "analytics/comparison")
FILES = ("analytics/figures/scope.py", "analytics/figures/periods.py")
SLOW = re.compile(r"tests\.warehouses|demo_warehouse|written_exports|import_file")
PLAIN = ("-q", "-o", "addopts=", "--assert=plain", "--disable-plugin-autoload")
PLAIN += tuple(f"-pno:{plugin}" for plugin in ("cacheprovider", "unraisableexception", "threadexception"))
"""Only what tells a test that passes from one that fails: starting would take longer than most tests."""
PATIENCE = 120
"""Seconds after which a mutant counts as noticed: it does not end."""


def python_files() -> list[Path]:
    """Every Python file that has mutants: the clock, comparison, the scope and its periods."""
    found = [file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py") if file.name != "__init__.py"]
    return sorted([*found, *(ROOT / file for file in FILES if (ROOT / file).exists())])


@cache
def covering(file: Path) -> tuple[str, ...]:
    """The test files that import a module by its name; those that import exports only where there are no others."""
    module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
    package, _, name = module.rpartition(".")
    imports = re.compile(rf"^\s*(from {re.escape(module)} import|from {re.escape(package)} import .*\b{name}\b)", re.M)
    texts = {
        str(test.relative_to(ROOT)): test.read_text(encoding="utf-8")
        for test in sorted((ROOT / "tests").rglob("test_*.py"))
        if not {"browser", "pages"} & set(test.parts)
    }
    found = {test: text for test, text in texts.items() if imports.search(text)}
    quick = [test for test, text in found.items() if not SLOW.search(text)]
    return tuple(quick or found)


class _Chosen:
    """Leaves out what is slow, and notes what fails."""

    def __init__(self, without: frozenset[str]) -> None:
        self.without = without
        self.failed: list[str] = []

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [
            item
            for item in items
            if item.nodeid not in self.without
            and item.get_closest_marker("slow") is None
            and item.get_closest_marker("browser") is None
            and not any(name.startswith("demo_") or name == "shared_data" for name in getattr(item, "fixturenames", ()))
        ]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.append(report.nodeid)


def failing(file: Path) -> frozenset[str]:
    """The covering tests that fail before anything is changed; they notice nothing."""
    code, told = _forked(lambda: _tested(covering(file), frozenset(), stop=False), PATIENCE * 5)
    return frozenset(told) if code != 0 else frozenset()


def noticed_by(mutant: Mutant, without: frozenset[str]) -> str | None:
    """The test that fails on a mutant, or what else stops it; None where none notices."""
    file = ROOT / mutant.file

    def run() -> tuple[int, list[str]]:
        _read_as(file, mutant.text)
        return _tested(covering(file), without, stop=True)

    code, told = _forked(run, PATIENCE)
    return None if code == 0 else (told[0] if told else "it does not run")


def _tested(files: tuple[str, ...], without: frozenset[str], stop: bool) -> tuple[int, list[str]]:
    if not files:
        return 0, []
    chosen = _Chosen(without)
    code = int(pytest.main([*PLAIN, *(["-x"] if stop else []), *files], plugins=[chosen]))
    return (0 if code == pytest.ExitCode.NO_TESTS_COLLECTED else code), chosen.failed


def _read_as(file: Path, text: str) -> None:
    """The module of `file` is loaded from `text`."""
    load = SourceFileLoader.get_code

    def get_code(self: SourceFileLoader, fullname: str) -> CodeType | None:
        if Path(self.path) == file:
            return compile(text, str(file), "exec")
        return load(self, fullname)

    SourceFileLoader.get_code = get_code  # type: ignore[method-assign]


def _forked(run: Callable[[], tuple[int, list[str]]], patience: float) -> tuple[int, list[str]]:
    """The result of `run` in a fork: its exit code and lines. A fork that does not end in time is stopped."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        code = 3
        try:
            code, lines = run()
            os.write(writing, "\n".join(lines)[:60000].encode())
        finally:
            os._exit(code)
    os.close(writing)
    until = time.monotonic() + patience
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            with os.fdopen(reading, "rb") as stream:
                return os.waitstatus_to_exitcode(status), stream.read().decode().split("\n")
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(reading)
    return 4, ["it does not end"]


def prepare() -> None:
    """Load what every test needs once, before the first fork; nothing of the product itself."""
    os.environ["HYPOTHESIS_PROFILE"] = "unshrunk"
    for library in (
        "duckdb",
        "filelock",
        "holidays",
        "hypothesis",
        "pandas",
        "pyarrow.parquet",
        "scipy.stats",
        "sqlglot.optimizer",
    ):
        importlib.import_module(library)
    for name in [
        name for name in sys.modules if name.split(".")[0] in ("analytics", "tests") and "mutants" not in name
    ]:
        del sys.modules[name]
    gc.freeze()
