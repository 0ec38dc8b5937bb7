"""The export of the construction platform: one row a status event, UTF-8 with a byte-order mark."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from demo.baotou import unit_texts
from demo.catalogue import Catalogue
from demo.clock import DAY, NONE, Ints
from demo.sheets import times, write_csv

BAD = {"impossible_date": 3, "missing": 2}
LOST_EVENTS = tuple(f"GC150203260{n}15900{n:03d}" for n in range(1, 6))  # instances that were never accepted
SUPPLEMENTED = 60  # cases with a supplement (6 to 7) before acceptance, which is before the clock
ACCEPTED_TWICE = 40  # cases whose acceptance was told again a day later
CLOSED_TWICE = 30  # cases refused (13) a day before they were passed (11)


def gcjs_events(cases: pd.DataFrame, pauses: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """All status events: case (row of `cases`), code, at."""
    mine = cases[cases.platform == "gcjs"]
    status = mine.status.to_numpy()
    accepted, closed, applied = mine.accepted.to_numpy(), mine.closed.to_numpy(), mine.applied.to_numpy()
    row = mine.index.to_numpy()
    refused = status == "rejected"
    never = (status == "withdrawn") & (row % 2 == 0)
    begun = ~refused & ~never
    done = begun & (closed != NONE)
    told = [
        _events(row, 1, applied),
        _events(row[refused], 5, closed[refused]),
        _events(row[never], 2, accepted[never]),
        _events(row[begun], 3, accepted[begun]),
        _events(row[begun], 8, accepted[begun] + rng.integers(600, 1_800, int(begun.sum()))),
    ]
    left = done & (status == "withdrawn")
    told.append(_events(row[left], 14, closed[left]))
    ended = done & (status != "withdrawn")
    code = rng.choice([11, 12, 13], len(row), p=[0.86, 0.08, 0.06])
    told.append(_events(row[ended], code[ended], closed[ended]))

    plain = ended & (mine.tag == "").to_numpy()
    long = closed // DAY - accepted // DAY >= 4
    some = rng.permutation(np.flatnonzero(plain & long))
    again, twice = some[:ACCEPTED_TWICE], some[ACCEPTED_TWICE : ACCEPTED_TWICE + CLOSED_TWICE]
    told.append(_events(row[again], 3, accepted[again] + DAY))
    told.append(_events(row[twice], 13, closed[twice] - DAY))
    early = rng.permutation(np.flatnonzero(plain & (accepted - applied > 7_200)))[:SUPPLEMENTED]
    told.append(_events(row[early], 6, applied[early] + 600))
    told.append(_events(row[early], 7, accepted[early] - 600))
    told += _pause_events(pauses[np.isin(pauses.case, row)], rng)
    return pd.concat(told).sort_values(["at", "case", "code"], ignore_index=True)


def _events(row: Ints, code: Ints | int, at: Ints) -> pd.DataFrame:
    return pd.DataFrame({"case": row, "code": np.broadcast_to(code, len(row)), "at": at})


def _pause_events(pauses: pd.DataFrame, rng: np.random.Generator) -> list[pd.DataFrame]:
    start = np.where(rng.random(len(pauses)) < 0.4, 6, 9)
    row, ended = pauses.case.to_numpy(), (pauses.end != NONE).to_numpy()
    return [
        _events(row, start, pauses.start.to_numpy()),
        _events(row[ended], start[ended] + 1, pauses.end.to_numpy()[ended]),
    ]


def write_gcjs(
    folder: Path, events: pd.DataFrame, cases: pd.DataFrame, catalogue: Catalogue, stamp: str, rng: np.random.Generator
) -> list[dict]:
    """The file of events."""
    rows = cases.loc[events.case]
    items = catalogue.items
    spelled = pd.Series(unit_texts(catalogue.units, np.arange(len(catalogue.units)), rng))
    table = pd.DataFrame(
        {
            "spsxslbm": rows.case_no.to_numpy(),
            "spsxbm": items.item_code.to_numpy()[rows.item],
            "spsxmc": items.item_name.to_numpy()[rows.item],
            "spbmmc": spelled.to_numpy()[rows.unit],
            "xzqhdm": rows.region_code.to_numpy(),
            "spjdmc": rows.stage.to_numpy(),
            "xmdm": rows.project.to_numpy(),
            "fdsx": rows.statutory.astype(str).to_numpy() + "工作日",
            "sxblsx": rows.promised.astype(str).to_numpy() + "工作日",
            "blzt": events.code.astype(str),
            "blsj": times(events["at"].to_numpy(), "%Y-%m-%d %H:%M:%S"),
        }
    )
    impossible = table[50:53].assign(
        spsxslbm=["GC9901010000001", "GC9901010000002", "GC9901010000003"], blsj="2026-11-31 09:00:00"
    )
    nameless = table[60:62].assign(spsxslbm="")
    lost = table[80 : 80 + len(LOST_EVENTS)].assign(spsxslbm=LOST_EVENTS, blzt=["8", "8", "11", "8", "11"])
    table = pd.concat([table[:400], impossible, nameless, lost, table[400:]])
    name = f"gcjs-审批事项状态-{stamp}.csv"
    write_csv(folder / name, table, "utf-8-sig")
    return [{"name": name, "platform": "gcjs", "kind": "events", "rows": len(table), "rejected": BAD, "ignored": {}}]
