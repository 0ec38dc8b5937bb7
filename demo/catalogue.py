"""Who decides on what: the areas, units, aliases and service items of the invented city."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

CITY = ("150200", "包头市", ("市本级", "包头", "市直"))
AREAS = (
    ("150202", "东河区", ("东河",)),
    ("150203", "昆都仑区", ("昆区", "昆都仑")),
    ("150204", "青山区", ("青山",)),
    ("150205", "石拐区", ("石拐",)),
    ("150206", "白云鄂博矿区", ("白云区", "白云矿区", "白云鄂博")),
    ("150207", "九原区", ("九原",)),
    ("150221", "土默特右旗", ("土右旗",)),
    ("150222", "固阳县", ("固阳",)),
    ("150223", "达尔罕茂明安联合旗", ("达茂旗", "达茂联合旗")),
    ("150271", "稀土高新区", ("高新区", "包头稀土高新技术产业开发区", "稀土高新技术产业开发区")),
)
AREA_WEIGHTS = dict(zip((code for code, _, _ in AREAS), (5, 8, 7, 1.2, 0.4, 4, 3.5, 2.5, 1.6, 4), strict=True))
ITEMS = 300

# Departments that an area has without giving them any business.
WITHOUT_BUSINESS = {
    (code, department)
    for code, departments in {
        "150202": ("农牧局",),
        "150203": ("农牧局",),
        "150205": ("教育局", "医疗保障局"),
        "150206": ("农牧局", "住房和城乡建设局", "卫生健康委员会", "人力资源和社会保障局"),
        "150207": ("教育局",),
        "150221": ("教育局", "民政局"),
        "150222": ("教育局", "医疗保障局"),
        "150223": ("卫生健康委员会", "医疗保障局", "住房和城乡建设局"),
        "150271": ("农牧局", "民政局", "教育局"),
    }.items()
    for department in departments
}

# Units that see only a handful of cases in two years: how many.
SMALL_UNITS = {
    "包头市地震局": 2,
    "包头市档案局": 3,
    "包头市邮政管理局": 5,
    "包头市新闻出版局": 7,
    "白云鄂博矿区教育局": 4,
    "白云鄂博矿区医疗保障局": 8,
    "白云鄂博矿区民政局": 6,
    "石拐区农牧局": 8,
}


@dataclass(frozen=True)
class Catalogue:
    """`units`: one row a unit; `items`: one row a service item; both in a fixed order."""

    units: pd.DataFrame
    items: pd.DataFrame

    def unit(self, name: str) -> int:
        """The row of the unit of this name."""
        return int(self.units.index[self.units.unit_name == name][0])


def departments() -> dict[str, list[dict]]:
    """The file departments.toml as it stands."""
    return tomllib.loads(Path(__file__).with_name("departments.toml").read_text(encoding="utf-8"))


def build_units() -> pd.DataFrame:
    """All units with canonical name, region, aliases (the usual variants and old names), code and share of business."""
    rows = []
    code, city, _ = CITY
    for department in departments()["department"]:
        name, short = department["name"], department["short"]
        canonical = department.get("full", city + name)
        prefixes = ("市", "", city)
        aliases = [city + name, "市" + name, name, *(prefix + other for prefix in prefixes for other in short)]
        rows.append((canonical, code, city, name, list(dict.fromkeys([canonical, *aliases])), department["weight"]))
        for area_code, area, nicknames in AREAS if "area_items" in department else ():
            nickname = nicknames[0] if nicknames[0].endswith(("区", "旗", "县")) else area
            prefixes = (area, "", nickname)
            aliases = [area + name, nickname + name, name, *(prefix + other for prefix in prefixes for other in short)]
            weight = department["weight"] * AREA_WEIGHTS[area_code] / 25
            rows.append((area + name, area_code, area, name, list(dict.fromkeys(aliases)), weight))
    columns = ["unit_name", "region_code", "area", "department", "aliases", "weight"]
    units = pd.DataFrame(rows, columns=columns).sort_values(["region_code", "unit_name"], ignore_index=True)
    # Shaped like a unified social credit code, with a check letter that the real scheme never uses.
    units["unit_code"] = [f"11{row.region_code}{11_400_000 + 37 * n:08d}ZI" for n, row in enumerate(units.itertuples())]
    return units


def _item_rows() -> list[tuple[str, str, str, str, str]]:
    """(region, department, item, stage, kind of item) of all 300 items; a stage only for construction projects."""
    content = departments()
    rows = []
    for part in content["construction"]:
        for item in part["items"]:
            rows.append((CITY[0], part["department"], item, part["stage"]))
        for code, _, _ in AREAS if "areas" in part else ():
            if (code, part["department"]) not in WITHOUT_BUSINESS:
                rows += [(code, part["department"], item, part["stage"]) for item in part["items"][: part["areas"]]]
    rows += [(CITY[0], part["name"], item, "") for part in content["department"] for item in part["items"]]
    for choice in range(2):
        for part in content["department"]:
            for code, _, _ in AREAS:
                offered = choice < len(part.get("area_items", ())) and (code, part["name"]) not in WITHOUT_BUSINESS
                if offered and len(rows) < ITEMS:
                    rows.append((code, part["name"], part["area_items"][choice], ""))
    kinds = (
        ("许可", "行政许可"),
        ("审批", "行政许可"),
        ("核发", "行政许可"),
        ("给付", "行政给付"),
        ("确认", "行政确认"),
    )
    return [(*row, next((kind for word, kind in kinds if word in row[2]), "公共服务")) for row in rows]


def build_items(units: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """The 300 items with their unit and a code of 18 to 33 characters; limits are added by `limits.py`."""
    items = pd.DataFrame(_item_rows(), columns=["region_code", "department", "item_name", "stage", "item_type"])
    place = {(row.region_code, row.department): n for n, row in enumerate(units.itertuples())}
    items["unit"] = [place[row.region_code, row.department] for row in items.itertuples()]
    tails = np.array(["", "4000", "4000120001", "400012000100001"])[rng.integers(0, 4, len(items))]
    numbers = 150_000_000 + np.arange(len(items)) * 7
    credit = units.unit_code.to_numpy()[items.unit]
    items["item_code"] = [
        code + tail if tail else f"{number}{code[2:8]}{n:03d}"
        for n, (code, tail, number) in enumerate(zip(credit, _numbered(tails), numbers, strict=True))
    ]
    share = pd.Series(rng.lognormal(0, 0.8, len(items)))
    items["weight"] = units.weight.to_numpy()[items.unit] * share / share.groupby(items.unit).transform("sum")
    return items


def _numbered(tails: np.ndarray) -> list[str]:
    """The tails, each ending in its own number so that no two codes of a unit are the same."""
    return [tail[:-4] + f"{n:04d}" if tail else "" for n, tail in enumerate(tails)]


def unit_aliases(units: pd.DataFrame) -> pd.DataFrame:
    """What data/reference/units.csv holds: unit_name, alias, region_code, one row an alias."""
    table = units[["unit_name", "aliases", "region_code"]].explode("aliases", ignore_index=True)
    return table.rename(columns={"aliases": "alias"})


def area_aliases() -> pd.DataFrame:
    """What data/reference/areas.csv holds: region_code, area, aliases (separated by |)."""
    return pd.DataFrame(
        [(code, area, "|".join(aliases)) for code, area, aliases in (CITY, *AREAS)],
        columns=["region_code", "area", "aliases"],
    )
