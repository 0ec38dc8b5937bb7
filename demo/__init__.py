"""Sample exports of an invented city: two years of cases, messages and ratings as three platforms would export them.

Everything in them is made up by a seeded generator; the same seed gives the same bytes. What is wrong in them on purpose
is listed in manifest.json beside the files, with the headline figures that an import must give.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from demo.baotou import LOST_PAUSES, baotou_table, write_baotou
from demo.cases import DEFAULT_LIMIT_UNITS, general_cases
from demo.catalogue import Catalogue, build_items, build_units
from demo.clock import DATA_DATE, DAY, Clock, day_of
from demo.gcjs import LOST_EVENTS, gcjs_events, write_gcjs
from demo.known_on import known_on
from demo.limits import add_limits
from demo.lists import contacts_of, stamp_of, write_contacts, write_items, write_messages, write_ratings
from demo.manifest import Manifest, read_manifest
from demo.messages import messages
from demo.nmg import CUT_AREA, nmg_table, write_nmg
from demo.pauses import ordinary_pauses
from demo.planted_cells import plant_cells
from demo.planted_pauses import plant_late_pauses, plant_pauses
from demo.planting import Planter
from demo.projects import construction_cases
from demo.ratings import ratings
from demo.register_file import REGISTER, write_register
from demo.standing import with_standing
from demo.supervision import supervise
from demo.supervision_truths import supervision_truths
from demo.texts import written
from demo.truths import truths

__all__ = ["DATA_DATE", "REGISTER", "Manifest", "read_manifest", "write_demo"]

SEED = 73
Progress = Callable[[str, float], None]


def write_demo(folder: Path, seed: int = SEED, progress: Progress | None = None) -> Manifest:
    """Writes all sample exports and manifest.json into `folder` (made if need be) and says what they hold.

    `progress` is called with a step's name and the share done, 0 to 1. The same seed gives the same bytes.
    """
    tell = progress or (lambda step, share: None)
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    clock, stamp = Clock(), stamp_of(DATA_DATE)
    tell("units and items", 0.0)
    catalogue = _catalogue(rng)
    tell("cases", 0.05)
    planter = Planter(_numbered(_cases(catalogue, clock, rng)), catalogue, clock, rng)
    pauses = ordinary_pauses(planter.cases, clock, rng)
    pauses = pd.concat([pauses, plant_pauses(planter)], ignore_index=True)
    planter.plant()
    plant_cells(planter)
    pauses = pd.concat([pauses, plant_late_pauses(planter)], ignore_index=True)
    cases = with_standing(planter.all(), pauses, clock)
    planted = planter.planted
    tell("messages and ratings", 0.15)
    asked = written(messages(catalogue, clock, planted, rng), catalogue)
    rated = ratings(cases, catalogue, clock, planted, rng)
    _plant_in_items(catalogue, planter)

    tell("nmg", 0.25)
    files = write_nmg(folder, nmg_table(cases, pauses, catalogue), stamp)
    tell("baotou", 0.4)
    files += write_baotou(folder, baotou_table(cases, catalogue, rng), cases, pauses, stamp)
    planted.add("pause_without_case", list(LOST_PAUSES))
    tell("gcjs", 0.8)
    events = gcjs_events(cases, pauses, rng)
    files += write_gcjs(folder, events, cases, catalogue, stamp, rng)
    planted.add("event_without_case", list(LOST_EVENTS))
    tell("messages, ratings and lists", 0.9)
    files += write_messages(folder, asked, catalogue, stamp, rng)
    files += write_ratings(folder, rated, cases, catalogue, stamp, rng)
    files += write_items(folder, catalogue, rng)
    contacts = contacts_of(catalogue, rng)
    files += write_contacts(folder, contacts, stamp)
    supervised = supervise(cases, clock)
    write_register(folder, supervised, cases, catalogue, contacts, clock)

    lost = sum(file["rejected"].get("lost_digits", 0) for file in files)
    cut = next(file["name"] for file in files if "达茂旗" in file["name"])
    planted.add("excel_damage", [cut], rejected_rows=lost, files_cut_to_the_day=[cut], area_code=CUT_AREA)
    manifest = Manifest(
        folder=folder,
        seed=seed,
        data_date=DATA_DATE.isoformat(),
        files=sorted(files, key=lambda file: file["name"]),
        totals=_totals(cases, pauses, events, asked, rated, catalogue),
        findings=dict(sorted(planted.found.items())),
        truths={
            **truths(cases, asked, rated, catalogue, clock),
            "known_on": known_on(cases, pauses, clock),
            "supervision": supervision_truths(supervised, cases, catalogue, clock),
        },
    )
    manifest.write()
    tell("manifest", 1.0)
    return manifest


def _catalogue(rng: np.random.Generator) -> Catalogue:
    units = build_units()
    bare = Catalogue(units, build_items(units, rng))
    careless = {bare.unit(name) for name in DEFAULT_LIMIT_UNITS}
    return Catalogue(units, add_limits(bare.items, rng, careless))


def _cases(catalogue: Catalogue, clock: Clock, rng: np.random.Generator) -> pd.DataFrame:
    general = general_cases(catalogue, clock, rng).assign(stage="", project="")
    return pd.concat([general, construction_cases(catalogue, clock, rng)], ignore_index=True)


def _numbered(cases: pd.DataFrame) -> pd.DataFrame:
    """Case numbers as each platform makes them up: 20 digits, BT20261120-00001, GC150203261120000001."""
    day = [day_of(number) for number in cases.accepted // DAY]
    numbers = [
        f"{region}{on:%Y%m%d}{n:06d}"
        if platform == "nmg"
        else f"BT{on:%Y%m%d}-{n:05d}"
        if platform == "baotou"
        else f"GC{region}{on:%y%m%d}{n:06d}"
        for n, (platform, region, on) in enumerate(zip(cases.platform, cases.region_code, day, strict=True))
    ]
    return cases.assign(case_no=numbers, applicant=np.arange(len(cases)))


def _plant_in_items(catalogue: Catalogue, planter: Planter) -> None:
    items = catalogue.items
    over = items[(items.statutory >= 0) & (items.newer > items.statutory)]
    planter.planted.add("promised_over_statutory", list(over.item_code))
    planter.planted.add("default_limits", list(DEFAULT_LIMIT_UNITS))


def _totals(
    cases: pd.DataFrame,
    pauses: pd.DataFrame,
    events: pd.DataFrame,
    asked: pd.DataFrame,
    rated: pd.DataFrame,
    catalogue: Catalogue,
) -> dict:
    platforms = cases.groupby("platform")
    by_platform = cases.platform.to_numpy()[pauses.case]
    without = catalogue.units.unit_name[~catalogue.units.index.isin(cases.unit)]
    return {
        "cases": len(cases),
        "cases_by_platform": {str(name): len(part) for name, part in platforms},
        "counted_by_platform": {str(name): int(part.counted.sum()) for name, part in platforms},
        "events": len(events),
        "messages": len(asked),
        "ratings": len(rated),
        "pauses": len(pauses),
        "pauses_by_platform": {name: int((by_platform == name).sum()) for name in ("nmg", "baotou", "gcjs")},
        "supplements_before_acceptance": int((events.code == 6).sum() + (events.code == 9).sum())
        - int((by_platform == "gcjs").sum()),
        "items_per_version": len(catalogue.items),
        "units": len(catalogue.units),
        "contacts": len(catalogue.units),
        "units_without_cases": sorted(without),
    }
