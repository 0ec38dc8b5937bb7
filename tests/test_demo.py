"""The sample exports: how much there is, that it is all made up the same way twice, and what the files look like."""

import hashlib
from collections import Counter

import pandas as pd
import pytest

from analytics.settings import ROOT
from demo import read_manifest, write_demo
from demo.catalogue import area_aliases, build_units, unit_aliases
from tests.demo_rows import DATA_DATE, all_rows, limit_of, texts, workbook


@pytest.fixture(scope="module")
def manifest(demo_folder):
    return read_manifest(demo_folder)


@pytest.fixture(scope="module")
def rows(demo_folder):
    return all_rows(demo_folder)


def fingerprints(folder) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.is_file()}


def test_the_same_seed_writes_the_same_bytes(demo_folder, tmp_path):
    write_demo(tmp_path)
    assert fingerprints(tmp_path) == fingerprints(demo_folder)


def test_another_seed_writes_other_cases_with_the_same_findings(manifest, tmp_path):
    other = write_demo(tmp_path, seed=74)
    assert other.truths != manifest.truths
    counts = {key: finding["count"] for key, finding in manifest.findings.items()}
    assert {key: finding["count"] for key, finding in other.findings.items()} == counts


def test_there_is_as_much_as_promised(manifest, rows):
    totals = manifest.totals
    assert totals["cases"] >= 60_000
    assert Counter(row.platform for row in rows) == totals["cases_by_platform"]
    assert sum(row.counted for row in rows) == sum(totals["counted_by_platform"].values())
    assert (totals["messages"], totals["ratings"], totals["pauses"]) == (8_000, 30_000, 1_512)
    assert totals["items_per_version"] == 300
    assert len(totals["units_without_cases"]) >= 5


def test_the_last_event_is_on_the_data_date_and_the_first_two_years_before(rows):
    times = [time for row in rows for time in (row.applied, row.accepted, row.closed) if time]
    assert max(times).date() == DATA_DATE
    assert min(row.accepted for row in rows if row.accepted).date().isoformat() == "2024-11-21"


def test_the_truths_are_those_of_a_slow_count_over_the_files(manifest, rows):
    truth = manifest.truths["periods"]["2026"]
    due = [(row, row.due_day(row.paused_days())) for row in rows if row.counted and row.settled]
    due = [(row, day) for row, day in due if day.year == 2026 and day < DATA_DATE]
    missed = [row for row, day in due if row.open or row.closed.date() > day]
    assert len(due) == truth["cases"]["due"]
    assert len(missed) == truth["cases"]["missed"]
    assert Counter(row.platform for row in missed) == {
        name: platform["missed"] for name, platform in truth["platforms"].items()
    }
    assert sum(row.open for row in rows) == manifest.truths["open"]
    assert 0.02 <= truth["cases"]["overdue_rate"] <= 0.04


def test_the_newer_item_list_is_73_61_percent_shorter(demo_folder):
    def days(text):
        number, unit = limit_of(text)
        return number * {"working": 1, "calendar": 5 / 7, "month": 30 * 5 / 7}[unit]

    older = {row["事项编码"]: row for row in workbook(demo_folder / "baotou-事项清单-20240601.xlsx", 1)}
    newer = {row["事项编码"]: row for row in workbook(demo_folder / "baotou-事项清单-20250701.xlsx", 1)}
    assert older.keys() == newer.keys()
    assert len(newer) == 300
    assert all(18 <= len(code) <= 33 for code in newer)
    promised = sum(days(row["承诺时限"]) for row in newer.values())
    before = sum(days(row["承诺时限"]) for row in older.values())
    assert round(100 * (1 - promised / before), 2) == 73.61
    lawful = [row for row in newer.values() if row["法定时限"]]
    statutory = sum(days(row["法定时限"]) for row in lawful)
    assert len(lawful) == 290
    assert round(100 * (1 - sum(days(row["承诺时限"]) for row in lawful) / statutory), 2) == 73.61


