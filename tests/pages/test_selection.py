"""What a link selects: days outside the calendar are a sentence, windows are named, the rules are those of the figures."""

import threading
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from analytics.figures.scope import Scope
from analytics.settings import ROOT, Lights, Settings, Targets
from analytics.snapshot.opened import open_snapshot
from tests.pages.drawn_parts import changes, parts, said, trees, values
from tests.warehouses import CASES, warehouse_of, write_csv
from ui.figures import replay_note
from ui.shell import data, jobs, session
from ui.shell.drawn import text_of
from ui.shell.wording import language
from ui.tables import rows

MESSAGES = ("留言编号", "承办单位", "留言时间", "答复时间")
NAMES = ("overview", "time_limits", "overdue", "messages", "explore", "findings", "definitions")


def quick(first, *others):
    """Each of these, the first in every run and the others in the slow one: what differs from page to page is little."""
    return [first, *(pytest.param(other, marks=pytest.mark.slow) for other in others)]


def two_units(folder, **options):
    """甲局 misses all of 40 deadlines of 9 March 2026, 乙局 none of 40; ten cases of 甲局 are open on the 20th."""
    cases = [(f"A-{i}", "A", "甲局", "2026-03-02", "2026-03-11" if i % 4 else None, 5, 10) for i in range(40)]
    cases += [(f"B-{i}", "A", "乙局", "2026-03-02", "2026-03-06", 5, 10) for i in range(40)]
    cases += [("B-40", "A", "乙局", "2026-02-02", "2026-03-20", 5, 10)]
    messages = [(f"M{i}", "甲局", "2026-03-02", "2026-03-04") for i in range(5)]
    warehouse_of(
        folder,
        write_csv(folder / "cases-20260320.csv", (*CASES, "办件类型"), [(*case, "承诺件") for case in cases]),
        write_csv(folder / "messages-20260320.csv", MESSAGES, messages),
        **options,
    ).close()
    return folder / "warehouse"


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return two_units(tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="module")
def last_day(tmp_path_factory):
    """A warehouse whose figures were computed with other light rules and another target than settings.toml has."""
    settings = Settings(lights=Lights(preset="last-day"), targets=Targets(overdue_rate=0.5))
    return two_units(tmp_path_factory.mktemp("last-day"), settings=settings)


@pytest.fixture
def opened(monkeypatch):
    """Open a page of the dashboard with these query parameters."""

    def page(warehouse, name="overview", **query):
        monkeypatch.setenv("CASEWATCH_WAREHOUSE", str(warehouse))
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for key, value in {"lang": "en", **query}.items():
            app.query_params[key] = value
        if name != "overview":  # a link opened from outside: the page's file runs app.py first
            app.switch_page(f"pages/{name}.py")
        app.run()
        assert not app.exception
        return app

    return page


def again(app):
    """Draw the page anew with its filters, which AppTest leaves out of a second run: it takes the page's file alone."""
    del app.session_state["scope"]
    app.run()
    assert not app.exception


def words(app):
    kinds = (app.markdown, app.caption, app.info, app.warning, app.error, app.success)
    return " ".join([*(element.value for kind in kinds for element in kind), said(app)])


@pytest.mark.parametrize("name", quick(*NAMES))
@pytest.mark.parametrize("asof", ["1800-01-01", "9999-12-31", "tomorrow"])
def test_an_as_of_day_outside_the_calendar_is_a_sentence_on_every_page(plain, opened, name, asof):
    app = opened(plain, name, asof=asof)
    (warning,) = [warning.value for warning in app.warning]
    assert "The link says “As of”" in warning
    assert "1970-01-01 to 2075-12-31" in warning
    assert str(app.date_input(key="asof").value) == "2026-03-20"


def test_the_sentence_goes_when_somebody_chooses_a_day(plain, opened):
    app = opened(plain, asof="1800-01-01")
    assert anew(app).warning
    app.date_input(key="asof").set_value(date(2026, 3, 12))
    assert not anew(app).warning
    assert "as of 2026-03-12" in words(app)


def anew(app):
    """Draw the page again with all that stands round it; a test's second run would draw the page's file alone."""
    del app.session_state["scope"]
    return app.run()


@pytest.mark.parametrize("asof", ["1970-01-01", "1970-06-15", "2075-12-31"])
@pytest.mark.parametrize("period", quick("this week", "last month", "this quarter", "this year"))
def test_the_first_and_the_last_days_of_the_calendar_are_days_like_others(plain, opened, asof, period):
    assert not opened(plain, asof=asof, period=period).error


def test_a_period_outside_the_calendar_is_a_sentence(plain, opened):
    app = opened(plain, period="own", **{"from": "9999-01-01", "to": "0001-01-01"})
    said = " ".join(warning.value for warning in app.warning)
    assert "“From” 9999\\-01\\-01" in said
    assert "“To” 0001\\-01\\-01" in said


