"""One draft, signing, answer and verdict in a process of its own, to be killed: what test_register_crashes.py forks."""

from __future__ import annotations

import os
import signal
import sys
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

from analytics.findings.verdicts import record
from analytics.orders import course
from analytics.orders.drafting import draft
from analytics.orders.signing import sign
from analytics.settings import Settings
from analytics.snapshot.opened import open_snapshot
from tests.crashing import written_before

READ = ("things_to_order", "orders_register", "order_line_list", "unit_contacts")
written_before(*READ)
ACTS = ("drafted", "signed", "answered", "judged")


def run(warehouse: Path, url: str, says: Connection, die_at: int | None = None) -> None:
    """Draft, sign one order, answer it, judge two rows; says each act that has ended, last the calls that were counted.

    `die_at` kills the process before that call of a C function: of the driver, the database, the system or anything else.
    """
    os.environ["CASEWATCH_REGISTER"] = url
    calls = 0

    def watch(_frame, event: str, _function) -> None:
        nonlocal calls
        if event == "c_call":
            calls += 1
            if calls == die_at:
                os.kill(os.getpid(), signal.SIGKILL)

    snapshot = open_snapshot(warehouse)
    for key in READ:  # what is only read and remembered is no moment worth a kill
        snapshot.sql(key, snapshot.everything())
    says.send("ready")
    sys.setprofile(watch)
    drafts = draft(snapshot, snapshot.data_date, Settings(), "李").drafts
    says.send("drafted")
    (signed,) = sign(snapshot, drafts[:1], "王", Settings())
    says.send("signed")
    course.answered(snapshot, signed.order_id, [course.Answer("其他", "补录", date(2027, 1, 4))], "赵", "李")
    says.send("answered")
    record(warehouse, "no_unit", ["a", "b"], "confirmed", "王")
    says.send("judged")
    sys.setprofile(None)
    says.send(calls)
