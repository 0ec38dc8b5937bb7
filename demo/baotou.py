"""Exports of the city's platform: workbooks with title rows, a total row and limits as text; two of them a week apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from demo import people
from demo.catalogue import AREAS, CITY, Catalogue
from demo.clock import DAY, NONE, day_index
from demo.nmg import STATUS
from demo.sheets import days, serials, times, write_workbook

EARLIER = date(2026, 11, 13)
EARLIER_FROM = date(2026, 8, 17)  # the weekly export shows the cases accepted since
CHANNELS = {1: "窗口", 2: "网上申报", 3: "移动端", 4: "快递", 9: "其他"}
TITLE = "包头市一体化政务服务平台办件明细表"
LOST_PAUSES = tuple(f"BT202606{day:02d}-9{day:04d}" for day in (3, 9, 15, 18, 24, 29))  # of cases that no export has
BAD = {"impossible_date": 4, "missing": 2}


def limit_texts(limit: np.ndarray, unit: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Limits as people write them: 5个工作日, 5工作日, 30日, 1个月, 即办, 当场办结."""
    number = limit.astype(str).astype(object)
    short = rng.random(len(limit)) < 0.15
    text = np.select(
        [limit < 0, limit == 0, unit == "calendar", unit == "month"],
        ["", np.where(short, "当场办结", "即办"), number + "日", number + "个月"],
        number + np.where(short, "工作日", "个工作日").astype(object),
    )
    return text.astype(object)


