"""What the assessment's ledger holds, told by tables of a spec: entries, closed months, appeals and their reviews."""

from __future__ import annotations

from datetime import date

from tests.spec.acted import Row, Rows
from tests.spec.tables import moment

_OWN: Row = {"unit_name": "甲局", "area": "东河区"}


def as_entries(records: list[dict[str, str]]) -> Rows:
    """`entry | on | kind | unit | case_no | due | points | month`, and where told: message_no, reverses, appeal, reason, counted, instead_of, document, import."""
    rows: Rows = {"case_entry_rows": [], "other_entry_rows": []}
    for cells in records:
        number = cells.get("case_no") or cells.get("message_no") or None
        subject = "cases" if cells.get("case_no") else "messages" if cells.get("message_no") else None
        due = _day(cells.get("due"))
        row: Row = {
            **_OWN,
            "id": int(cells["entry"]),
            "unit_name": cells.get("unit") or "甲局",
            "kind": cells["kind"],
            "month": moment(f"{cells['month']}-01").date(),
            "event_on": due or _day(cells.get("about")),
            "subject": subject,
            "platform": "nmg" if number else None,
            "number": number,
            "case_no": number,
            "due_on": due,
            "points": int(cells["points"]),
            "rule_version": "2026",
            "counted": cells.get("counted") or None,
            "instead_of": int(cells["instead_of"]) if cells.get("instead_of") else None,
            "document_number": cells.get("document") or None,
            "reason": cells.get("reason") or None,
            "status_then": "open" if number else None,
            "import_id": cells.get("import") or ("001" if number else None),
            "appeal_id": int(cells["appeal"]) if cells.get("appeal") else None,
            "reverses_id": int(cells["reverses"]) if cells.get("reverses") else None,
            "at": moment(cells["on"]),
            "who": "王",
        }
        rows["case_entry_rows" if subject == "cases" else "other_entry_rows"].append(row)
    return rows


def as_closed_months(records: list[dict[str, str]]) -> Rows:
    """`month | on | entries | points | appeal_until`."""
    return {
        "batch_rows": [
            {
                "id": place,
                "month": moment(f"{cells['month']}-01").date(),
                "as_of": _day(cells["on"]),
                "rule_version": "2026",
                "appeal_until": _day(cells.get("appeal_until")),
                "entries": int(cells.get("entries") or 0),
                "points": int(cells.get("points") or 0),
                "at": moment(cells["on"]),
                "who": "王",
            }
            for place, cells in enumerate(records, start=1)
        ]
    }


def as_appeals(records: list[dict[str, str]]) -> Rows:
    """`appeal | on | entries | reason | review_by`, and where it was reviewed: `result | reviewed`. Entries: `1 2`."""
    rows: Rows = {"appeal_rows": [], "appeal_entry_rows": [], "appeal_review_rows": []}
    for cells in records:
        appeal, at = int(cells["appeal"]), moment(cells["on"])
        rows["appeal_rows"].append(
            {
                **_OWN,
                "id": appeal,
                "reason": cells.get("reason") or "其他",
                "text": "平台没有回传",
                "review_by": _day(cells["review_by"]),
                "at": at,
                "who": "赵",
            }
        )
        rows["appeal_entry_rows"] += [
            {"id": int(entry), "appeal_id": appeal, "entry_id": int(entry), "at": at, "who": "赵"}
            for entry in cells["entries"].split()
        ]
        if cells.get("result"):
            rows["appeal_review_rows"].append(
                {
                    "id": appeal,
                    "appeal_id": appeal,
                    "result": cells["result"],
                    "text": "属实",
                    "at": moment(cells["reviewed"]),
                    "who": "王",
                }
            )
    return rows


def as_rating_steps(records: list[dict[str, str]]) -> Rows:
    """`case_no | rated | on | step`, and where told: `result | complex | step_id | takes_back | by | rating_no`."""
    rows: list[Row] = [
        {
            **_OWN,
            "id": place,
            "unit_name": cells.get("unit") or _OWN["unit_name"],
            "platform": cells.get("platform") or "nmg",
            "rating_no": cells.get("rating_no") or f"{cells['case_no']}@{moment(cells['rated']).isoformat()}",
            "case_no": cells.get("case_no") or None,
            "rated_on": _day(cells.get("rated")),
            "step": cells["step"],
            "happened_on": _day(cells["on"]),
            "result": cells.get("result") or None,
            "is_complex": cells.get("complex") == "yes",
            "takes_back_id": int(cells["takes_back"]) if cells.get("takes_back") else None,
            "at": moment(cells["on"]),
            "who": cells.get("by") or "王",
        }
        for place, cells in enumerate(records, start=1)
    ]
    return {"rating_step_rows": rows, "recorded_step_rows": rows}


def _day(text: str | None) -> date | None:
    return moment(text).date() if text else None
