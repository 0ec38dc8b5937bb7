"""The other exports: messages as a page named .xls, ratings as text, item lists and contacts as workbooks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from demo import people
from demo.baotou import limit_texts, region_texts, unit_texts
from demo.catalogue import AREAS, CITY, Catalogue
from demo.limits import NEWER, OLDER
from demo.ratings import LEVELS
from demo.sheets import times, write_csv, write_html_table, write_workbook

BAD_MESSAGES = {"missing": 2, "impossible_date": 2}
BAD_RATINGS = {"missing": 2, "impossible_date": 2}
FULL = {code: name for code, name, _ in (CITY, *AREAS)}


def write_messages(
    folder: Path, messages: pd.DataFrame, catalogue: Catalogue, stamp: str, rng: np.random.Generator
) -> list[dict]:
    """The messages of the region's platform."""
    units = catalogue.units
    unit = messages.unit.to_numpy()
    table = pd.DataFrame(
        {
            "留言编号": messages.message_no,
            "类型": messages.kind,
            "标题": messages.title,
            "内容": messages.content,
            "留言人": messages.name,
            "联系电话": messages.phone,
            "留言时间": times(messages.asked.to_numpy(), "%Y-%m-%d %H:%M:%S"),
            "所属区划": region_texts(units.region_code.to_numpy()[unit], rng),
            "承办单位": unit_texts(units, unit, rng),
            "答复时间": times(messages.answered.to_numpy(), "%Y-%m-%d %H:%M:%S"),
            "答复意见": messages.answer,
            "被自治区通报": np.where(messages.circulated, "是", "否"),
        }
    )
    nameless = table[100:102].assign(留言编号="")
    impossible = table[110:112].assign(留言编号=["LY9901010001", "LY9901010002"], 留言时间="2026-04-31 10:00:00")
    table = pd.concat([table[:1_000], nameless, impossible, table[1_000:]])
    name = f"nmg-留言-{stamp}.xls"
    write_html_table(folder / name, "内蒙古政务服务管理平台留言明细", table)
    return [_file(name, "nmg", "messages", table, BAD_MESSAGES)]


def write_ratings(
    folder: Path, ratings: pd.DataFrame, cases: pd.DataFrame, catalogue: Catalogue, stamp: str, rng: np.random.Generator
) -> list[dict]:
    """The ratings of two platforms: UTF-8 with commas, GB18030 with tabs."""
    rated = cases.loc[ratings.case]
    unit = rated.unit.to_numpy()
    table = pd.DataFrame(
        {
            "办件编号": ratings.case_no.to_numpy(),
            "受理单位": catalogue.units.unit_name.to_numpy()[unit],
            "行政区划": pd.Series(rated.region_code.to_numpy()).map(FULL),
            "评价时间": times(ratings.rated.to_numpy(), "%Y-%m-%d %H:%M:%S"),
            "满意度": LEVELS[ratings.level.to_numpy() - 1],
            "评价渠道": ratings.channel,
            "文字评价": ratings.comment,
            "默认评价": np.where(ratings.is_default, "是", "否"),
            "整改时间": times(ratings.rectified.to_numpy(), "%Y-%m-%d %H:%M"),
            "回访时间": times(ratings.revisited.to_numpy(), "%Y-%m-%d %H:%M"),
            "评价人": ratings.rater,
            "联系电话": ratings.phone,
        }
    )
    files = []
    for platform, encoding, separator, rejected in (
        ("nmg", "utf-8", ",", BAD_RATINGS),
        ("baotou", "gb18030", "\t", {}),
    ):
        rows = table[(rated.platform == platform).to_numpy()].sort_values(["评价时间", "办件编号"])
        if rejected:
            impossible = rows[20:22].assign(评价时间="2026-02-31 10:00:00")
            rows = pd.concat([rows[:700], impossible, rows[30:32].assign(满意度=""), rows[700:]])
        name = f"{platform}-好差评-{stamp}.csv"
        write_csv(folder / name, rows, encoding, separator)
        files.append(_file(name, platform, "ratings", rows, rejected))
    return files


def write_items(folder: Path, catalogue: Catalogue, rng: np.random.Generator) -> list[dict]:
    """The item list in its two versions."""
    items, units = catalogue.items, catalogue.units
    unit = items.limit_unit.to_numpy().astype(str)
    files = []
    for version, promised in ((OLDER, items.older), (NEWER, items.newer)):
        table = pd.DataFrame(
            {
                "序号": np.arange(1, len(items) + 1),
                "事项编码": items.item_code,
                "事项名称": items.item_name,
                "实施主体": units.unit_name.to_numpy()[items.unit],
                "行政区划": items.region_code.map(FULL),
                "事项类型": items.item_type,
                "法定时限": limit_texts(items.statutory.to_numpy(), unit, rng),
                "承诺时限": limit_texts(promised.to_numpy(), unit, rng),
                "版本日期": version.isoformat(),
            }
        )
        name = f"baotou-事项清单-{version:%Y%m%d}.xlsx"
        write_workbook(folder / name, "事项清单", table, (f"包头市政务服务事项清单({version.year}年版)",))
        files.append(_file(name, "baotou", "items", table, {}, titles=1))
    return files


def contacts_of(catalogue: Catalogue, rng: np.random.Generator) -> pd.DataFrame:
    """Whom to urge in each unit, a row a unit."""
    units = catalogue.units
    count = len(units)
    return pd.DataFrame(
        {
            "序号": np.arange(1, count + 1),
            "单位": units.unit_name,
            "行政区划": units.area,
            "联络人": people.names(rng, count),
            "电话": people.phones(rng, count),
            "邮箱": [f"lianluo{n:03d}@baotou.example" for n in range(1, count + 1)],
            "企业微信": [f"BTLL{n:03d}" for n in range(1, count + 1)],
        }
    )


def write_contacts(folder: Path, table: pd.DataFrame, stamp: str) -> list[dict]:
    """The list of contacts."""
    name = f"baotou-联络人名单-{stamp}.xlsx"
    write_workbook(folder / name, "联络人名单", table, ("包头市留言信息回复联络人名单",))
    return [_file(name, "baotou", "contacts", table, {}, titles=1)]


def stamp_of(day: date) -> str:
    """A day as file names carry it."""
    return f"{day:%Y%m%d}"


def _file(name: str, platform: str, kind: str, table: pd.DataFrame, rejected: dict[str, int], titles: int = 0) -> dict:
    ignored = {"title": titles} if titles else {}
    rows = len(table) + titles
    return {"name": name, "platform": platform, "kind": kind, "rows": rows, "rejected": rejected, "ignored": ignored}