def test_a_refused_day_of_an_own_period_concerns_no_other_period(plain, opened):
    assert not opened(plain, period="this month", **{"from": "9999-01-01"}).warning


@pytest.mark.parametrize("name", quick(*NAMES))
def test_a_period_that_starts_after_the_as_of_day_is_a_sentence(plain, opened, name):
    app = opened(plain, name, period="own", **{"from": "2026-03-21", "to": "2026-03-25"})
    (error,) = [error.value.replace("\\", "") for error in app.error]
    assert "starts (2026-03-21) after the as-of day (2026-03-20)" in error


def test_a_card_names_the_days_that_a_month_to_date_is_compared_with(plain, opened):
    # one case of February was due on the 9th and missed; of March 40 of 80
    assert changes(opened(plain, period="this month"), "Overdue rate") == [
        "-50.00 pp vs Feb 1–20 (100.00%)",
        "Mar 1–20 2025: no data",
    ]


def test_a_year_to_date_is_compared_with_last_year_only(plain, opened):
    assert changes(opened(plain, period="this year"), "Overdue rate") == ["Jan 1 – Mar 20 2025: no data"]


def test_windows_are_named_in_chinese(plain, opened):
    told = changes(opened(plain, period="this month", lang="zh"), "超期率")
    assert told == ["-50.00 百分点 比 2月1–20日（100.00%）", "2025年3月1–20日：无数据"]


def test_what_was_before_any_data_is_no_change(plain, opened):
    # no case was open a year before, because there was no data: no "+10" of open and overdue cases
    assert changes(opened(plain, "overdue", period="this year"), "Open and overdue")[1] == "Mar 20 2025: no data"


def test_a_figure_without_a_denominator_is_a_dash(plain, opened):
    app = opened(plain, period="own", **{"from": "2026-01-01", "to": "2026-01-31"})
    shown = values(app)
    assert (shown["Overdue rate"], shown["Messages on time"], shown["Positive ratings"]) == ("–", "–", "–")


def test_a_filter_that_does_not_narrow_a_figure_is_said_on_its_card_and_over_its_rows(plain, opened):
    app = opened(plain, "messages", kind="promised")
    assert "not narrowed by case kind" in words(app)
    assert "Messages with their due day in the period** · 5 · not narrowed by case kind" in words(app)
    assert "not narrowed" not in words(opened(plain, "overdue", kind="promised"))


@pytest.mark.parametrize("name", quick(*NAMES, "case"))
def test_a_selection_without_any_row_is_a_page_that_says_so(plain, opened, name):
    app = opened(plain, name, asof="2020-01-02")
    assert not app.error
    if name in ("overdue", "messages"):
        assert "there are no data yet: they begin on" in words(app)
        assert "nothing to compare with: the selection holds a single unit, or no case" in words(app)


def test_a_filter_value_that_the_data_does_not_hold_is_said_and_does_not_narrow(plain, opened):
    app = opened(plain, unit="nobody", period="xyz")
    warned = " ".join(warning.value for warning in app.warning)
    assert "There is no “nobody” under “Unit”" in warned
    assert "There is no “xyz” under “Period”" in warned
    assert values(app)["Overdue rate"] == "50.62%"  # 41 of 81
    app.multiselect(key="unit · en").set_value(["甲局"])
    again(app)
    assert app.multiselect(key="unit · en").value == ["甲局"]
    assert "nobody" not in " ".join(warning.value for warning in app.warning)


def test_a_unit_that_was_not_known_on_a_day_is_said_and_narrows_again_afterwards(told_twice, opened):
    app = opened(told_twice, unit="丙局", asof="2026-03-20", known="2026-03-12")
    assert "There is no “丙局” under “Unit”" in " ".join(warning.value for warning in app.warning)
    app.date_input(key="known").set_value(None)
    again(app)
    assert "丙局" not in " ".join(warning.value for warning in app.warning)
    assert app.multiselect(key="unit · en").value == ["丙局"]


def test_attention_names_who_is_worse_than_the_rest_and_how_many_were_tested(plain, opened):
    app = opened(plain)
    # 甲局 and 乙局 by their cases; 甲局 is alone with messages, and no area has two
    assert "2 lines were tested together" in words(app)
    (table,) = [tree for tree in trees(app) if tree[0] == "table"]
    (line,) = table[2][1][2]
    assert [text_of(cell) for cell in line[2]] == [
        "甲局",
        "Deadlines missed",
        "100.0% 40 of 40; the rest of the city 2.4%",
        "no single month only all months together stand out",
        "almost certain a false alarm in at most 1 of 1,000",
    ]
    (link,) = parts(line, tag="a")
    assert parse_qs(urlsplit(link[1]["href"]).query)["unit"] == ["甲局"]


def test_the_rules_on_the_screen_are_those_of_the_figures(last_day, opened):
    app = opened(last_day)
    assert "light rules: last\\-day" in words(app)
    app = opened(last_day, "definitions")
    app.session_state["definitions"] = 1  # the settings in force
    assert "Light rules: preset last\\-day" in words(app.run())


