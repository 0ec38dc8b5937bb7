"""Tables as files: workbooks and CSV in which text from an export stays text, never a formula or a link.

The one place for whatever leaves as a file: downloads of the pages, `--format csv`, rejected rows, reports beside files.
A number stays a number; only what is text is held back from being run.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Collection, Iterator

import pandas as pd

from analytics.errors import N_

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫")
UNSEEN = (
    r"\s\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202f\u205f-\u206f"
)
UNSEEN += r"\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0"
"""What a reader does not see before a sign and a spreadsheet may skip: blanks, control and zero-width characters."""
_RUNS = re.compile(rf"[{UNSEEN}]*[=+\-@＝＋－＠﹦﹢﹣﹫\t\r\n]")
_BREAK = re.compile(r"\r\n?")
CELL = 32_767
"""Characters that a cell of a workbook holds, as Excel counts them: UTF-16 units."""
SHEET = 1_048_575
"""Rows that a sheet holds below its header."""
CUT = N_(" … (cut here: {n} characters, a cell holds {most})")
SHEETS = (N_("rows"), N_("selection"))
"""What the sheets of a workbook are called: the rows, and what was selected."""


def workbook(
    frame: pd.DataFrame,
    notes: dict[str, str],
    cut: str = CUT,
    sheets: tuple[str, str] = SHEETS,
    shares: Collection[str] = (),
) -> bytes:
    """An XLSX with the rows on the first sheet and what was selected on another; every text an explicit string.

    More rows than a sheet holds go on in a next one (rows, rows 2, …). A text longer than a cell holds ends with `cut`.
    The columns `shares` are numbers from 0 to 1 that are shown as percent.
    """
    of_rows, of_notes = sheets
    stream = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    fitting = _mapped(_without_zones(frame), lambda text: _within_a_cell(text, cut))
    with pd.ExcelWriter(stream, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        percent = writer.book.add_format({"num_format": "0.0%"})
        for name, part in _sheets(fitting, of_rows):
            part.to_excel(writer, sheet_name=name, index=False)
            writer.sheets[name].freeze_panes(1, 0)
            writer.sheets[name].autofit(max_width=320)
            for place, column in enumerate(frame.columns):
                if column in shares:
                    writer.sheets[name].set_column_pixels(place, place, 110, percent)
        selected = [(spelled(name), _within_a_cell(spelled(text), cut)) for name, text in notes.items()]
        pd.DataFrame(selected, columns=["", " "]).to_excel(writer, sheet_name=of_notes, index=False)
        writer.sheets[of_notes].autofit(max_width=600)
    return stream.getvalue()


def csv_text(frame: pd.DataFrame) -> bytes:
    """CSV that Chinese Excel opens (UTF-8 with BOM), no text of which runs."""
    return csv_lines(frame).encode("utf-8-sig")


def csv_lines(frame: pd.DataFrame) -> str:
    """CSV for programs: a text that starts like a formula gets an apostrophe before it, headers too."""
    return _mapped(frame, _inert).to_csv(index=False)


def _inert(text: str) -> str:
    """A text that no spreadsheet runs, on one row of the file: a bare carriage return would end the row."""
    held = f"'{text}" if _RUNS.match(text) else text
    return _BREAK.sub("\n", held)


def spelled(text: str) -> str:
    """Half characters, as names of files in other encodings hold them, spelled out: no file and no table carries them."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _within_a_cell(text: str, cut: str) -> str:
    if _units(text) <= CELL:
        return text
    ending = cut.format(n=f"{len(text):,}", most=f"{CELL:,}")
    kept = text.encode("utf-16-le")[: 2 * (CELL - _units(ending))]
    return kept.decode("utf-16-le", "ignore") + ending


def _units(text: str) -> int:
    return len(text) if len(text) * 2 <= CELL else len(text.encode("utf-16-le")) // 2


def _mapped(frame: pd.DataFrame, change: Callable[[str], str]) -> pd.DataFrame:
    """The frame with every text of its cells and headers changed; numbers, days and what is missing stay."""
    changed = frame.copy(deep=False)
    for place in range(frame.shape[1]):
        texts = frame.iloc[:, place]
        if pd.api.types.is_string_dtype(texts) or texts.dtype == object:
            shown = [change(value) if isinstance(value, str) else value for value in texts.tolist()]
            changed.isetitem(place, pd.Series(shown, index=texts.index, dtype=object))
    changed.columns = pd.Index([change(str(column)) for column in frame.columns], dtype=object)
    return changed


def _sheets(frame: pd.DataFrame, name: str) -> Iterator[tuple[str, pd.DataFrame]]:
    yield name, frame.iloc[:SHEET]
    for number, start in enumerate(range(SHEET, len(frame), SHEET), start=2):
        yield f"{name} {number}", frame.iloc[start : start + SHEET]


def _without_zones(frame: pd.DataFrame) -> pd.DataFrame:
    zoned = [column for column in frame.columns if isinstance(frame[column].dtype, pd.DatetimeTZDtype)]
    return frame.assign(**{column: frame[column].dt.tz_localize(None) for column in zoned})