def unit_texts(units: pd.DataFrame, unit: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Units as people write them: three in five times the full name, else one of its other spellings."""
    spellings = units.aliases.tolist()
    pick = np.where(rng.random(len(unit)) < 0.6, 0, rng.integers(0, 60, len(unit)))
    names = [
        spellings[row][choice % len(spellings[row])] if row >= 0 else "" for row, choice in zip(unit, pick, strict=True)
    ]
    return np.array(names, dtype=object)


def region_texts(region: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Regions by name, one in seven by a short one."""
    full = {code: name for code, name, _ in (CITY, *AREAS)}
    short = {code: others[0] for code, _, others in (CITY, *AREAS)}
    casual = rng.random(len(region)) < 0.15
    return np.array([(short if c else full)[code] for code, c in zip(region, casual, strict=True)], dtype=object)


def baotou_table(cases: pd.DataFrame, catalogue: Catalogue, rng: np.random.Generator) -> pd.DataFrame:
    """The rows of the platform under its own headers; floats are Excel times. The index is that of `cases`."""
    mine = cases[cases.platform == "baotou"]
    items = catalogue.items
    count = len(mine)
    company = rng.random(count) < 0.3
    applicant = mine.applicant.to_numpy()
    size = int(applicant.max()) + 1
    names = np.where(company, people.companies(rng, count), people.names(rng, size)[applicant])
    unit = mine.limit_unit.to_numpy().astype(str)
    not_accepted = (mine.status == "rejected").to_numpy()
    return pd.DataFrame(
        {
            "办件编号": mine.case_no,
            "事项编码": items.item_code.to_numpy()[mine.item],
            "事项名称": items.item_name.to_numpy()[mine.item],
            "受理单位": unit_texts(catalogue.units, mine.unit.to_numpy(), rng),
            "所属区划": region_texts(mine.region_code.to_numpy(), rng),
            "申请人": names,
            "证件号码": people.identity_numbers(rng, size)[applicant],
            "联系电话": people.phones(rng, size)[applicant],
            "申请时间": times(mine.applied.to_numpy(), "%Y/%m/%d %H:%M"),
            "收件时间": times(mine.received.to_numpy(), "%Y/%m/%d %H:%M"),
            "受理时间": serials(np.where(not_accepted, NONE, mine.accepted)),
            "承诺办结时间": np.where(not_accepted, "", days(mine.platform_due.to_numpy(), "%Y年%m月%d日")),
            "办结时间": times(mine.closed.to_numpy(), "%Y-%m-%d %H:%M:%S"),
            "法定时限": limit_texts(mine.statutory.to_numpy(), unit, rng),
            "承诺时限": np.where(
                mine.limit_words == "", limit_texts(mine.promised.to_numpy(), unit, rng), mine.limit_words
            ),
            "延长天数": np.where(mine.extension > 0, mine.extension.astype(str), ""),
            "办件类型": np.where(mine.kind == "immediate", "即办件", "承诺件"),
            "办件状态": mine.status.map(STATUS),
            "申报来源": mine.channel.map(CHANNELS),
            "被自治区通报": np.where(mine.circulated, "是", "否"),
        },
        index=mine.index,
    )


def earlier_table(table: pd.DataFrame, cases: pd.DataFrame, pauses: pd.DataFrame) -> pd.DataFrame:
    """The same rows as the export of a week before showed them."""
    mine = cases.loc[table.index]
    accepted = np.where(mine.earlier_accepted == NONE, mine.accepted, mine.earlier_accepted)
    last = day_index(EARLIER)
    closed = np.where(mine.earlier_closed == NONE, mine.closed, mine.earlier_closed)
    later = (closed == NONE) | (closed // DAY > last)
    running = pauses[(pauses.start // DAY <= last) & ((pauses.end == NONE) | (pauses.end // DAY > last))].case
    status = np.where(mine.index.isin(running), "挂起", "在办")
    limit = mine.earlier_promised.to_numpy()
    told = table.assign(
        受理时间=np.where(table["受理时间"].isna(), np.nan, serials(accepted)),
        承诺办结时间=days(mine.earlier_due.to_numpy(), "%Y年%m月%d日"),
        承诺时限=np.where(limit == NONE, table["承诺时限"], limit.astype(str).astype(object) + "个工作日"),
        办结时间=np.where(later, "", times(closed, "%Y-%m-%d %H:%M:%S")),
        办件状态=np.where(later, status, table["办件状态"]),
        被自治区通报="否",
    )
    covered = (accepted // DAY >= day_index(EARLIER_FROM)) & (accepted // DAY <= last) & (mine.status != "rejected")
    return told[covered.to_numpy()]


def write_baotou(
    folder: Path, table: pd.DataFrame, cases: pd.DataFrame, pauses: pd.DataFrame, stamp: str
) -> list[dict]:
    """The weekly export of a week ago, the full one of the data date, and the list of special procedures."""
    earlier = _in_order(earlier_table(table, cases, pauses))
    vanished = (cases.loc[table.index].tag == "vanished").to_numpy()
    full = _in_order(table[~vanished])
    impossible = full[1_000:1_004].assign(
        办件编号=[f"BT99990101-{n:05d}" for n in range(4)], 办结时间="2026-13-05 09:30:00"
    )
    nameless = full[2_000:2_002].assign(办件编号="")
    full = pd.concat([full[:3_000], impossible, nameless, full[3_000:]])
    files = []
    for rows, day, rejected in ((earlier, EARLIER.strftime("%Y%m%d"), {}), (full, stamp, BAD)):
        name = f"baotou-办件-{day}.xlsx"
        rows = rows.reset_index(drop=True)
        rows.insert(0, "序号", np.arange(1, len(rows) + 1))
        exported = f"导出单位:包头市行政审批政务服务与数据管理局    导出日期:{day[:4]}年{day[4:6]}月{day[6:]}日"
        write_workbook(folder / name, "办件明细", rows, (TITLE, exported), ("合计", f"{len(rows)} 件"))
        files.append(
            {
                "name": name,
                "platform": "baotou",
                "kind": "cases",
                "rows": len(rows) + 3,
                "rejected": rejected,
                "ignored": {"title": 2, "total": 1},
            }
        )
    return [*files, _write_pauses(folder, cases, pauses, stamp)]


def _in_order(table: pd.DataFrame) -> pd.DataFrame:
    return table.sort_values(["申请时间", "办件编号"])


def _write_pauses(folder: Path, cases: pd.DataFrame, pauses: pd.DataFrame, stamp: str) -> dict:
    mine = pauses[(cases.platform.to_numpy()[pauses.case] == "baotou")]
    table = pd.DataFrame(
        {
            "办件编号": cases.case_no.to_numpy()[mine.case],
            "特别程序种类": mine.kind,
            "特别程序开始时间": times(mine.start.to_numpy(), "%Y-%m-%d %H:%M:%S"),
            "特别程序结束时间": times(mine.end.to_numpy(), "%Y-%m-%d %H:%M:%S"),
            "启动理由": mine.reason,
            "批准人": mine.approver,
        }
    ).sort_values(["特别程序开始时间", "办件编号"])
    lost = table[40 : 40 + len(LOST_PAUSES)].assign(办件编号=LOST_PAUSES)
    table = pd.concat([table[:60], lost, table[60:]])
    name = f"baotou-特别程序-{stamp}.xlsx"
    write_workbook(folder / name, "特别程序", table, ("包头市一体化政务服务平台特别程序明细",))
    return {
        "name": name,
        "platform": "baotou",
        "kind": "pauses",
        "rows": len(table) + 1,
        "rejected": {},
        "ignored": {"title": 1},
    }
