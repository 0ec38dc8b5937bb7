"""A small bureau whose units are late, with channels that lead to servers of the tests; one run of it, also in a process to kill."""

import os
import shutil
import signal
import socket
import sys
import tempfile
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select

from analytics.ladder import Ladder, LadderStep
from analytics.register import register_of
from analytics.register.record_tables import outbox_events
from analytics.reminder_settings import Mail, Reminders, Robot
from analytics.reminders.allowed import switch
from analytics.reminders.run import remind
from analytics.settings import Settings
from tests.warehouses import CASES, warehouse_of, write_csv

DAY = date(2026, 3, 31)
NOW = datetime(2026, 3, 31, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
UNITS = ("甲局", "乙局", "丙局", "丁局", "戊局")
LADDER = Ladder(
    cases=(
        LadderStep(step="near_due", does="remind", after="near_due", to=("contact",)),
        LadderStep(step="past_due", does="remind", after="due_day", to=("contact", "group")),
    )
)


class Clock:
    """A clock that a test sets."""

    def __init__(self, now=NOW):
        self.now = now

    def __call__(self):
        return self.now

    def later(self, **by):
        self.now += timedelta(**by)


def hooks(url, units=UNITS):
    """A webhook a unit, all at one server."""
    return tuple(Robot(name=f"r{place}", kind="webhook", units=(unit,), url=url) for place, unit in enumerate(units))


def settings_with(mail_port=None, host=None, **reminders):
    """Settings whose channels lead to servers of the tests, and whose host is this one."""
    if mail_port:
        reminders["mail"] = Mail(server="127.0.0.1", port=mail_port, security="none", sender="casewatch@example.org")
    return Settings(ladder=LADDER, reminders=Reminders(host=host or socket.gethostname(), **reminders))


_built: dict[str, Path] = {}
_kept = tempfile.TemporaryDirectory(prefix="casewatch-bureaus-")


def bureau(folder, settings, rows=None, contacts=()):
    """A warehouse as of the day; by default each unit has a case that was due the day before. Gives its folder.

    What is asked for again is copied: channels are settings of the run, not of the figures.
    """
    rows = rows or [(f"BT-{place}", "A", unit, "2026-03-20", None, 6, 20) for place, unit in enumerate(UNITS)]
    name = repr((rows, contacts))
    if name not in _built:
        place = Path(_kept.name) / str(len(_built))
        place.mkdir()
        yesterday = ("old", "A", "甲局", "2026-03-30", "2026-03-31", 6, 20)
        files = [write_csv(place / f"cases-{DAY:%Y%m%d}.csv", CASES, [*rows, yesterday])]
        if contacts:
            header = ("单位名称", "联络人", "联系电话", "邮箱")
            files.append(write_csv(place / "contacts.csv", header, [*contacts]))
        warehouse_of(place, *files, settings=settings)
        _built[name] = place / "warehouse"
    return Path(shutil.copytree(_built[name], folder / "warehouse"))


def allow(warehouse, monkeypatch):
    """Switch sending on, here."""
    monkeypatch.setenv("CASEWATCH_SEND", "on")
    switch(warehouse, True, "王芳")


def run(warehouse, settings, clock=None, **options):
    """One run as of the day, which does not rest between two messages."""
    return remind(warehouse, settings, DAY, clock=clock or Clock(), rest=lambda _seconds: None, **options)


def events(warehouse):
    """How often each event stands in the outbox."""
    return Counter(row[0] for row in register_of(warehouse).read(select(outbox_events.c.event)))


TOUCHES = {"execute", "executemany", "commit", "send", "sendall", "recv_into", "connect", "cursor"}


def run_until(warehouse, settings, die_at, says=None):
    """One run that is killed before its `die_at`-th touch of the register or the network; `says` is told how many it had."""
    touches = 0

    def watch(_frame, event, function):
        nonlocal touches
        if event == "c_call" and function.__name__ in TOUCHES and _of(function) in ("sqlite3", "_socket"):
            touches += 1
            if touches == die_at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(watch)
    run(warehouse, settings)
    sys.setprofile(None)
    if says is not None:
        says.send(touches)


def _of(function):
    owner = getattr(function, "__self__", None)
    return getattr(function, "__module__", None) or type(owner).__module__
