"""The documents that the catalogue and the specs give: a page a subject, each figure with its definition and an example.

`python -m tests.spec.document` writes docs/figures; a test asks that what is committed is what it writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from analytics.figures.catalogue import Figure, by_subject
from analytics.figures.scope import BEGINNING, END, Scope
from analytics.settings import ROOT
from tests.spec.collected import Spec, specs
from tests.spec.tables import Table
from tests.spec.told import AS_OF, Given, NothingLookedAt, Ruled, Shown, Told
from ui.shell.words import VALUES

DOCS = ROOT / "docs" / "figures"
CHOSEN = ("areas", "units", "items", "platforms", "kinds")
HOW_TO_READ = (
    "Every example is a test (tests/spec): what the exports tell, and the rows that the figure must show. Days without a "
    f"year are of 2026. Where a table does not say otherwise, the export is of {AS_OF}, the period is March 2026 and the "
    "as-of day its last; a case has a limit of 5 working days and 10 by law. An empty cell is a missing value."
)


def pages() -> dict[Path, str]:
    """Each page's text by its file."""
    subjects = by_subject()
    written = {DOCS / "README.md": _index(subjects)}
    for subject, figures in subjects.items():
        parts = [f"# {VALUES['subject'][subject]}", HOW_TO_READ, *(_figure(figure) for figure in figures)]
        written[DOCS / f"{subject}.md"] = "\n\n".join(parts) + "\n"
    return written


def write() -> list[Path]:
    """Write every page, take away those of subjects that are no more, and return the files."""
    DOCS.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for file in DOCS.glob("*.md"):
        if file not in wanted:
            file.unlink()
    for file, text in wanted.items():
        file.write_text(text, encoding="utf-8")
    return sorted(wanted)


def _index(subjects: dict[str, list[Figure]]) -> str:
    lines = ["# Figures", "", "Made from the catalogue and the specs: `python -m tests.spec.document`.", ""]
    for subject, figures in subjects.items():
        lines += [f"## [{VALUES['subject'][subject]}]({subject}.md)", ""]
        lines += [f"- [{figure.name}]({subject}.md#{figure.key}) · {figure.name_zh}" for figure in figures]
        lines.append("")
    return "\n".join(lines)


def _figure(figure: Figure) -> str:
    facts = {
        "definition": figure.definition,
        "cohort": figure.cohort,
        "unit": figure.unit,
        "formula": f"`{figure.formula}`" if figure.formula else "",
        "grouped by": ", ".join(figure.by),
        "narrowed by": ", ".join(figure.narrowed_by),
        "rows": f"`{figure.rows}`" if figure.rows else "",
        "source": figure.source,
    }
    table = "\n".join(
        ["|  |  |", "|---|---|", *(f"| {name} | {_escaped(text)} |" for name, text in facts.items() if text)]
    )
    parts = [f'<a id="{figure.key}"></a>\n\n## {figure.name} · {figure.name_zh}', f"`query {figure.key}`", table]
    example = _examples().get(figure.key)
    return "\n\n".join([*parts, example] if example else parts)


@cache
def _examples() -> dict[str, str]:
    """The example of each figure: the first spec that shows it, as Markdown."""
    found: dict[str, str] = {}
    for spec in specs():
        told = Told(checking=False)
        with suppress(NothingLookedAt):  # what was said until then is its example
            spec.run(told)
        for key in [part.key for part in told.story if isinstance(part, Shown)]:
            if key not in found:
                found[key] = as_markdown(spec, told, key)
    return found


def as_markdown(spec: Spec, told: Told, key: str) -> str:
    """A spec as it documents one figure: its sentence, the tables in, and what the figure shows of them first."""
    parts = [f"**{spec.sentence}.**"]
    for part in told.story:
        if isinstance(part, Ruled):
            parts.append(f"Setting `{part.name} = {part.value}`.")
        elif isinstance(part, Given):
            parts += [f"{part.kind.capitalize()}{_told_by(part)}:", _table(part.table)]
        elif part.key == key:
            cut = f" --by {','.join(part.by)}" if part.by else ""
            parts += [f"`{key}{cut}`{_selection(part.scope)}:", _table(part.table)]
            break
    return "\n\n".join(parts)


def _told_by(given: Given) -> str:
    day = given.export.exported_on
    remarks = [f"{name} {value}" for name, value in given.shared.items()]
    if day is not None and f"{day:%m-%d}" != AS_OF:
        remarks.insert(0, f"export of {day}")
    return f" ({', '.join(remarks)})" if remarks else ""


def _selection(scope: Scope) -> str:
    remarks = []
    if (scope.period_start, scope.period_end) == (BEGINNING, END):
        remarks.append("over all time")
    elif (scope.period_start.isoformat(), scope.period_end.isoformat()) != ("2026-03-01", "2026-03-31"):
        remarks.append(f"from {scope.period_start} to {scope.period_end}")
    if f"{scope.as_of:%m-%d}" != AS_OF:
        remarks.append(f"as of {scope.as_of}")
    remarks += [f"{name}: {', '.join(getattr(scope, name))}" for name in CHOSEN if getattr(scope, name)]
    return f" ({', '.join(remarks)})" if remarks else ""


def _table(table: Table) -> str:
    noted = any(table.notes)
    rows = [[*row, note] if noted else list(row) for row, note in zip(table.rows, table.notes, strict=True)]
    header = [*(f"{name}" for name in table.columns), *([""] if noted else [])]
    return "\n".join(_lines(header, rows))


def _lines(header: list[str], rows: list[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(map(_escaped, header))} |"
    yield f"|{'---|' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(map(_escaped, row))} |"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


if __name__ == "__main__":
    for written in write():
        print(written.relative_to(ROOT))
