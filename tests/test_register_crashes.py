"""Whoever writes to the register is killed at 200 moments: what was said to be done is done, and nothing is half done or doubled."""

import multiprocessing
import shutil
import signal
from pathlib import Path

import pytest
from sqlalchemy import func, select

from analytics.findings.verdicts import verdicts
from analytics.orders import course
from analytics.orders.drafting import draft
from analytics.orders.found import register_rows
from analytics.orders.signing import sign
from analytics.register import register_of
from analytics.register.backed_up import register_damage
from analytics.register.record_tables import (
    KEPT,
    acts,
    order_answers,
    order_events,
    order_lines,
    order_signings,
    orders,
    verdict_rows,
)
from analytics.settings import Settings
from analytics.snapshot.opened import open_snapshot
from tests.postgres import empty_database
from tests.registering import ACTS, run
from tests.test_orders import ROWS
from tests.warehouses import CASES, warehouse_of, write_csv

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("forked_loaded")]

MOMENTS, ROUNDS = 100, 10
"""So many moments in each database, in so many registers one after the other: each goes on where a killed one left it."""


@pytest.fixture(scope="module")
def figures(tmp_path_factory) -> Path:
    """A warehouse with cases to order, whose register is empty."""
    folder = tmp_path_factory.mktemp("orders")
    warehouse_of(folder, write_csv(folder / "cases.csv", CASES, ROWS)).close()
    return folder / "warehouse"


def told(warehouse: Path, url: str, die_at: int | None = None) -> tuple[list, int | None]:
    """What a writer said before it ended or was killed, and its exit code."""
    context = multiprocessing.get_context("forkserver")
    hears, says = context.Pipe(duplex=False)
    process = context.Process(target=run, args=(warehouse, url, says, die_at))
    process.start()
    says.close()
    said = []
    while True:
        try:
            said.append(hears.recv())
        except EOFError:
            break
    process.join()
    return said, process.exitcode


def count(warehouse: Path, table) -> int:
    return register_of(warehouse).read(select(func.count()).select_from(table))[0][0]


def assert_sound(warehouse: Path, done: dict[str, int]) -> None:
    """What was said to be done is there; what is there is whole."""
    assert register_damage(warehouse) is None
    for table in KEPT:
        numbers = [row.id for row in register_of(warehouse).read(select(table.c.id).order_by(table.c.id))]
        assert numbers == [*range(1, len(numbers) + 1)], table.name
    signings = [row.number for row in register_of(warehouse).read(select(order_signings).order_by(order_signings.c.id))]
    assert signings == [*range(1, len(signings) + 1)]
    answers = count(warehouse, order_answers)
    answered = select(func.count()).select_from(order_events).where(order_events.c.event == "answered")
    assert register_of(warehouse).read(answered)[0][0] == answers  # an event and its words, or neither
    lines_of = select(func.count(func.distinct(order_lines.c.order_id)))
    assert register_of(warehouse).read(lines_of)[0][0] == count(warehouse, orders)  # no order without its lines
    assert count(warehouse, verdict_rows) == 2 * len(verdicts(warehouse))
    # an act may be done and not said, by the one that was killed in between: at most one each time
    for act, held in (("signed", len(signings)), ("answered", answers), ("judged", len(verdicts(warehouse)))):
        assert done[act] <= held <= done[act] + done["killed"], act
    assert len({row.token for row in register_of(warehouse).read(select(acts.c.token))}) == count(warehouse, acts)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_writer_killed_at_any_call_leaves_every_act_whole_or_undone(
    figures, tmp_path, monkeypatch, database, request
):
    calls = None
    for number in range(ROUNDS):
        warehouse = shutil.copytree(figures, tmp_path / str(number))
        server = request.getfixturevalue("postgres_server") if database == "postgresql" else ""
        url = empty_database(server) if server else ""
        monkeypatch.setenv("CASEWATCH_REGISTER", url)
        if calls is None:  # in a register of its own: a first writing makes the tables
            *acted, calls = told(
                shutil.copytree(figures, tmp_path / "counted"), empty_database(server) if server else ""
            )[0]
            assert acted == ["ready", *ACTS]
        done = dict.fromkeys((*ACTS, "killed"), 0)
        for moment in range(number, MOMENTS, ROUNDS):
            said, code = told(warehouse, url, die_at=1 + moment * calls // MOMENTS)
            assert code in (-signal.SIGKILL, 0)
            done["killed"] += code != 0
            for act in said:
                if act in done:
                    done[act] += 1
            assert_sound(warehouse, done)
            sign_again(warehouse, done)
        assert done["killed"] > MOMENTS // ROUNDS // 2
        shutil.rmtree(warehouse)


def sign_again(warehouse: Path, done: dict[str, int]) -> None:
    """The next writer goes on as if nothing had been: where every case is ordered, the orders are withdrawn and drafted anew."""
    snapshot = open_snapshot(warehouse)
    try:
        for row in register_rows(snapshot):
            if row["state"] not in ("draft", "withdrawn"):
                course.withdrawn(snapshot, row["id"], "again", "王")
        (signed,) = sign(snapshot, draft(snapshot, snapshot.data_date, Settings(), "李").drafts[:1], "王", Settings())
        course.withdrawn(snapshot, signed.order_id, "again", "王")
        done["signed"] += 1
    finally:
        snapshot.close()
