"""The whole list of a letter as a workbook, for a channel that takes a file where the text had to be cut."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from analytics.figures.workbook import workbook
from analytics.reminders.channels.envelope import Attachment
from analytics.reminders.letters import SAID, Matter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def whole_list(unit: str, day: date, matters: Sequence[Matter]) -> Attachment:
    """Every matter a row: what it is, its number, its item, its due day, how late."""
    rows = pd.DataFrame(
        {
            "类别": [SAID[matter.subject][0] for matter in matters],
            "编号": [matter.number for matter in matters],
            "事项": [matter.matter or "" for matter in matters],
            "到期日": [matter.due_on for matter in matters],
            "剩余工作日": [None if matter.is_late else matter.remaining_days for matter in matters],
            "超期工作日": [matter.overdue_days if matter.is_late else None for matter in matters],
        }
    )
    content = workbook(rows, {"单位": unit, "日期": day.isoformat()}, sheets=("催办清单", "说明"))
    return Attachment(f"催办清单-{day:%Y%m%d}.xlsx", content, XLSX)
