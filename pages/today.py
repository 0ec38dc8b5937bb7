"""Today: what falls due when, what will likely be missed, whom to urge about what."""

from functools import partial

from ui.shell.data import snapshot
from ui.shell.folding import in_tabs
from ui.shell.frame import selected
from ui.shell.wording import _
from ui.tables.rows import definitions, row_list
from ui.today.counts import counts
from ui.today.foresight_view import calibration, turned_out, worth
from ui.today.reminding import reminding
from ui.today.urging import urging
from ui.today.watched import watched

scope = selected()

counts(scope)


def outcomes() -> None:
    """Whether the chances were worth their place on the page."""
    seen = turned_out(snapshot().data_date)
    worth(seen)
    calibration(seen)


in_tabs(
    "today-parts",
    (_("Units to urge"), partial(urging, scope)),
    (_("Cases to watch"), partial(watched, scope)),
    (_("Messages"), partial(row_list, "open_messages", scope)),
    (_("Reminders"), partial(reminding, scope)),
    (_("Worth of the chances"), outcomes),
)
definitions(["watched", "waiting_messages", "chances_turned_out"], scope)
