"""Exports of the region's platform: coded headers, GBK; one area's file went through Excel on its way."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from demo.catalogue import Catalogue
from demo.clock import NONE
from demo.sheets import days, times, write_csv

CUT_AREA = "150223"  # 达尔罕茂明安联合旗: dates cut to the day
# 20260305101200 and 2026-03-05 10:12:00 become 2026/3/5.
CUT_TIME = r"^(\d{4})-?(\d\d)-?(\d\d)(?: .*|\d{6})?$"
STATUS = {
    "open": "在办",
    "paused": "挂起",
    "closed": "办结",
    "returned": "退回",
    "withdrawn": "撤回",
    "rejected": "不予受理",
    "void": "作废",
}
RESULT = {"returned": "1", "void": "2"}
UNIT_CODES = {"working": "1", "calendar": "2", "month": "3"}
BAD = {"lost_digits": 4, "impossible_date": 5, "missing": 3}
BAD_IN_CUT = {"lost_digits": 6}


def nmg_table(cases: pd.DataFrame, pauses: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """The rows of the platform as texts under its coded headers, with the region at hand."""
    mine = cases[cases.platform == "nmg"]
    items, units = catalogue.items, catalogue.units
    unit = mine.unit.to_numpy()
    named = unit >= 0
    paused = pauses.drop_duplicates("case").set_index("case").reindex(mine.index)
    limit_unit = mine.limit_unit.map(UNIT_CODES).to_numpy()
    done = mine.status.isin(["closed"]).to_numpy()
    result = np.where(done, np.where(mine.index % 7 == 0, "6", "0"), mine.status.map(RESULT).fillna("").to_numpy())
    not_accepted = (mine.status == "rejected").to_numpy()
    start, end = paused.start.fillna(NONE).astype(np.int64), paused.end.fillna(NONE).astype(np.int64)
    return pd.DataFrame(
        {
            "PROJECT_NO": mine.case_no,
            "SXBM": items.item_code.to_numpy()[mine.item],
            "SXMC": items.item_name.to_numpy()[mine.item],
            "ORG_NAME": np.where(named, units.unit_name.to_numpy()[unit], ""),
            "ORG_CODE": np.where(named, units.unit_code.to_numpy()[unit], ""),
            "XZQHDM": mine.region_code,
            "SBSJ": times(mine.applied.to_numpy(), "%Y%m%d%H%M%S"),
            "SJRQ": times(mine.received.to_numpy(), "%Y-%m-%d %H:%M:%S"),
            "SLSJ": np.where(not_accepted, "", times(mine.accepted.to_numpy(), "%Y-%m-%d %H:%M:%S")),
            "CNBJSJ": np.where(not_accepted, "", days(mine.platform_due.to_numpy(), "%Y-%m-%d")),
            "BJSJ": times(np.where(mine.closed_told == NONE, mine.closed, mine.closed_told), "%Y-%m-%d %H:%M:%S"),
            "ANTICIPATE_DAY": np.where(mine.statutory < 0, "", mine.statutory.astype(str)),
            "ANTICIPATE_TYPE": np.where(mine.statutory < 0, "", limit_unit),
            "PROMISE_DAY": mine.promised.astype(str),
            "PROMISE_TYPE": limit_unit,
            "BJLX": np.where(mine.kind == "immediate", "1", "2"),
            "BJZT": np.where(mine.status_word == "", mine.status.map(STATUS), mine.status_word),
            "BJJGDM": result,
            "SBLY": mine.channel.astype(str),
            "TBCXZLMC": paused.kind.fillna(""),
            "TBCXKSRQ": times(start.to_numpy(), "%Y-%m-%d"),
            "TBCXJSRQ": times(end.to_numpy(), "%Y-%m-%d"),
            "TBCXQDLY": paused.reason.fillna(""),
            "TBCXPZR": paused.approver.fillna(""),
        }
    ).sort_values(["SBSJ", "PROJECT_NO"])


def write_nmg(folder: Path, table: pd.DataFrame, stamp: str) -> list[dict]:
    """The large file in GB18030, and the small one of one area that was saved from Excel."""
    cut = (table.XZQHDM == CUT_AREA).to_numpy()
    large, small = table[~cut], table[cut].copy()
    for name in ("SBSJ", "SJRQ", "SLSJ", "BJSJ", "CNBJSJ"):
        small[name] = small[name].str.replace(
            CUT_TIME, lambda found: f"{found[1]}/{int(found[2])}/{int(found[3])}", regex=True
        )
    lost = large[100:104].assign(PROJECT_NO=_bad_numbers(4), SXBM="1.11502E+30")
    impossible = large[200:205].assign(PROJECT_NO=_bad_numbers(5, 10), SLSJ="2026-02-30 10:12:00")
    nameless = large[300:303].assign(PROJECT_NO="")
    files = []
    for name, rows, bad, reasons in (
        (f"nmg-办件-{stamp}.csv", large, [lost, impossible, nameless], BAD),
        (f"nmg-办件-达茂旗-{stamp}.csv", small, [small[20:26].assign(PROJECT_NO="1.50223E+19")], BAD_IN_CUT),
    ):
        content = pd.concat([rows[:500], *bad, rows[500:]]) if len(rows) > 500 else pd.concat([rows, *bad])
        write_csv(folder / name, content, "gb18030")
        files.append(
            {"name": name, "platform": "nmg", "kind": "cases", "rows": len(content), "rejected": reasons, "ignored": {}}
        )
    return files


def _bad_numbers(count: int, first: int = 0) -> list[str]:
    return [f"1502009901010000{n:04d}" for n in range(first, first + count)]
