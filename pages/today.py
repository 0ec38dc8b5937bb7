"""Today: what falls due when, what will likely be missed, whom to urge about what."""

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


def worth_of_chances() -> None:
    """What the chances of past weeks were worth."""
    seen = turned_out(snapshot().data_date)
    worth(seen)
    calibration(seen)


in_tabs(
    "today-lists",
    (_("Units to urge"), lambda: urging(scope)),
    (_("Cases to watch"), lambda: watched(scope)),
    (_("Messages"), lambda: row_list("open_messages", scope)),
    (_("Negative ratings"), lambda: row_list("urgent_matters", scope, only={"subject": "ratings"})),
    (_("Reminders"), lambda: reminding(scope)),
    (_("Worth of the chances"), worth_of_chances),
)
definitions(["watched", "waiting_messages", "chances_turned_out"], scope)