@pytest.mark.parametrize("name", quick(*NAMES, "case", "imports"))
def test_a_changed_settings_file_is_said_to_wait_on_every_page(last_day, opened, name):
    (warning,) = [warning.value for warning in opened(last_day, name).warning]
    assert "settings.toml was changed: `lights.preset`" in warning
    assert "next publish" in warning


def test_a_target_holds_at_once(last_day, opened):
    assert "target ≤ 2% " in words(opened(last_day))


@pytest.fixture(scope="module")
def told_twice(tmp_path_factory):
    """Forty cases that the export of 12 March tells as open and that of 20 March, which knows 丙局, as closed in time."""
    folder = tmp_path_factory.mktemp("twice")
    cases = [(f"A-{i}", "A", "甲局", "2026-03-02", None, 5, 10) for i in range(40)]
    closed = [(*case[:4], "2026-03-09", *case[5:]) for case in cases]
    warehouse_of(
        folder,
        write_csv(folder / "cases-20260312.csv", CASES, [*cases, ("B-1", "A", "乙局", "2026-03-11", None, 5, 10)]),
        write_csv(folder / "cases-20260320.csv", CASES, [*closed, ("C-1", "A", "丙局", "2026-03-19", None, 5, 10)]),
    ).close()
    return folder / "warehouse"


def test_the_figures_as_known_on_a_day_are_those_of_the_exports_up_to_it(told_twice, opened):
    now = opened(told_twice, asof="2026-03-12")
    then = opened(told_twice, asof="2026-03-12", known="2026-03-12")
    stock = "Open and overdue"
    assert [values(app)[stock] for app in (now, then)] == ["0", "40"]
    assert "as known on 2026-03-12" in words(then)
    assert "as known on" not in words(now)


def test_where_a_compared_day_was_told_otherwise_is_said_with_its_rows(told_twice, opened):
    app = opened(told_twice, asof="2026-03-19")  # a week before, the export of 12 March told 40 as open and overdue
    if "replay-jobs" in app.session_state:  # nobody has asked for that day yet
        app.session_state["replay-jobs"][date(2026, 3, 12)].process.wait(60)
        app.run()
    assert "2026-03-12 was told otherwise then: later exports changed 40 of its cases" in [
        folded.label for folded in app.expander
    ]
    assert not app.warning  # a remark, no alarm
    app.session_state["replay"] = True
    app.run()
    assert "Of the cases known on 2026-03-12, later exports changed 40: " in words(app)
    assert any(len(table.value) == 40 and "Light then" in table.value for table in app.dataframe)


def test_a_replay_that_fails_says_why(told_twice, opened, monkeypatch):
    monkeypatch.setattr(replay_note, "start", lambda *_arguments: jobs.start("no-such-command"))
    monkeypatch.setattr(replay_note, "then_and_now", lambda _scope: None)
    app = opened(told_twice, asof="2026-03-18")
    app.session_state["replay-jobs"][date(2026, 3, 11)].process.wait(60)
    app.run()
    assert "could not be worked out. It said: " in " ".join(error.value for error in app.error)


def test_what_is_made_later_finds_what_the_session_had():
    for_later = session.with_kept(lambda: (language(), data.known_on()), lang="zh", known=date(2026, 3, 12))
    made = []
    worker = threading.Thread(target=lambda: made.append(for_later()))
    worker.start()
    worker.join()
    assert made == [("zh", date(2026, 3, 12))]


def test_a_day_before_the_first_export_is_a_sentence_and_can_be_changed(told_twice, opened):
    app = opened(told_twice, known="2026-03-01")
    assert "No export was known on 2026\\-03\\-01; the first is of 2026\\-03\\-12" in words(app)
    app.date_input(key="known").set_value(date(2026, 3, 12))
    app.run()
    assert not app.error
    assert values(app)


def test_a_day_of_knowledge_outside_the_calendar_is_a_sentence(plain, opened):
    assert "“Known on”" in " ".join(warning.value for warning in opened(plain, known="1800-01-01").warning)


def test_a_workbook_says_what_was_selected_and_what_did_not_narrow_it(told_twice, monkeypatch):
    snapshot = open_snapshot(told_twice)
    monkeypatch.setattr(rows, "snapshot", lambda: snapshot)
    monkeypatch.setattr(rows, "rules", lambda: snapshot.rules)
    monkeypatch.setattr(rows, "known_on", lambda: date(2026, 3, 12))
    scope = Scope(date(2026, 3, 20), date(2026, 3, 1), kinds=("promised",))
    said = rows.selection(scope, "due_messages")
    assert (said["As of"], said["Known on"], said["Case kind"]) == ("2026-03-20", "2026-03-12", "With a promised limit")
    assert said["Not narrowed by"] == "case kind"
    assert said["Light rules"] == "Inner Mongolia rules"
    assert "Not narrowed by" not in rows.selection(scope, "missed_cases")
    snapshot.close()
