"""What becomes of mutants: the work of one process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from analytics.settings import ROOT
from analytics.snapshot.build import DERIVE
from analytics.snapshot.checking import CHECKS
from tests.mutants import forked
from tests.mutants.mutant import Mutant

if TYPE_CHECKING:
    from tests.mutants.deriving import Derivations
    from tests.mutants.in_process import Laboratory


@dataclass(frozen=True)
class Tried:
    """What became of a mutant: `by` is the test that noticed it, None for a survivor; `valid` whether it can run at all."""

    mutant: Mutant
    by: str | None
    valid: bool = True


def try_batch(mutants: list[Mutant]) -> list[Tried]:
    """What becomes of some mutants of one file; in a process of its own."""
    return [*(_in_process if mutants[0].file.endswith(".sql") else _in_forks)(mutants)]


@cache
def _of_figures() -> Laboratory:
    from tests.mutants.in_process import Laboratory

    return Laboratory()


@cache
def _of_derivations() -> Derivations:
    from tests.mutants.deriving import Derivations

    return Derivations()


def _in_process(mutants: list[Mutant]) -> Iterator[Tried]:
    derives = (ROOT / mutants[0].file).parent in (DERIVE, CHECKS)
    laboratory = _of_derivations() if derives else _of_figures()
    for mutant in mutants:
        by = laboratory.noticed_by(mutant)
        yield Tried(mutant, by, valid=by != "")


def _in_forks(mutants: list[Mutant]) -> Iterator[Tried]:
    forked.prepare()
    without = forked.failing(ROOT / mutants[0].file)
    for mutant in mutants:
        yield Tried(mutant, forked.noticed_by(mutant, without))
