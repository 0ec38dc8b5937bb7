"""What stands in a chart: which part of the axis, which marks, which labels, for a desk and for a phone."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go
import pytest

from analytics.comparison.series_verdict import verdict
from analytics.figures.scope import Scope
from analytics.review.meeting import Number
from analytics.review.notes import Note
from analytics.review.told import told
from analytics.settings import ChartLine, Settings
from ui.charts import chance, charts, heat, rankings, remarks, weeks_and_months
from ui.charts.drawing import LABEL_SIZE, Line, Measure, enlarged, fitting_span, lines_across, wide_in, wrapped
from ui.charts.palette import DARK, LIGHT

RATE = Measure("message_compliance", "Answered on time", interval=True)
LONG = "土默特右旗行政审批政务服务与数据管理局驻政务服务中心综合窗口办事处"


@pytest.fixture(autouse=True)
def without_a_warehouse(monkeypatch):
    for module in (rankings, heat):
        monkeypatch.setattr(module, "rules", Settings)


def rows_of(values, n=100, **more):
    names = [f"单位{place}" for place in range(len(values))]
    return pd.DataFrame({"name": names, "value": values, "n": n, "key": names, **more})


def drawn(rows, value=RATE, target=None, phone=False, **how):
    return rankings.ranking_figure(rows, value, target, rankings.span_of(rows, value, target), phone, **how)


def written(figure):
    return [note.text for note in figure.layout.annotations]


def marks(figure):
    return next(trace for trace in figure.data if trace.type == "scatter" and trace.mode == "markers")


def lines_in(figure):
    return [trace for trace in figure.data if trace.type == "scatter" and trace.mode == "lines"]


def test_compliance_near_all_is_a_dot_with_its_interval_on_a_fitting_scale():
    rows = rows_of([0.97, 0.99], low=[0.95, 0.98], high=[0.985, 0.999])
    figure = drawn(rows, target=0.95)
    assert list(marks(figure).x) == [0.97, 0.99]
    assert 0.94 < figure.layout.xaxis.range[0] < 0.95
    lines = lines_in(figure)
    assert list(lines[0].x) == [0.95, 0.985, None, 0.98, 0.999, None]


def test_what_is_counted_is_a_bar_from_nothing():
    figure = drawn(rows_of([40, 44]), Measure("missed", "Missed", share=False))
    assert figure.layout.xaxis.range[0] == 0
    bars = [trace for trace in figure.data if trace.type == "bar" and trace.base is None]
    assert list(bars[0].x) == [40, 44]


@pytest.mark.parametrize(
    ("lows", "highs", "also", "least", "most"),
    [
        ([0.91], [0.99], 0.95, 0.9, 1.0),  # near 1 the scale fits
        ([0.01], [0.2], 0.02, 0, 0.22),  # where 0 is near it is on the scale
        ([0.9], [1.0], 0.95, 0.89, 1.011),  # a dot at 100 % is drawn whole
        ([-2.0], [0.5], None, -2.2, 0.7),  # longer limits than the law's are a compression below 0
        ([0.3], [0.3], None, 0.28, 0.32),  # a single value has room beside it
    ],
)
def test_a_scale_holds_every_interval_and_line_and_little_more(lows, highs, also, least, most):
    low, high = fitting_span(lows, highs, also)
    assert least <= low <= min(lows)
    assert max(highs) < high <= most


def test_the_name_of_a_unit_is_never_cut():
    for phone in (False, True):
        figure = drawn(rows_of([0.5]).assign(name=LONG), phone=phone)
        names = written(figure) if phone else list(figure.layout.yaxis.ticktext)
        assert LONG in {name.replace("<br>", "") for name in names}


@pytest.mark.parametrize(
    "text", [LONG, "Bureau of Administrative Approval and Government Services", "x" * 90, "甲", ""]
)
def test_a_wrapped_text_loses_nothing_and_fits(text):
    lines = wrapped(text, 30)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(wide_in(line) <= 30 for line in lines)


def test_a_phone_has_the_name_and_the_figures_over_the_mark():
    figure = drawn(rows_of([0.972], n=1234), phone=True)
    assert written(figure) == ["单位0", "<b>97.2%</b>  n=1,234"]
    assert {note.y for note in figure.layout.annotations} == {0}
    assert all(note.yanchor == "bottom" and note.yshift > 0 for note in figure.layout.annotations)
    assert list(figure.layout.yaxis.ticktext) == [""]


def test_on_a_phone_the_target_crosses_the_marks_and_not_the_names():
    figure = drawn(rows_of([0.9, 0.97]), target=0.95, phone=True)
    (line,) = lines_in(figure)
    assert set(line.x) == {0.95}
    tops = [line.y[0], line.y[3] - 1]
    row = (figure.layout.height - 64) / 2  # two rows and the axis beneath
    starts = {note.yshift for note in figure.layout.annotations if "target" not in note.text}
    assert all(-top * row <= start + 1 for top in tops for start in starts)


def test_value_and_n_stand_in_columns_at_the_right_of_a_desk():
    figure = drawn(rows_of([0.972], n=1234))
    assert written(figure) == ["<b>97.2%</b>", "1,234", "n"]
    assert figure.layout.margin.r > 80


def test_what_misses_the_target_has_another_shape_as_well_as_another_colour():
    figure = drawn(rows_of([0.9, 0.97], worse=[True, False]), target=0.95)
    assert list(marks(figure).marker.symbol) == ["diamond", "circle"]
    assert list(marks(figure).marker.color) == [LIGHT.orange, LIGHT.blue]


def test_too_few_to_be_ranked_is_hollow():
    figure = drawn(rows_of([0.9, 0.97], few=[False, True]))
    assert list(marks(figure).marker.symbol) == ["circle", "circle-open"]


def test_a_row_is_clicked_anywhere():
    figure = drawn(rows_of([0.9, 0.97]))
    (whole,) = [trace for trace in figure.data if trace.type == "bar"]
    low, high = figure.layout.xaxis.range
    assert list(whole.base) == [low, low]
    assert list(whole.x) == pytest.approx([high - low] * 2)
    assert list(whole.customdata) == ["单位0", "单位1"]
    assert whole.marker.opacity == 0


def test_markup_in_a_name_is_text():
    figure = drawn(rows_of([0.5]).assign(name="甲<b>局"))
    assert list(figure.layout.yaxis.ticktext) == ["甲&lt;b&gt;局"]
    (whole,) = [trace for trace in figure.data if trace.type == "bar"]
    assert whole.text[0].startswith("甲&lt;b&gt;局")


def test_names_of_lines_that_lie_close_are_pushed_apart():
    import plotly.graph_objects as go

    figure = go.Figure()
    lines_across(figure, [Line(0.95, "target", "#000000"), Line(0.951, "mean", "#000000")], (0.9, 1.0), 300)
    first, second = (note.y for note in figure.layout.annotations)
    assert (second - first) * 3000 >= LABEL_SIZE  # pixels: 300 for a tenth
    assert {note.xanchor for note in figure.layout.annotations} == {"left"}  # beside the plot, on no mark


BASES = pd.DataFrame(
    {"basis": ["ratio of sums", "mean of items", "by cases"], "compression": [0.7361, 0.7, 0.74]},
)


def test_the_citys_target_crosses_only_the_basis_that_it_is_set_on():
    figure = charts.basis_figure(BASES, 0.7361, phone=False)
    (line,) = lines_in(figure)
    assert list(line.y) == [-0.4, 0.4, None]
    assert figure.layout.shapes == ()
    without = charts.basis_figure(BASES.iloc[1:], 0.7361, phone=False)
    assert lines_in(without) == []


def trend_of(values, target=0.95, phone=False):
    months = pd.date_range("2026-01-01", periods=len(values), freq="MS")
    frame = pd.DataFrame({"month": months, "message_compliance": values, "due": 100})
    scope = Scope(date(2026, 6, 10), date(2026, 1, 1), date(2026, 6, 30))
    return charts.trend_figure(frame, RATE, "due", scope, target, phone)


def test_a_monthly_series_near_all_is_seen_and_its_target_named_beside_it():
    figure = trend_of([0.9, 0.91, 0.93, 0.92, 0.94, 0.9])
    assert figure.layout.yaxis.range[0] > 0.85
    (target,) = figure.layout.annotations
    assert (target.text, target.xref, target.x, target.xanchor) == ("target 95.0%", "x domain", 1, "left")


def test_a_month_that_is_not_over_is_hollow():
    figure = trend_of([0.9, 0.91, 0.93, 0.92, 0.94, 0.9])
    whole, cut = (trace for trace in figure.data if trace.mode == "markers")
    assert (len(whole.x), len(cut.x), cut.marker.symbol) == (5, 1, "circle-open")


def heat_of(values, counts, phone=False, interval=True):
    frame = pd.DataFrame({"message_compliance": values})
    measure = Measure("message_compliance", "Answered on time", interval=interval)
    places, keys = range(len(values)), [f"单位{place}" for place in range(len(values))]
    cells = heat.crossed_cells(frame, places, [0] * len(values), measure, counts, keys)
    return heat.heat_figure(cells, [f"单位{place}" for place in range(len(values))], ["2026-01"], measure, phone)


def test_six_of_seven_is_told_apart_from_six_hundred_of_seven_hundred():
    figure = heat_of([6 / 7, 600 / 700], [7, 700])
    many, few, cells = figure.data
    assert (many.z[0][0], many.z[1][0]) == (None, 600 / 700)
    assert (few.z[0][0], few.z[1][0]) == (6 / 7, None)
    assert few.colorscale != many.colorscale
    assert list(cells.text) == ["6/7", "86%"]
    assert ["n=7" in text or "n=700" in text for text in cells.hovertext] == [True, True]
    assert "n < 30" in cells.hovertext[0]
    assert "n < 30" not in cells.hovertext[1]


def test_few_cases_do_not_stretch_the_scale_of_a_heat_map():
    many, few, _cells = heat_of([1.0, 0.1], [2, 700]).data
    assert (many.zmax, few.zmax) == (0.1, 0.1)


def test_a_phone_has_a_list_of_strips_with_whole_names():
    figure = heat_of([0.5, 0.6], [100, 100], phone=True)
    assert written(figure) == ["单位0", "单位1"]
    assert list(figure.data[2].y) == [1, 3]  # the names have the lines between
    assert list(figure.layout.yaxis.ticktext) == ["", ""]


def test_the_scale_of_a_heat_map_says_what_it_measures():
    many, _few, _cells = heat_of([0.5], [100]).data
    assert many.colorbar.title.text == "Answered on time"
    assert many.colorbar.orientation == "h"


@pytest.mark.parametrize(
    ("reach", "ticks"),
    [((0, 3.2), [1, 3, 10, 30, 100, 300, 1000]), ((1.9, 2.8), [100, 200, 300, 500])],
)
def test_a_log_axis_has_round_counts(reach, ticks):
    assert chance.round_counts(reach) == ticks


def funnel_of(units, phone=False):
    return chance.funnel_figure(pd.DataFrame(units), Measure("overdue_rate", "Overdue rate"), "lower", phone)


def units_at(count, share, side="worse", many=1):
    return [
        {
            "subject": f"{LONG[:12]}{place}",
            "count": count + place,
            "missed": round(count * share),
            "share": share,
            "side": side,
            "p": 0.001 * place,
        }
        for place in range(many)
    ]


def test_names_in_a_funnel_leave_each_other_and_the_units_free():
    units = units_at(1000, 0.2, many=6) + units_at(20, 0.0, "within", many=10)
    named = funnel_of(units).layout.annotations
    assert len(named) < 6  # six of these do not fit; the others are named in words beneath
    assert len({(note.yshift, note.xanchor) for note in named}) == len(named)


def test_a_phones_funnel_names_nobody_in_the_chart():
    assert funnel_of(units_at(100, 0.2) + units_at(50, 0.0, "within"), phone=True).layout.annotations == ()


def test_a_legend_names_only_what_is_drawn_and_stands_over_the_chart():
    figure = funnel_of(units_at(100, 0.2) + units_at(50, 0.0, "within"))
    assert [trace.name for trace in figure.data if trace.showlegend is None and trace.name] == [
        "within chance",
        "worse than chance explains",
    ]
    assert (figure.layout.legend.yanchor, figure.layout.legend.traceorder) == ("top", "normal")


SHARES = [0.02, 0.022, 0.021, 0.019, 0.02, 0.023, 0.02, 0.021, 0.02, 0.022, 0.02, 0.021]
YEAR = Scope(as_of=date(2026, 1, 2), period_start=date(2025, 1, 1), period_end=date(2025, 12, 31))


def told_of(shares, scope=YEAR):
    frame = pd.DataFrame(
        {"month": pd.date_range("2025-01-01", periods=len(shares), freq="MS"), "overdue_rate": shares, "due": 1000}
    )
    return verdict(frame, scope, "overdue_rate", "lower", 0.0206, recent=None)


def process_of(told):
    counts = {point.month: 1000 for point in (*told.months, *filter(None, [told.running]))}
    return chance.xmr_figure(told, told.process, counts, Measure("overdue_rate", "Overdue rate"), 0.0206, "lower")


def test_mean_and_target_of_a_process_are_named_beside_it():
    figure = process_of(told_of(SHARES))
    notes = figure.layout.annotations
    assert sorted(note.text for note in notes) == ["mean 2.07%", "target 2.1%"]
    assert all(note.x == 1 and note.xanchor == "left" for note in notes)
    room = figure.layout.yaxis.range[1] - figure.layout.yaxis.range[0]
    assert abs(notes[0].y - notes[1].y) / room * chance.XMR_HEIGHT >= LABEL_SIZE


def test_a_running_month_of_a_process_is_hollow_and_not_on_its_line():
    told = told_of([*SHARES[:11], 0.09], YEAR.narrowed(as_of=date(2025, 12, 20)))
    line, *marks = process_of(told).data
    hollow = marks[-1]
    assert (hollow.x, hollow.y, hollow.marker.symbol) == ((date(2025, 12, 1),), (0.09,), "circle-open")
    assert (len(line.x), line.x[-1]) == (11, date(2025, 11, 1))
    assert chance.verdict_in_words(told, "lower", 0.0206) == [
        ":gray[●] **Variation: just noise** — Nov 2025 is within what noise explains.",
        "**Assurance: hit-or-miss** — whether the target of 2.06% is met is left to chance.",
        "Dec 2025 still runs: it is shown hollow and not judged.",
    ]


def test_a_process_does_not_reassure_beside_a_month_outside_its_limits():
    told = told_of([0.085, *[0.02, 0.03] * 5, 0.02])
    said, _assurance = chance.verdict_in_words(told, "lower", 0.0206)
    assert said == ":gray[●] **Variation** — Dec 2025 is within its limits; outside them: Jan 2025 (worse)."


def test_a_process_names_the_month_that_it_judges():
    told = told_of([*SHARES[:11], 0.09])
    said, _assurance = chance.verdict_in_words(told, "lower", 0.0206)
    assert said == (":orange[▲] **Variation: worsening** — Dec 2025 is worse than noise explains (outside the limits).")


@pytest.fixture
def dark(monkeypatch):
    for module in (rankings, heat, charts, chance):
        monkeypatch.setattr(module, "palette", lambda: DARK)
    monkeypatch.setattr("ui.charts.drawing.palette", lambda: DARK)


def colours_in(value):
    if isinstance(value, dict):
        return set().union(*map(colours_in, value.values()), set())
    if isinstance(value, list | tuple):
        return set().union(*map(colours_in, value), set())
    return {value} if isinstance(value, str) and value.startswith("#") and len(value) == 7 else set()


def test_a_dark_screen_has_no_colour_of_the_light_one(dark):
    light_only = {getattr(LIGHT, name) for name in ("ground", "text", "soft", "grid", "blue", "orange", "grey")}
    figures = [
        drawn(rows_of([0.9, 0.97], low=0.8, high=0.99, worse=[True, False]), target=0.95),
        trend_of([0.9, 0.91, 0.93]),
        funnel_of(units_at(100, 0.2) + units_at(50, 0.0, "within")),
        charts.basis_figure(BASES, 0.7361, phone=True),
        heat_of([0.5, 0.6], [100, 3]),
    ]
    for figure in figures:
        figure.layout.template = None
        inks = colours_in(figure.to_plotly_json()) - {"#000000", "#ffffff"}
        assert inks & light_only == set()
        assert {DARK.text, DARK.soft} <= inks


def test_columns_of_a_chart_are_whole_numbers_and_small_ones_have_no_halves():
    figure = drawn(rows_of([1, 2]), Measure("rows", "Rows", share=False), counts=False)
    assert figure.layout.xaxis.dtick == 1
    assert written(figure) == ["<b>1</b>", "<b>2</b>"]


def test_meeting_size_enlarges_letters_marks_and_margins_and_nothing_that_is_data():
    figure = go.Figure(go.Scatter(x=[1, 2], y=[3, 4], marker={"size": [8, 10]}, customdata=[[5], [6]]))
    figure.update_layout(height=100, margin={"l": 8}, font={"size": 12})
    figure.add_annotation(text="n", x=1, y=3, yshift=-4, font={"size": 12})
    large = enlarged(figure)
    assert (large.layout.height, large.layout.margin.l, large.layout.font.size) == (137.5, 11, 16.5)
    assert [*large.data[0].marker.size] == [11, 13.75]
    assert (large.layout.annotations[0].yshift, large.layout.annotations[0].y) == (-5.5, 3)
    assert ([*large.data[0].x], [*large.data[0].y], [*map(list, large.data[0].customdata)]) == (
        [1, 2],
        [3, 4],
        [[5], [6]],
    )


# Notes, and the lines and bands of settings.toml.

OWN = (
    ChartLine(figure="overdue_rate", name="<b>考核线</b>", at=0.05),
    ChartLine(figure="overdue_rate", name="observed", low=0.06, high=0.08),
    ChartLine(figure="positive_rate", name="of another figure", at=0.9),
)
SEEN = Scope(date(2026, 11, 20), date(2026, 1, 1), date(2026, 11, 20))


def a_year(column="overdue_rate"):
    months = pd.date_range("2026-01-01", "2026-11-01", freq="MS")
    return pd.DataFrame({"month": months, column: [0.02 + 0.001 * place for place in range(11)], "due": 100})


def a_note(day, text="why", unit=None, of="overdue_rate"):
    return Note(of, day, text, "王", "2026-11-21T09:00:00+08:00", unit)


@pytest.fixture
def own_lines(monkeypatch):
    monkeypatch.setattr(remarks, "settings", lambda: Settings(lines=OWN))


def test_lines_and_bands_of_the_settings_stand_beside_the_target_in_view(own_lines):
    figure = charts.trend_figure(a_year(), Measure("overdue_rate", "Overdue rate"), "due", SEEN, 0.02, phone=False)
    assert written(figure) == ["target 2.0%", "&lt;b&gt;考核线&lt;/b&gt;", "observed"]
    assert [(shape.y0, shape.y1) for shape in figure.layout.shapes] == [(0.02, 0.02), (0.05, 0.05), (0.06, 0.08)]
    low, high = figure.layout.yaxis.range
    assert low < 0.02
    assert high > 0.08


def test_a_figure_without_lines_of_its_own_has_none(own_lines):
    figure = charts.trend_figure(a_year("x_rate"), Measure("x_rate", "x"), "due", SEEN, None, phone=False)
    assert figure.layout.shapes == ()


def test_notes_of_a_month_stand_over_it_and_only_where_they_belong(monkeypatch, own_lines):
    days = [date(2026, 3, 2), date(2026, 3, 30)]
    told = [
        *map(a_note, days),
        a_note(date(2027, 3, 2)),
        a_note(days[0], of="positive_rate"),
        a_note(days[0], unit="甲局"),
    ]
    monkeypatch.setattr(remarks, "every_note", lambda: told)
    months = [date(2026, month, 1) for month in range(1, 12)]
    assert remarks.notes_in("overdue_rate", months) == told[:2]
    assert remarks.notes_in("overdue_rate", months, ("甲局",)) == [*told[:2], told[4]]
    figure = charts.trend_figure(a_year(), Measure("overdue_rate", "Overdue rate"), "due", SEEN, None, phone=False)
    remarks.mark_notes(figure, told[:2])
    (mark,) = [note for note in figure.layout.annotations if note.text == "[1] [2]"]
    assert str(mark.x)[:10] == "2026-03-01"


def test_notes_of_a_month_stand_over_its_column_of_a_heat_map(own_lines):
    figure = heat_of([0.5, 0.6], [100, 100])
    before = figure.layout.height
    remarks.mark_notes(figure, [a_note(date(2026, 2, 9))], place=[date(2026, 1, 1), date(2026, 2, 1)].index)
    (mark,) = [note for note in figure.layout.annotations if note.text == "[1]"]
    assert (mark.x, mark.y, mark.yref, mark.yanchor) == (1, 1, "y domain", "bottom")
    assert figure.layout.height > before  # over the cells, not on them


def a_number(**more):
    months = a_year().rename(columns={"overdue_rate": "value"}).assign(whole=[True] * 10 + [False])
    months["month"] = months["month"].dt.date
    weeks = pd.DataFrame({"week": [date(2026, 11, 2), date(2026, 11, 9)], "value": [0.03, 0.05]})
    last_year = pd.DataFrame({"month": months["month"], "value": 0.09})
    how = {"share": True, "better": "lower", "target": 0.02, "weeks": weeks, "months": months, "last_year": last_year}
    return Number("overdue_rate", told("Overdue rate"), "overdue_rate", "overdue_rate", SEEN, 0.05, **{**how, **more})


def test_weeks_and_months_of_the_meeting_have_one_scale_that_holds_last_year():
    figure = weeks_and_months.weeks_and_months_figure(a_number(), date(2026, 11, 20), phone=False)
    assert figure.layout.yaxis.range == figure.layout.yaxis2.range
    assert figure.layout.yaxis.range[1] > 0.09
    dashed, weeks, months = figure.data
    assert (dashed.line.dash, [text for text in weeks.text if text]) == ("dash", ["5.00%"])
    assert months.marker.symbol[-2:] == ("circle", "circle-open")


def test_a_number_without_last_year_or_target_is_drawn_all_the_same():
    bare = a_number(last_year=pd.DataFrame(), target=None, share=False)
    figure = weeks_and_months.weeks_and_months_figure(bare, date(2026, 11, 20), phone=True)
    assert len(figure.data) == 2
    assert figure.layout.shapes == ()
