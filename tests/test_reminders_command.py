"""The reminders from the command line: what would go to whom, what was written, and the switch."""

import json

from typer.testing import CliRunner

from analytics.__main__ import app
from tests.reminder_world import bureau, settings_with


def said(warehouse, *words):
    result = CliRunner().invoke(app, [*words, "--warehouse", str(warehouse), "--format", "json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout), result.stderr


def test_a_dry_run_shows_the_letters_and_twice_is_written_once(tmp_path):
    warehouse = bureau(tmp_path, settings_with())
    shown, note = said(warehouse, "remind", "--dry-run")
    assert {(letter["channel"], letter["matters"], letter["late"], letter["day"]) for letter in shown} == {
        ("copy", 1, 1, "2026-03-31")
    }
    assert "would be written" in note
    written, note = said(warehouse, "remind", "--as-of", "2026-03-31")
    assert [letter["text"] for letter in written] == [letter["text"] for letter in shown]
    assert "Sending is switched off" in note
    again, _ = said(warehouse, "remind", "--as-of", "2026-03-31")
    assert again == []


def test_the_switch_says_who_and_why_it_is_not_enough(tmp_path):
    warehouse = bureau(tmp_path, settings_with())
    (before,), reasons = said(warehouse, "sending", "show")
    assert (before["switched_on"], before["may_send"]) == (False, False)
    (after,), reasons = said(warehouse, "sending", "on", "--by", "王芳", "--note", "tried with one unit")
    assert (after["switched_on"], after["may_send"]) == (True, False)
    assert "CASEWATCH_SEND" in reasons
    (off,), _ = said(warehouse, "sending", "off", "--by", "王芳")
    assert off["switched_on"] is False
