"""The mutants themselves: what is changed, that each change is one, and that nothing stays changed."""

from datetime import date
from itertools import groupby
from operator import itemgetter

from analytics.figures.catalogue import PLACES, figure
from analytics.figures.scope import Scope
from analytics.settings import ROOT
from analytics.snapshot.build import DERIVE
from tests.mutants.covering import makes, sources_of_figure, sql_files
from tests.mutants.deriving import Derivations
from tests.mutants.forked import covering, python_files
from tests.mutants.kept_worlds import World, changed_step, steps
from tests.mutants.mutant import Mutant, equivalent
from tests.mutants.overlay import overlay
from tests.mutants.python import python_mutants
from tests.mutants.sql import rewritten, sql_mutants
from tests.spec.collected import Spec
from tests.spec.told import Told

QUERY = """-- name: A
SELECT count(*) FILTER (WHERE missed) AS missed, coalesce(day, 0) + 1 AS next_day
FROM cases
LEFT JOIN items ON items.key = cases.key
WHERE due BETWEEN 3 AND 9 AND closed < 5
ORDER BY due DESC, key
"""


def test_each_part_of_a_query_is_changed_by_itself():
    changes = {mutant.id for mutant in sql_mutants("a.sql", QUERY)}
    for change in (
        "COUNT(*) FILTER(WHERE missed) → COUNT(*)",
        "COALESCE(day, 0) → day",
        "COALESCE(day, 0) + 1 → COALESCE(day, 0) - 1",
        "COALESCE(day, 0) + 1 → COALESCE(day, 0) + 2",
        "items.key = cases.key → items.key <> cases.key",
        "due BETWEEN 3 AND 9 → (due > 3 AND due <= 9)",
        "due BETWEEN 3 AND 9 → (due >= 3 AND due < 9)",
        "due BETWEEN 3 AND 9 → (no condition)",
        "closed < 5 → closed <= 5",
        "closed < 5 → closed < 4",
        "ORDER BY … due DESC → … due ASC",
        "ORDER BY … due DESC → (not in the order)",
    ):
        assert f"query: {change}" in changes
    assert any("LEFT JOIN" in change and "INNER JOIN" in change for change in changes)


def test_a_join_that_another_condition_needs_is_not_turned_into_a_left_one():
    def joins(rest: str) -> list[str]:
        query = f"SELECT 1 FROM cases INNER JOIN items ON items.key = cases.key {rest}"
        return [mutant.after for mutant in sql_mutants("a.sql", query) if mutant.after.startswith("LEFT JOIN items")]

    assert joins("")
    assert joins("WHERE cases.day > 3")
    assert joins("WHERE items.day > 3 OR cases.day > 3")
    assert joins("WHERE coalesce(items.day, 5) > 3")
    assert joins("LEFT JOIN days ON days.day = items.day")
    assert not joins("WHERE cases.late AND (items.day > 3 AND cases.day > 3)")
    assert not joins("WHERE items.day - 1 BETWEEN 1 AND 2")
    assert not joins("WHERE items.kind IN ('a', 'b')")
    assert not joins("INNER JOIN days ON days.day = items.day")


def test_a_mutant_keeps_the_header_and_the_rest():
    for mutant in sql_mutants("a.sql", QUERY):
        assert mutant.text.startswith("-- name: A\n")
        assert mutant.text.count("FROM cases") == 1


def test_python_is_changed_an_operator_or_constant_at_a_time():
    text = 'def late(day: int, due: int = 5) -> bool:\n    """On 1 day."""\n    return not day > due and due + 1 < 9\n'
    changes = {mutant.id for mutant in python_mutants("a.py", text)}
    assert "late: day > due → day >= due" in changes
    assert "late: not day > due → day > due" in changes
    assert "late: due + 1 → due - 1" in changes
    assert "late: due + 1 → due + 2" in changes
    assert "late: not day > due and due + 1 < 9 → not day > due or due + 1 < 9" in changes
    assert all(mutant.text.count("On 1 day") == 1 for mutant in python_mutants("a.py", text))


def test_mutants_of_one_name_are_told_apart():
    ids = [mutant.id for mutant in sql_mutants("a.sql", "SELECT 1 + 1, 1 + 1")]
    assert len(ids) == len(set(ids))


def test_a_file_reads_otherwise_for_as_long_as_a_mutant_runs():
    file = PLACES[0] / "lateness" / "overdue_rate.sql"
    text = file.read_text(encoding="utf-8")
    before = figure("overdue_rate").body
    with overlay(file, text.replace("missed", "closed_late")):
        assert figure("overdue_rate").body == before.replace("missed", "closed_late")
    assert figure("overdue_rate").body == before


def test_a_figure_rests_on_its_views_and_on_what_derives_them():
    sources = sources_of_figure("missed_cases")
    assert {"missed_cases", "due_cases", "cases", "case_rows", "pause_spans", "days"} <= sources
    assert "message_rows" not in sources


EVENTS = DERIVE / "25_events.sql"


def an_accepted_case(told):
    told.events("""
        case_no | status_code | status_at
        G       | 3           | 03-02
        G       | 11          | 03-04
    """)
    told.figure("accepted_cases").shows("""
        case_no | accepted_at | closed_at
        G       | 03-02       | 03-04
    """)


def of_events(before, after):
    text = rewritten(EVENTS.read_text(encoding="utf-8"))
    assert before in text
    return Mutant(EVENTS.relative_to(ROOT).as_posix(), 1, "a", before, after, text.replace(before, after))


def test_a_changed_derive_step_is_noticed_where_a_spec_says_otherwise():
    derivations = Derivations([Spec("accepted", "", an_accepted_case)])
    noticed = "MIN(status_at) FILTER(WHERE status_code = '3')"
    assert derivations.noticed_by(of_events(noticed, "MIN(status_at) FILTER(WHERE status_code = '11')")) == "accepted"
    assert derivations.noticed_by(of_events(noticed, "MAX(status_at) FILTER(WHERE status_code = '3')")) is None
    assert (
        derivations.noticed_by(of_events("facts.last_told.line", "facts.last_told.line + 1 AS line")) is None
    )  # nobody asked
    assert derivations.noticed_by(of_events(noticed, "MIN(status_at) FILTER(WHERE no_column)")) == ""


def test_a_world_is_as_before_when_a_changed_statement_has_run():
    told = Told()
    told.events("""
        case_no | status_code | status_at
        G       | 3           | 03-02
    """)
    world = World(told.exports, told.settings)
    step = changed_step(EVENTS, of_events("WHERE row = 1", "WHERE row = 2").text)
    with world.under(step) as changed:
        assert {"told_events", "cases_of_events", "every_case", "case_rows"} <= changed
        assert world.snapshot.records("accepted_cases", Scope(as_of=date(2026, 3, 31)), ()) == []
    assert [one.name for one in steps() if world.differs(one)] == []


def test_every_file_that_counts_has_mutants():
    files = sql_files()
    assert {file.parent.name for file in files} >= {"views", "derive", "lists", "lateness"}
    assert all(makes(file) for file in files if file.parent.name in ("views", "derive"))
    assert {file.name for file in python_files() if not covering(file)} == set()


def test_every_reviewed_mutant_is_still_one():
    for file, of_file in groupby(sorted(equivalent()), key=itemgetter(0)):
        text = next(one for one in (*sql_files(), *python_files()) if one.as_posix().endswith(file)).read_text("utf-8")
        made = (sql_mutants if file.endswith(".sql") else python_mutants)(file, text)
        assert {name for _file, name in of_file} - {mutant.id for mutant in made} == set(), file
