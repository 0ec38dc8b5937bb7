"""Whatever is typed on the command line or into settings.toml: done, or a sentence and an exit status of ours.

Commands and options are found by looking into the application, so that a new one is tried as well.
"""

import os
import shutil
import subprocess
import sys

import pytest
import typer
from hypothesis import HealthCheck, given, settings, strategies

import analytics.settings
from analytics.__main__ import app, main
from analytics.errors import SettingsError
from analytics.settings import ROOT, Settings, load_settings
from tests.test_settings import KEYS
from tests.warehouses import CASES, warehouse_of, write_csv

TEXTS = ["", " ", "nobody", "-", "--", "/", "..", "\0", "a\0b", "\udc80\udcff", "\x1b[31m", "[/b] :smile: {0} %s", "😀" * 300,
         "x" * 20_000, "'; DROP TABLE case_rows; --", "unit,,month", "NaN", "-1", "../x", "甲局"]  # fmt: skip
NUMBERS = ["", "x", "-1", "0", "1.5", "1e9", "NaN", "3000000", "9" * 30, "-" + "9" * 30, "0x10", "１２", "\udc80", "\0"]
DAYS = ["", "0000-00-00", "0001-01-01", "1800-01-01", "1969-12-31", "2026-02-30", "2026-03-10", "2075-12-31", "2076-01-01",
        "9999-12-31", "99999-01-01", "tomorrow", "2026-03-10T25:00", "-1", "\udc80", "\0", "２０２６-03-10"]  # fmt: skip
PLACES = ["nothing-here", "", ".", "a-folder", "a-file", "a-file/below", "empty.csv", "good.csv", "loop", "/dev/null", "/proc/none/x",
          "\0", "a\0b", "\udc80.csv", "x" * 300, "y/" * 3000, "[/b] :smile:", "-", "no\nline"]  # fmt: skip
BASE = {
    "query": ["overdue_rate"],
    "undo": ["none"],
    "rejected": ["none"],
    "preview": ["good.csv"],
    "import": ["good.csv"],
    "due": ["--accepted", "2026-03-02", "--days", "5"],
    "replay": ["--as-of", "2026-03-10"],
    "demo": ["--folder", "a-folder"],
}
"""What makes a command complete beside the option that is tried."""
GROUP = typer.main.get_command(app)
OPTIONS = [
    (name, (option.opts[0] if option.param_type_name == "option" else ""), option)
    for name, command in GROUP.commands.items()
    for option in command.params
    if option.name != "help"
]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    folder = tmp_path_factory.mktemp("any")
    cases = [(f"A-{n}", "A", "甲局", "2026-03-02", "2026-03-10" if n % 2 else None, 5, 10) for n in range(4)]
    warehouse_of(folder, write_csv(folder / "cases-20260310.csv", CASES, cases)).close()
    return folder / "warehouse"


@pytest.fixture(scope="module")
def place(tmp_path_factory, warehouse):
    """A folder to stand in, with a file of each sort."""
    folder = tmp_path_factory.mktemp("place")
    (folder / "a-folder").mkdir()
    (folder / "a-file").write_text("no export", encoding="utf-8")
    (folder / "empty.csv").touch()
    (folder / "loop").symlink_to("loop")
    shutil.copy(warehouse.parent / "cases-20260310.csv", folder / "good.csv")
    return folder


def run(words, capsys):
    """Run the command line in this process; its exit status and what it said on either stream."""
    before, sys.argv = sys.argv, ["analytics", *words]
    try:
        with pytest.raises(SystemExit) as ended:
            main()
    finally:
        sys.argv = before
    told = capsys.readouterr()
    return ended.value.code or 0, told.out, told.err


def judge(words, status, said):
    """An exit status of ours, and where something was refused a sentence that names what and says what to do."""
    assert status in (0, 1, 2), (words, status, said)
    assert "Traceback" not in said, (words, said)
    assert "nobody expected" not in said, (words, said)
    if status:
        last = said.strip().splitlines()[-1]
        assert len(last) > 20, (words, said)
        assert last.endswith((".", ")")) or status == 2 or "python -m analytics" in last, (words, said)


def values_for(option):
    kind = str(option.type_descriptor.annotation)
    if "datetime" in kind:
        return DAYS
    if "int" in kind:
        return NUMBERS
    return PLACES if "Path" in kind or option.name == "mapping" else TEXTS


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "flag", "option"), OPTIONS, ids=[f"{name} {flag or option.name}" for name, flag, option in OPTIONS]
)
def test_whatever_an_option_is_given_is_done_or_a_sentence(name, flag, option, warehouse, place, monkeypatch, capsys):
    monkeypatch.chdir(place)
    monkeypatch.setattr("demo.write_demo", lambda folder, seed: (_ for _ in ()).throw(OSError(28, "full", str(folder))))
    base = BASE.get(name, [])
    if not flag:
        base = [word for word in base if word.startswith("-")]
    if name == "import" and option.name == "inbox":
        base = []
    given_warehouse = (
        [] if option.name == "warehouse" or not takes(name, "warehouse") else ["--warehouse", str(warehouse)]
    )
    if getattr(option, "is_flag", False):
        judge((name, flag), *run([name, *base, flag, *given_warehouse], capsys)[::2])
        return
    for value in values_for(option):
        words = [name, *base, *([flag, value] if flag else ["--", value] if value.startswith("-") else [value])]
        words[1:1] = given_warehouse
        status, _answer, said = run(words, capsys)
        judge(words, status, said)


def takes(name, option):
    return any(param.name == option for param in GROUP.commands[name].params)


