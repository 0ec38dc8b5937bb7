"""What a meeting on 13 November saw, and what a replay of that day with the later exports shows: the same day, known twice."""

from __future__ import annotations

import numpy as np
import pandas as pd

from demo.baotou import EARLIER, EARLIER_FROM
from demo.clock import DAY, NONE, Clock, day_index
from demo.pauses import AFTER_DUE_DAY
from demo.standing import lights_on


def known_on(cases: pd.DataFrame, pauses: pd.DataFrame, clock: Clock) -> dict:
    """Lights of the city's cases as of 13 November: as its export of that day tells them, and as all exports do today.

    Only cases that the earlier export has: no other export of cases was known then, and no list of pauses.
    """
    day = day_index(EARLIER)
    before = np.where(cases.earlier_accepted == NONE, cases.accepted, cases.earlier_accepted)
    told = (cases.platform == "baotou") & (cases.status != "rejected")
    told &= (before // DAY >= day_index(EARLIER_FROM)) & (before // DAY <= day)
    then = cases.assign(
        accepted=before,
        promised=np.where(cases.earlier_promised == NONE, cases.promised, cases.earlier_promised),
        closed=np.where(cases.earlier_closed == NONE, cases.closed, cases.earlier_closed),
    )
    seen = lights_on(then, pauses[:0], clock, day)[told]
    today = lights_on(cases, pauses[pauses.role != AFTER_DUE_DAY], clock, day)[told]
    differs, rewritten = seen != today, (cases.tag == "rewritten")[told]
    red = (seen == "red") != (today == "red")
    return {
        "as_of": EARLIER.isoformat(),
        "known_on": EARLIER.isoformat(),
        "platform": "baotou",
        "cases": int(told.sum()),
        "lights_then": _counts(seen),
        "lights_today": _counts(today),
        "lights_differ": int(differs.sum()),
        "red_differ": int(red.sum()),
        "rewritten": {
            "lights_differ": int((differs & rewritten).sum()),
            "red_differ": int((red & rewritten).sum()),
            "cases": sorted(cases.case_no[told][differs & rewritten]),
        },
    }


def _counts(lights: pd.Series) -> dict[str, int]:
    return {light: int((lights == light).sum()) for light in ("green", "yellow", "red", "paused")}
