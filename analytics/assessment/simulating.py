"""What other rules would have given: the same misses and circulars under other points, beside the rules in force."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from analytics.assessment.booking import AssessmentRefused
from analytics.assessment_rules import Assessment
from analytics.errors import N_
from analytics.figures.scope import Scope
from analytics.snapshot.opened import Snapshot


def changed(rules: Assessment, changes: Mapping[str, object]) -> Assessment:
    """Rules with some parts otherwise. Raises `AssessmentRefused` for what settings.toml would refuse."""
    try:
        return Assessment.model_validate({**rules.model_dump(), **changes})
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        raise AssessmentRefused(N_("These are no rules: {faults}."), faults=faults) from error


def simulate(snapshot: Snapshot, scope: Scope, rules: Assessment) -> list[dict[str, Any]]:
    """Each unit's points by the ledger and by other rules, with the difference; the most points by these rules first."""
    in_force = {
        row["unit_name"]: int(str(row["points"])) for row in snapshot.records("deduction_points", scope, ("unit",))
    }
    told = {row["unit_name"]: row for row in snapshot.records("charged_misses", scope, ("unit",))}
    rows = [
        {
            "unit_name": unit,
            "points": points,
            "points_simulated": (simulated := _points(told[unit], rules) if unit in told else 0),
            "difference": simulated - points,
        }
        for unit, points in in_force.items()
        if points or unit in told
    ]
    return sorted(rows, key=lambda row: (-row["points_simulated"], str(row["unit_name"])))


def _points(counts: dict[str, Any], rules: Assessment) -> int:
    own = {"cases": rules.case_points, "messages": rules.message_points}
    circulated = rules.circulated_points * counts["circulars"]
    charged = sum(
        points
        * (counts[f"missed_{subject}"] - (counts[f"circulated_{subject}"] if rules.circulated == "replaces" else 0))
        for subject, points in own.items()
    )
    return int(charged + circulated + counts["manual_points"])
