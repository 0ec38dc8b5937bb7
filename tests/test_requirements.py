"""Requirements: bounds with reasons in the .txt files, exact versions with hashes in the locks, and both agree with the code."""

import ast
import importlib.metadata
import re
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from analytics.settings import ROOT

RUNNING = ("analytics", "demo", "ui", "pages", "app.py")
TESTING = ("tests", "benchmarks")
OURS = {"analytics", "demo", "ui", "pages", "tests", "benchmarks"}
NOT_IMPORTED = {
    "psycopg",  # which SQLAlchemy loads by the name in the address of a register
    "babel",  # its command makes the catalogues that the interface reads
    "tzdata",  # read by Python's own zoneinfo
    "pytest-xdist",
    "ruff",
    "mypy",
    "uv",
    "types-openpyxl",
}
"""Named for a command or for another library's sake."""


def bounds(name):
    """The requirements of a .txt file by their canonical names."""
    lines = [line.split("#")[0].strip() for line in (ROOT / name).read_text(encoding="utf-8").splitlines()]
    asked = [Requirement(line) for line in lines if line and not line.startswith("-r ")]
    return {canonicalize_name(one.name): one for one in asked}


def locked(name):
    """The versions of a lock by their canonical names."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return {canonicalize_name(name): version for name, version in re.findall(r"^(\S+)==([^\s;]+)", text, re.MULTILINE)}


def imported(*places):
    """The distributions that the Python files of these folders import, beside Python's own modules and ours."""
    distributions = importlib.metadata.packages_distributions()
    modules = set()
    for place in places:
        files = [ROOT / place] if place.endswith(".py") else sorted((ROOT / place).rglob("*.py"))
        for file in files:
            modules |= set(_modules(file))
    foreign = modules - OURS - set(sys.stdlib_module_names)
    return {canonicalize_name(distributions[module][0]) if module in distributions else module for module in foreign}


def _modules(file: Path):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


@pytest.mark.parametrize(
    ("asked", "lock"), [("requirements.txt", "requirements.lock"), ("requirements-dev.txt", "requirements-dev.lock")]
)
def test_the_lock_holds_every_requirement_at_a_version_within_its_bound(asked, lock):
    versions = locked(lock)
    wrong = {name: versions.get(name) for name, one in bounds(asked).items() if versions.get(name) not in one.specifier}
    assert wrong == {}, f"run: make lock, then look at what changed in {lock}"


def test_testing_runs_what_running_runs():
    testing = locked("requirements-dev.lock")
    assert {name: testing.get(name) for name in locked("requirements.lock")} == locked("requirements.lock")


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_has_hashes_and_no_address(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    pinned = re.split(r"^(?=\S+==)", text, flags=re.MULTILINE)[1:]
    assert len(pinned) > 50
    assert [entry.split()[0] for entry in pinned if "--hash=sha256:" not in entry] == []
    assert "://" not in text
    assert not re.search(r"^-|file:|\s/", text, re.MULTILINE)


def test_what_running_imports_is_named_with_a_reason():
    assert imported(*RUNNING) - set(bounds("requirements.txt")) == set()


def test_what_testing_imports_is_named_with_a_reason():
    assert imported(*TESTING) - set(bounds("requirements.txt")) - set(bounds("requirements-dev.txt")) == set()


def test_nothing_is_required_that_nobody_uses():
    assert set(bounds("requirements.txt")) - imported(*RUNNING) - NOT_IMPORTED == set()
    assert set(bounds("requirements-dev.txt")) - imported(*TESTING) - NOT_IMPORTED == set()


def test_every_requirement_gives_its_reason():
    for name in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            assert line.startswith(("#", "-r ")) or re.search(r"#\s+\w", line), line
