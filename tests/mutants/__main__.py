"""Make mutants, run what covers each, and name the survivors: `python -m tests.mutants`.

Exit code 0 only where at most 5 in 100 of those that were tried survive.
"""

from __future__ import annotations

import multiprocessing
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from analytics.settings import ROOT
from tests.mutants import forked
from tests.mutants.covering import sql_files
from tests.mutants.mutant import Mutant, equivalent
from tests.mutants.python import python_mutants
from tests.mutants.sql import sql_mutants
from tests.mutants.trying import Tried, try_batch

MOST_SURVIVORS = 0.05
BATCH = 12


def every_mutant(only: str) -> list[Mutant]:
    """The mutants of every file whose name matches the pattern, or holds it."""
    chosen = [
        file
        for file in (*sql_files(), *forked.python_files())
        if fnmatch(_name(file), only) or only.strip("*") in _name(file)
    ]
    make = {".sql": sql_mutants, ".py": python_mutants}
    return [mutant for file in chosen for mutant in make[file.suffix](_name(file), file.read_text(encoding="utf-8"))]


def _name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def _batches(mutants: Iterable[Mutant], size: int) -> Iterator[list[Mutant]]:
    by_file: dict[str, list[Mutant]] = {}
    for mutant in mutants:
        by_file.setdefault(mutant.file, []).append(mutant)
    for of_file in by_file.values():
        remaining = iter(of_file)
        while batch := [*islice(remaining, size)]:
            yield batch


def main(
    only: Annotated[str, typer.Option(help="Only files whose path matches this pattern or holds this text.")] = "*",
    jobs: Annotated[int, typer.Option(help="How many processes.")] = 2,
    sample: Annotated[int, typer.Option(help="Try only so many, drawn at random; 0: all.")] = 0,
    seed: Annotated[int, typer.Option(help="The draw.")] = 0,
    listing: Annotated[bool, typer.Option("--list", help="Name the mutants and try none.")] = False,
) -> None:
    """Change one operator, filter, order or constant at a time and name those that no test notices."""
    mutants = every_mutant(only)
    if sample and sample < len(mutants):
        mutants = sorted(random.Random(seed).sample(mutants, sample), key=lambda one: one.file)
    if listing:
        for mutant in mutants:
            print(f"{mutant.file}:{mutant.line}  {mutant.id}")
        print(f"{len(mutants)} mutants of {len({mutant.file for mutant in mutants})} files")
        return
    reviewed = equivalent()
    wanted = [mutant for mutant in mutants if (mutant.file, mutant.id) not in reviewed]
    started = time.monotonic()
    tried: list[Tried] = []
    for suffix in (".sql", ".py"):
        batches = [*_batches([mutant for mutant in wanted if mutant.file.endswith(suffix)], BATCH)]
        if not batches:
            continue
        with multiprocessing.get_context("spawn").Pool(jobs) as pool:
            for results in pool.imap_unordered(try_batch, batches):
                tried += results
                _tell(results, f"{len(tried)} of {len(wanted)}")
    _report(tried, len(mutants) - len(wanted), time.monotonic() - started)


def _tell(results: list[Tried], progress: str) -> None:
    """Survivors as soon as they are known, so that a run that is stopped was not in vain."""
    for one in results:
        if one.valid and one.by is None:
            print(f"survives: {one.mutant.file}:{one.mutant.line}  {one.mutant.id}", file=sys.stderr)
    print(progress, file=sys.stderr, flush=True)


def _report(tried: list[Tried], equivalents: int, seconds: float) -> None:
    valid = [one for one in tried if one.valid]
    survivors = sorted((one.mutant for one in valid if one.by is None), key=lambda one: (one.file, one.line))
    of_file = Counter(one.mutant.file for one in valid)
    surviving = Counter(mutant.file for mutant in survivors)
    for mutant in survivors:
        print(f"{mutant.file}:{mutant.line}  {mutant.id}")
    if survivors:
        print()
        for file, count in surviving.most_common():
            print(f"{count:4} of {of_file[file]:4} survive in {file}")
    share = len(survivors) / len(valid) if valid else 0.0
    print(
        f"{len(valid) - len(survivors)} of {len(valid)} noticed, {len(survivors)} survive ({share:.1%}); "
        f"{len(tried) - len(valid)} were no valid SQL, {equivalents} are known to change nothing; {seconds:.0f} s"
    )
    raise typer.Exit(0 if share <= MOST_SURVIVORS else 1)


if __name__ == "__main__":
    typer.run(main)
