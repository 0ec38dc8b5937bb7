"""Tables as files: workbooks and CSV in which text from an export stays text, never a formula or a link."""

from __future__ import annotations

import io

import pandas as pd

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def workbook(frame: pd.DataFrame, notes: dict[str, str]) -> bytes:
    """An XLSX with the rows on the first sheet and what was selected on the second; every text an explicit string."""
    stream = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with pd.ExcelWriter(stream, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        _without_zones(frame).to_excel(writer, sheet_name="rows", index=False)
        pd.DataFrame(list(notes.items()), columns=["", " "]).to_excel(writer, sheet_name="selection", index=False)
        writer.sheets["rows"].freeze_panes(1, 0)
        writer.sheets["rows"].autofit(max_width=320)
        writer.sheets["selection"].autofit(max_width=600)
    return stream.getvalue()


def csv_text(frame: pd.DataFrame) -> bytes:
    """CSV that Chinese Excel opens (UTF-8 with BOM); a text that starts like a formula gets an apostrophe before it."""
    safe = frame.copy()
    for column in safe.columns:
        if pd.api.types.is_string_dtype(safe[column]) or safe[column].dtype == object:
            texts = safe[column]
            risky = texts.map(lambda value: isinstance(value, str) and value.startswith(FORMULA_STARTS))
            safe[column] = texts.where(~risky, "'" + texts.astype(str))
    return safe.to_csv(index=False).encode("utf-8-sig")


def _without_zones(frame: pd.DataFrame) -> pd.DataFrame:
    zoned = [column for column in frame.columns if isinstance(frame[column].dtype, pd.DatetimeTZDtype)]
    return frame.assign(**{column: frame[column].dt.tz_localize(None) for column in zoned})
