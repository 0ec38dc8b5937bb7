"""Cases of the construction platform: projects go through four stages, each with parallel items. One row a case."""

from __future__ import annotations

import numpy as np
import pandas as pd

from demo.cases import office_seconds, with_closing, with_limits, with_outcome
from demo.catalogue import AREA_WEIGHTS, CITY, Catalogue
from demo.clock import DAY, Clock, Ints

CASES = 6_000
PROJECTS = 1_900
STAGES = ("立项用地规划许可", "工程建设许可", "施工许可", "竣工验收")
GAPS = ((0, 1), (40, 100), (50, 120), (200, 400))  # days from one stage to the next, at least and at most


def construction_cases(catalogue: Catalogue, clock: Clock, rng: np.random.Generator) -> pd.DataFrame:
    """Cases of `gcjs` with `stage` and `project`, as they really happened."""
    regions = np.array([CITY[0], *AREA_WEIGHTS])
    weights = np.array([12, *AREA_WEIGHTS.values()])
    region = rng.choice(regions, PROJECTS, p=weights / weights.sum())
    start = rng.integers(clock.start - 500, clock.as_of, PROJECTS)
    stage_days = start[:, None] + np.cumsum([rng.integers(low, high, PROJECTS) for low, high in GAPS], axis=0).T
    code = _project_codes(start, region, rng)

    offered = catalogue.items[catalogue.items.stage != ""].reset_index(names="item")
    city = offered[offered.region_code == CITY[0]]
    count = PROJECTS * len(city)
    project = np.repeat(np.arange(PROJECTS), len(city))
    kind = np.tile(np.arange(len(city)), PROJECTS)
    local = pd.MultiIndex.from_arrays([offered.region_code, offered.item_name])
    wanted = pd.MultiIndex.from_arrays([region[project], city.item_name.to_numpy()[kind]])
    own = local.get_indexer(wanted)
    item = np.where((own >= 0) & (rng.random(count) < 0.8), offered.item.to_numpy()[own], city.item.to_numpy()[kind])
    stage = np.array([STAGES.index(name) for name in city.stage])[kind]
    day = stage_days[project, stage] + rng.integers(0, 6, count)
    happened = np.flatnonzero((day >= clock.start) & (day <= clock.as_of) & (rng.random(count) < 0.7))
    happened = np.sort(rng.permutation(happened)[:CASES])
    day = clock.next_working(day[happened])
    day = np.minimum(day, clock.as_of)

    cases = pd.DataFrame({"platform": "gcjs", "item": item[happened]})
    cases["unit"] = catalogue.items.unit.to_numpy()[cases.item]
    cases["accepted"] = day * DAY + office_seconds(rng, len(cases))
    cases = with_closing(with_limits(cases, catalogue, rng), catalogue, clock, rng)
    cases["region_code"] = catalogue.units.region_code.to_numpy()[cases.unit]
    cases["stage"] = np.array(STAGES, dtype=object)[stage[happened]]
    cases["project"] = code[project[happened]]
    cases = with_outcome(cases, clock, rng)
    status = cases.status.replace({"void": "withdrawn", "returned": "closed"})
    return cases.assign(status=status)


def _project_codes(start: Ints, region: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Codes in the shape of the national project register: 2604-150203-04-01-123456."""
    dates = pd.to_datetime("2024-01-01") + pd.to_timedelta(start, unit="D")
    months = dates.strftime("%y%m").to_numpy().astype(object)
    serial = (100_000 + rng.permutation(900_000)[: len(start)]).astype(str).astype(object)
    return months + "-" + region.astype(object) + "-04-01-" + serial