def test_the_lights_show_a_mix(manifest):
    lights = manifest.truths["lights"]
    assert sum(lights.values()) == manifest.truths["open"]
    assert min(lights.values()) >= 30


def test_messages_and_ratings_are_as_good_as_a_city_says(manifest):
    truth = manifest.truths["periods"]["2026"]
    assert 0.87 <= truth["messages"]["message_compliance"] <= 0.93
    assert 0.975 <= truth["ratings"]["positive"] / truth["ratings"]["ratings"] <= 0.99


def test_small_units_have_a_handful_of_cases_and_one_unit_improved(manifest, rows):
    cases = Counter(row.unit for row in rows if row.counted)
    assert sum(2 <= count <= 8 for count in cases.values()) >= 8
    year = {name: manifest.truths["periods"][name]["units"]["包头市人力资源和社会保障局"] for name in ("2025", "2026")}
    (due_before, missed_before), (due_now, missed_now) = year["2025"], year["2026"]
    assert missed_before / due_before > 3 * missed_now / due_now


def test_each_file_has_the_rows_that_the_manifest_counts(demo_folder, manifest):
    counted = {file["name"]: file["rows"] - sum(file["ignored"].values()) for file in manifest.files}
    assert len(texts(demo_folder / "nmg-办件-20261120.csv", "gb18030")) == counted["nmg-办件-20261120.csv"]
    assert len(workbook(demo_folder / "baotou-办件-20261120.xlsx", 2)) == counted["baotou-办件-20261120.xlsx"]
    events = texts(demo_folder / "gcjs-审批事项状态-20261120.csv", "utf-8-sig")
    assert len(events) == counted["gcjs-审批事项状态-20261120.csv"]
    assert (demo_folder / "gcjs-审批事项状态-20261120.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_reference_tables_know_every_unit_and_area():
    units = pd.read_csv(ROOT / "data/reference/units.csv", dtype=str)
    areas = pd.read_csv(ROOT / "data/reference/areas.csv", dtype=str)
    wanted = unit_aliases(build_units())
    assert not wanted.merge(units, how="left", indicator=True).query("_merge != 'both'").size
    assert area_aliases().merge(areas, how="left", indicator=True)._merge.eq("both").all()
    assert not units.duplicated(["alias", "region_code"]).any()
    nicknames = [
        (area, name) for area, others in zip(areas.area, areas.aliases, strict=True) for name in others.split("|")
    ]
    assert len({name for _, name in nicknames} | set(areas.area)) == len(nicknames) + len(areas)  # none stands for two
    district = units[(units.alias == "自然资源局") & (units.region_code == "150203")]
    assert list(district.unit_name) == ["昆都仑区自然资源局"]


@pytest.mark.parametrize(
    ("spelled", "region", "unit"),
    [
        ("行政审批和政务服务局", "150200", "包头市行政审批政务服务与数据管理局"),
        ("包头市行政审批和政务服务局", "150200", "包头市行政审批政务服务与数据管理局"),
        ("市行政审批服务局", "150200", "包头市行政审批政务服务与数据管理局"),
        ("包头市行政审批局", "150200", "包头市行政审批政务服务与数据管理局"),
        ("行政审批和政务服务局", "150203", "昆都仑区行政审批政务服务与数据管理局"),
        ("昆区行政审批和政务服务局", "150203", "昆都仑区行政审批政务服务与数据管理局"),
        ("达茂旗行政审批局", "150223", "达尔罕茂明安联合旗行政审批政务服务与数据管理局"),
        ("包头市人社局", "150200", "包头市人力资源和社会保障局"),
        ("昆区人社局", "150203", "昆都仑区人力资源和社会保障局"),
    ],
)
def test_old_and_short_names_stand_for_their_unit(spelled, region, unit):
    units = pd.read_csv(ROOT / "data/reference/units.csv", dtype=str)
    assert list(units[(units.alias == spelled) & (units.region_code == region)].unit_name) == [unit]
