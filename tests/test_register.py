"""The register: what people did is written once, by one at a time, read as of one moment, and carried whole; in both databases."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

import pytest
from sqlalchemy import func, inspect, select
from sqlalchemy.exc import DBAPIError, IntegrityError
from typer.testing import CliRunner

from analytics.__main__ import app
from analytics.errors import RegisterRefused
from analytics.findings.verdicts import record, verdicts
from analytics.register import register, register_of, upgrading
from analytics.register.append_only import append_only
from analytics.register.backed_up import register_damage
from analytics.register.carried import lines_of, take_in
from analytics.register.in_duckdb import NOW, TABLES, register_tables
from analytics.register.record_tables import acts, notes, reminders, verdict_rows
from analytics.register.steps import with_subjects_apart
from analytics.settings import Settings
from analytics.snapshot.archive import write_backup
from analytics.snapshot.restoring import restore
from tests.schema_shape import shape
from tests.warehouses import cases_of

A_CASE = ("BT-1", "A", "甲局", "2026-03-02", None, 5, 10)


def note(warehouse, text="urged", who="王"):
    with register_of(warehouse).writing(who) as writing:
        return writing.add(notes, [{"kind": "note", "text": text}])


def executed(warehouse, statement):
    with register_of(warehouse).writing("王") as writing:
        writing.connection.execute(statement)


def texts(warehouse):
    return [row.text for row in register_of(warehouse).read(select(notes).order_by(notes.c.id))]


def test_nothing_is_made_by_reading(register_warehouse):
    register = register_of(register_warehouse)
    assert (register.version(), texts(register_warehouse), verdicts(register_warehouse)) == ("", [], [])
    assert not register_warehouse.exists()


def test_what_is_written_stands_with_who_and_when(register_warehouse):
    with register_of(register_warehouse).writing(
        " 王 ", datetime.fromisoformat("2026-11-26T09:30:00+08:00")
    ) as writing:
        assert writing.add(notes, [{"kind": "note", "text": "一"}, {"kind": "note", "text": "二"}]) == [1, 2]
    assert texts(register_warehouse) == ["一", "二"]
    ((at, who),) = register_of(register_warehouse).read(select(acts.c.at, acts.c.who))
    assert (at, who) == ("2026-11-26T09:30:00+08:00", "王")


def test_nobody_can_write_without_a_name(register_warehouse):
    with pytest.raises(RegisterRefused, match="Give a name"):
        note(register_warehouse, who=" ")
    assert texts(register_warehouse) == []


def test_what_fails_half_way_leaves_nothing(register_warehouse):
    note(register_warehouse)
    before = register_of(register_warehouse).version()

    def half_done():
        with register_of(register_warehouse).writing("王") as writing:
            writing.add(notes, [{"kind": "note", "text": "lost"}])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_done()
    assert (texts(register_warehouse), register_of(register_warehouse).version()) == (["urged"], before)
    assert note(register_warehouse, "next") == [2]


@pytest.mark.parametrize("change", [notes.update().values(text="b"), notes.delete(), acts.delete()])
def test_the_database_itself_refuses_to_change_what_was_done(register_warehouse, change):
    note(register_warehouse)
    with pytest.raises(IntegrityError, match="never changed"):
        executed(register_warehouse, change)
    assert texts(register_warehouse) == ["urged"]


def test_every_table_is_protected(register_warehouse):
    note(register_warehouse)
    with register_of(register_warehouse).reading() as connection:
        triggers = {
            "sqlite": "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'",
            "postgresql": "SELECT event_object_table FROM information_schema.triggers WHERE event_manipulation <> 'TRUNCATE'",
        }[connection.dialect.name]
        protected = [name for (name,) in connection.exec_driver_sql(triggers)]
        tables = inspect(connection).get_table_names()
    assert sorted(protected) == sorted([*tables, *tables])  # from a change, and from a deletion


def test_many_at_once_are_numbered_without_gaps_and_none_is_lost(register_warehouse):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: note(register_warehouse, str(number)), range(60)))
    assert sorted(map(int, texts(register_warehouse))) == [*range(60)]
    ids = [row.id for row in register_of(register_warehouse).read(select(notes.c.id).order_by(notes.c.id))]
    assert ids == [*range(1, 61)]


def test_a_reader_sees_one_moment_while_others_write(register_warehouse):
    note(register_warehouse, "first")
    with register_of(register_warehouse).reading() as connection:
        held = connection.execute(select(func.count()).select_from(notes)).scalar()
        note(register_warehouse, "second")
        assert connection.execute(select(func.count()).select_from(notes)).scalar() == held == 1
    assert len(texts(register_warehouse)) == 2


def test_another_act_is_another_version(register_warehouse):
    versions = []
    for number in range(3):
        note(register_warehouse, str(number))
        versions.append(register_of(register_warehouse).version())
    assert len(set(versions)) == 3
    assert register_of(register_warehouse).version() == versions[-1]


def test_figures_read_the_register_as_it_is_at_that_moment(register_warehouse):
    register, today = register_of(register_warehouse), date(2026, 11, 26)
    assert register_tables(register, ["note_rows", NOW], today)["note_rows"].num_rows == 0
    with register.writing("王", datetime.fromisoformat("2026-11-26T09:30:00+08:00")) as writing:
        writing.add(notes, [{"kind": "note", "text": "一", "day": date(2026, 11, 25)}])
    tables = register_tables(register, ["note_rows", NOW], today)
    (row,) = tables["note_rows"].to_pylist()
    assert (row["text"], row["day"], row["at"], row["who"]) == (
        "一",
        date(2026, 11, 25),
        datetime(2026, 11, 26, 9, 30),
        "王",
    )
    assert tables[NOW].to_pylist() == [{"today": today}]
    note(register_warehouse)
    assert register_tables(register, ["note_rows"], today)["note_rows"].num_rows == 2
    assert {name: table.num_rows for name, table in register_tables(register, [*TABLES], today).items() if table.num_rows} == {"note_rows": 2}  # fmt: skip


def test_verdicts_are_kept_by_either_database(register_warehouse):
    record(register_warehouse, "no_unit", ["a", "b"], "confirmed", "王")
    record(register_warehouse, "no_unit", ["b"], "false_alarm", "李", "电话核实")
    assert [(verdict.rows, verdict.state, verdict.who, verdict.note) for verdict in verdicts(register_warehouse)] == [
        (("a", "b"), "confirmed", "王", ""),
        (("b",), "false_alarm", "李", "电话核实"),
    ]


# Carried: export, import, backup, restore.


def exported(warehouse):
    return list(lines_of(register_of(warehouse)))


def test_a_register_moves_from_one_database_to_the_other_whole(
    register_warehouse, tmp_path, monkeypatch, postgres_server
):
    from tests.postgres import empty_database

    record(register_warehouse, "no_unit", ["a", "b"], "confirmed", "王", "第一行\n第二行")
    note(register_warehouse, "二")
    lines = exported(register_warehouse)
    for other in ("", empty_database(postgres_server)):
        monkeypatch.setenv("CASEWATCH_REGISTER", other)
        target = tmp_path / f"other{len(other)}"
        added = take_in(register_of(target), lines, "李", "lines")
        assert (added["notes"], added["verdicts"], added["verdict_rows"]) == (1, 1, 2)
        assert exported(target) == lines
        assert sum(take_in(register_of(target), lines, "李", "lines").values()) == 0
        assert note(target, "三") == [2]


def test_what_is_new_in_a_file_is_added_to_the_register_that_it_came_from(register_warehouse, tmp_path, monkeypatch):
    note(register_warehouse, "一")
    first = exported(register_warehouse)
    note(register_warehouse, "二")
    second = exported(register_warehouse)
    monkeypatch.setenv("CASEWATCH_REGISTER", "")
    take_in(register_of(tmp_path / "other"), first, "李", "lines")
    assert take_in(register_of(tmp_path / "other"), second, "李", "lines")["notes"] == 1
    assert exported(tmp_path / "other") == second


def test_a_file_that_is_cut_or_strange_or_of_another_register_is_refused_whole(register_warehouse, tmp_path):
    note(register_warehouse, "一")
    lines = exported(register_warehouse)
    own = register_of(register_warehouse)
    strange = json.dumps({**json.loads(lines[-1]), "colour": "red"})
    absent = json.dumps({key: value for key, value in json.loads(lines[-1]).items() if key != "text"})
    other = json.dumps({**json.loads(lines[-1]), "text": "二"})
    newer = json.dumps({**json.loads(lines[0]), "schema": 99})
    for told, says in (
        (lines[:-1], "is cut"),
        ([], "is cut"),
        (["{}"], "is no register"),
        (["nonsense"], "line 1 is no row"),
        ([*lines[:-1], strange], "no column colour"),
        ([*lines[:-1], absent], "line 3"),
        ([*lines[:-1], lines[-1].replace('"一"', "1")], "text is 1"),
        ([newer, *lines[1:]], "another version"),
        ([*lines[:-1], other], "exported from another register"),
    ):
        with pytest.raises(RegisterRefused, match=says):
            take_in(own, told, "李", "lines")
        assert exported(register_warehouse) == lines


def test_a_register_in_use_is_never_overwritten_by_another(register_warehouse, tmp_path):
    note(register_warehouse, "一")
    lines = exported(register_warehouse)
    other = [line.replace("一", "二") for line in lines]
    with pytest.raises(RegisterRefused, match="another register"):
        take_in(register_of(register_warehouse), other, "李", "lines")


def test_a_backup_takes_the_register_along_and_a_restore_brings_it_back(
    register_warehouse, tmp_path, monkeypatch, request
):
    from tests.postgres import empty_database

    cases_of(tmp_path, [A_CASE]).close()
    record(register_warehouse, "no_unit", ["a"], "confirmed", "王")
    lines = exported(register_warehouse)
    with register_of(register_warehouse).reading():  # somebody is looking meanwhile
        write_backup(register_warehouse, tmp_path / "backup.tar", Settings())
    if "postgresql" in request.node.name:
        monkeypatch.setenv("CASEWATCH_REGISTER", empty_database(request.getfixturevalue("postgres_server")))
    restore(tmp_path / "backup.tar", tmp_path / "restored", Settings())
    assert exported(tmp_path / "restored") == lines
    assert register_damage(tmp_path / "restored") is None
    if "postgresql" in request.node.name:  # and back into a register that is in use: nothing is written over
        note(tmp_path / "restored")
        restore(tmp_path / "backup.tar", tmp_path / "again", Settings())
        assert len(exported(tmp_path / "again")) == len(lines) + 2


def test_export_and_import_are_commands(register_warehouse, tmp_path, monkeypatch):
    record(register_warehouse, "no_unit", ["a"], "confirmed", "王")
    run = CliRunner().invoke
    file = tmp_path / "register.jsonl"
    assert run(app, ["register", "export", str(file), "--warehouse", str(register_warehouse)]).exit_code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text(encoding="utf-8").splitlines() == exported(register_warehouse)
    told = run(app, ["register", "export", "-", "--warehouse", str(register_warehouse)])
    assert told.stdout.splitlines() == exported(register_warehouse)
    assert run(app, ["register", "export", str(file), "--warehouse", str(register_warehouse)]).exit_code != 0
    monkeypatch.setenv("CASEWATCH_REGISTER", "")
    told = run(app, ["register", "import", str(file), "--warehouse", str(tmp_path / "other"), "--format", "json"])
    assert {entry["table"]: entry["added"] for entry in json.loads(told.stdout)}["verdict_rows"] == 1
    file.write_bytes(b"\xff\xfe")
    told = run(app, ["register", "import", str(file), "--warehouse", str(tmp_path / "other")])
    assert isinstance(told.exception, RegisterRefused)


# Schema versions.

NEXT = upgrading.newest() + 1


def test_an_older_register_takes_the_steps_that_it_lacks_once(register_warehouse, monkeypatch):
    note(register_warehouse, "kept")
    taken = []

    def with_colour(connection):
        taken.append(1)
        connection.exec_driver_sql("CREATE TABLE colours (id INTEGER PRIMARY KEY)")

    monkeypatch.setitem(upgrading.STEPS, NEXT, with_colour)
    monkeypatch.setitem(upgrading.STEPS, NEXT + 1, lambda connection: taken.append(2))
    assert texts(register_warehouse) == ["kept"]
    note(register_warehouse, "next")
    assert (texts(register_warehouse), taken) == (["kept", "next"], [1, 2])
    with register_of(register_warehouse).reading() as connection:
        assert "colours" in inspect(connection).get_table_names()
        assert upgrading.version_of(connection) == NEXT + 1


def test_who_writes_first_into_an_older_register_can_read_meanwhile(register_warehouse, monkeypatch):
    note(register_warehouse, "kept")
    monkeypatch.setattr(register, "WAIT", 1)
    register._engine.cache_clear()
    monkeypatch.setitem(upgrading.STEPS, NEXT, lambda connection: None)
    with register_of(register_warehouse).writing("王"):  # as drafting does, which asks figures over the register
        assert texts(register_warehouse) == ["kept"]
    register._engine.cache_clear()


def test_a_step_that_fails_leaves_the_register_as_it_was(register_warehouse, monkeypatch):
    note(register_warehouse, "kept")

    def broken(connection):
        connection.exec_driver_sql("CREATE TABLE colours (id INTEGER PRIMARY KEY)")
        raise ZeroDivisionError

    monkeypatch.setitem(upgrading.STEPS, NEXT, broken)
    with pytest.raises(ZeroDivisionError):
        texts(register_warehouse)
    monkeypatch.delitem(upgrading.STEPS, NEXT)
    assert texts(register_warehouse) == ["kept"]
    with register_of(register_warehouse).reading() as connection:
        assert "colours" not in inspect(connection).get_table_names()


def test_a_register_of_a_newer_version_is_refused_and_left_alone(register_warehouse, monkeypatch):
    monkeypatch.setitem(upgrading.STEPS, NEXT, lambda connection: None)
    note(register_warehouse, "newer")
    monkeypatch.delitem(upgrading.STEPS, NEXT)
    for attempt in (lambda: texts(register_warehouse), lambda: note(register_warehouse)):
        with pytest.raises(RegisterRefused, match="newer version"):
            attempt()


# What goes wrong.


def test_a_writer_that_waits_too_long_is_told_so(register_warehouse, monkeypatch):
    note(register_warehouse)
    monkeypatch.setattr(register, "WAIT", 1)
    register._engine.cache_clear()
    with (
        register_of(register_warehouse).writing("王"),
        pytest.raises(RegisterRefused, match="Somebody else has been writing"),
    ):
        note(register_warehouse)
    register._engine.cache_clear()


def test_a_damaged_file_is_named_with_the_way_out_and_check_says_so(tmp_path):
    snapshot = cases_of(tmp_path, [A_CASE])
    warehouse = snapshot.warehouse
    for number in range(200):
        note(warehouse, "x" * 200 + str(number))
    run = CliRunner().invoke
    assert run(app, ["check", "--warehouse", str(warehouse)]).exit_code == 0
    file = register_of(warehouse).file
    content = bytearray(file.read_bytes())
    content[4096 * 3 : 4096 * 40] = b"\xff" * (4096 * 37)
    file.write_bytes(content)
    told = run(app, ["check", "--warehouse", str(warehouse), "--format", "json"])
    assert told.exit_code == 1
    assert [entry["place"] for entry in json.loads(told.stdout)] == ["register"]
    file.write_bytes(b"nonsense" * 1000)
    with pytest.raises(RegisterRefused, match="from a backup"):
        texts(warehouse)


@pytest.mark.parametrize("url", ["nonsense", "mysql://user@host/db", "sqlite:///other.sqlite", "postgresql+"])
def test_a_register_that_cannot_be_is_refused_with_how_to_write_it(tmp_path, monkeypatch, url):
    monkeypatch.setenv("CASEWATCH_REGISTER", url)
    with pytest.raises(RegisterRefused, match=r"postgresql\+psycopg"):
        register_of(tmp_path)


def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path, monkeypatch):
    monkeypatch.setenv("CASEWATCH_REGISTER", f"postgresql://me:secret@/none?host={tmp_path}")
    with pytest.raises(RegisterRefused, match="does not answer") as refused:
        register_of(tmp_path).version()
    assert "secret" not in str(refused.value)


def test_only_its_owner_can_read_the_register(tmp_path):
    note(tmp_path / "w")
    with register_of(tmp_path / "w").reading():
        places = [tmp_path / "w" / "register", *(tmp_path / "w" / "register").iterdir()]
        assert len(places) == 4  # with its log and index of the log
        assert [place for place in places if place.stat().st_mode & 0o077] == []


def test_rows_of_a_verdict_stand_once(register_warehouse):
    record(register_warehouse, "no_unit", ["a", "a"], "confirmed", "王")
    assert register_of(register_warehouse).read(select(func.count()).select_from(verdict_rows)) == [(1,)]


OLD_REMINDERS = """CREATE TABLE reminders (
    id INTEGER NOT NULL PRIMARY KEY, act_id INTEGER NOT NULL REFERENCES acts (id),
    subject TEXT NOT NULL, platform TEXT NOT NULL, number TEXT NOT NULL, due_day DATE NOT NULL, step TEXT NOT NULL,
    recipient TEXT NOT NULL, digest_id INTEGER REFERENCES digests (id), unit_name TEXT, area TEXT, item_name TEXT,
    UNIQUE (platform, number, due_day, step, recipient)
)"""
REMINDED = (
    "INSERT INTO reminders (id, act_id, subject, platform, number, due_day, step, recipient) "
    "VALUES ({id}, 1, '{subject}', 'nmg', '7', '2026-03-09', 'past_due', '甲局')"
)


def test_reminders_of_an_older_register_are_kept_when_subjects_come_apart(register_warehouse):
    with register_of(register_warehouse).writing("王") as writing:
        writing.add(notes, [{"kind": "note", "text": "first"}])
        connection = writing.connection
        made = shape(connection, "reminders")
        connection.exec_driver_sql("DROP TABLE reminders")
        connection.exec_driver_sql(OLD_REMINDERS)
        connection.exec_driver_sql("CREATE INDEX ix_reminders_digest_id ON reminders (digest_id)")
        append_only(connection, "reminders")
        connection.exec_driver_sql(REMINDED.format(id=1, subject="cases"))
        with_subjects_apart(connection)
        assert shape(connection, "reminders") == made
        connection.exec_driver_sql(REMINDED.format(id=2, subject="messages"))
        assert connection.scalars(select(reminders.c.subject).order_by(reminders.c.id)).all() == ["cases", "messages"]
    with pytest.raises(DBAPIError), register_of(register_warehouse).writing("王") as writing:
        writing.connection.exec_driver_sql("UPDATE reminders SET number = '8'")