def test_an_unknown_command_and_an_unknown_option_are_wrong_usage(capsys):
    for words in (["nothing"], ["query"], ["due"], ["imports", "--nothing"], ["query", "a", "b"], ["\udc80"], ["--x"]):
        status, _answer, said = run(words, capsys)
        judge(words, status, said)
        assert status == 2, words
        assert "Try '" in said or "Usage" in said


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=strategies.lists(strategies.text(max_size=40), min_size=1, max_size=3))
def test_any_text_as_unit_item_and_area_selects_or_is_refused(warehouse, capsys, words):
    chosen = [part for word in words for part in ("--unit", word, "--item", word, "--area", word)]
    status, answer, said = run(
        ["query", "overdue_rate", *chosen, "--format", "json", "--warehouse", str(warehouse)], capsys
    )
    judge(words, status, said)
    assert status == 0 or answer == ""


ODD_SETTINGS = ["9" * 25, "1e30", "inf", "nan", "-1", "0", "1", "0.5", '"\\u0000"', '""', '"x"', '"/"', "true", "[]", "{}", "2026-01-01",
                '["x"]']  # fmt: skip
"""The oddest first: the first two that are taken are published with."""


def read_settings():
    """The settings of the file, or what is wrong with it."""
    try:
        return load_settings(), ""
    except SettingsError as error:
        return None, str(error)


@pytest.mark.slow
@pytest.mark.parametrize("key", KEYS)
def test_whatever_a_setting_is_given_is_used_or_a_sentence_that_names_it(key, warehouse, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(analytics.settings, "ROOT", tmp_path)
    copied, taken, refused = shutil.copytree(warehouse, tmp_path / "warehouse"), set(), False
    for value in ODD_SETTINGS:
        (tmp_path / "settings.toml").write_text(f"{key} = {value}\n", encoding="utf-8")
        found, fault = read_settings()
        if found is None:
            assert any(part in fault for part in (*key.split("."), "TOML")), (value, fault)
            judge((key, value), 1, fault)
            if refused:  # what is said of one, a command says of all
                continue
            refused = True
        status, _answer, said = run(["due", "--accepted", "2026-03-02", "--days", "5"], capsys)
        judge((key, value), status, said)
        assert found is not None or (status and "settings.toml" in said), value
        if found is None or repr(found) in taken or found == Settings() or len(taken) == 2:
            continue
        taken.add(repr(found))
        for words in (["publish"], ["query", "lights"]):
            status, _answer, said = run([*words, "--warehouse", str(copied)], capsys)
            judge((key, value, *words), status, said)


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"[", b"a" * 100_000, b"[x]\n[x]", b"x = " + b"[" * 5000, b"unknown = 1"]
)
def test_a_settings_file_that_is_none_is_a_sentence(content, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(analytics.settings, "ROOT", tmp_path)
    (tmp_path / "settings.toml").write_bytes(content)
    status, _answer, said = run(["due", "--accepted", "2026-03-02", "--days", "5"], capsys)
    judge(content[:20], status, said)
    assert status == 1
    assert "settings.toml" in said


def test_a_settings_file_that_is_a_folder_is_a_sentence(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(analytics.settings, "ROOT", tmp_path)
    (tmp_path / "settings.toml").mkdir()
    status, _answer, said = run(["due", "--accepted", "2026-03-02", "--days", "5"], capsys)
    assert (status, "settings.toml is a folder" in said) == (1, True)


def started(words, **options):
    command = [sys.executable, "-m", "analytics", *words]
    return subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, text=True, encoding="utf-8", errors="replace", **options
    )


def test_a_reader_who_goes_away_is_no_failure_that_shouts(warehouse):
    process = started(["queries", "--format", "json"], stdout=subprocess.PIPE)
    process.stdout.close()
    assert (process.stderr.read(), process.wait(60)) == ("", 1)


def test_an_output_that_takes_no_more_is_a_sentence(warehouse):
    with open("/dev/full", "w") as full:
        process = started(["imports", "--format", "json", "--warehouse", str(warehouse)], stdout=full)
        said = process.stderr.read()
    assert process.wait(60) == 1
    assert "The system ended the reading or writing: No space left on device." in said
    assert "Exception ignored" not in said
    judge("full", 1, said)


def test_closed_streams_stop_nothing(warehouse):
    command = f'exec "{sys.executable}" -m analytics imports --warehouse "{warehouse}" >&- 2>&-'
    assert subprocess.run(["sh", "-c", command], cwd=ROOT, check=False).returncode == 0


def test_an_output_in_another_encoding_is_utf_8_for_programs(warehouse):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    command = [sys.executable, "-m", "analytics", "query", "cases", "--format", "csv", "--warehouse", str(warehouse)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert "甲局" in done.stdout.decode("utf-8")


@pytest.mark.expects_the_unexpected
def test_what_nobody_expected_is_a_sentence_with_the_place_of_its_log(warehouse, monkeypatch, capsys):
    name = chr(0x674E) + chr(0x56DB)

    def broken(_warehouse):
        raise KeyError(name)

    monkeypatch.setattr("analytics.commands.imports.list_imports", broken)
    status, _answer, said = run(["imports", "--warehouse", str(warehouse)], capsys)
    log = warehouse / "errors.log"
    assert status == 1
    assert "nobody expected (KeyError)" in said
    assert str(log) in said
    written = log.read_text(encoding="utf-8")
    assert "in broken" in written
    assert "KeyError" in written
    assert name not in written + said  # what an error says may quote a row in clear
    assert log.stat().st_mode & 0o777 == 0o600
    log.unlink()
