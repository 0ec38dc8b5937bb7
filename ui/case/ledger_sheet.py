"""A ledger as one A4 page: a self-contained HTML file without scripts, every text escaped, that any browser prints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape

from analytics.clock.ledger import Ledger
from analytics.clock.ledger_lines import Line, folded
from ui.shell.wording import _, language
from ui.shell.words import VALUES, value_word, weekday_word

LINES = 34  # what an A4 page holds below the facts and a few remarks
LINES_OF_A_REMARK = 2
FIRM_MARKS = ("due", "closed")
STYLE = """
@page { size: A4 portrait; margin: 12mm 14mm; }
body { font: 8.5pt/1.3 "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif; color: #000; margin: 0 auto;
  max-width: 182mm; }
h1 { font-size: 14pt; margin: 0 0 2mm; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 0.2mm solid #999; padding: 0.4mm 1.2mm; text-align: left; vertical-align: top; }
td.number { text-align: right; }
td.number, td.when { white-space: nowrap; }
tr { break-inside: avoid; }
tr.firm td { font-weight: bold; border-top: 0.5mm solid #000; border-bottom: 0.5mm solid #000; }
table.facts { margin-bottom: 2mm; }
table.facts th { width: 24mm; font-weight: normal; color: #444; }
p { margin: 1.5mm 0 0; }
p.small { font-size: 7.5pt; color: #444; }
"""


@dataclass(frozen=True)
class Sheet:
    """What is printed: the ledger, facts and selection as name and text, remarks, the holidays' names."""

    ledger: Ledger
    facts: dict[str, str]
    remarks: list[str]
    selection: dict[str, str]
    holidays: dict[date, str]


def sheet_html(sheet: Sheet) -> bytes:
    """The page, UTF-8. Long runs of plain days are folded until it fits."""
    title = _("Clock ledger")
    lines = folded(sheet.ledger.days, LINES - LINES_OF_A_REMARK * len(sheet.remarks))
    body = "".join(
        (
            f"<h1>{_text(title)}</h1>",
            _facts(sheet.facts),
            _table(lines, sheet),
            "".join(f"<p>{_text(remark)}</p>" for remark in sheet.remarks),
            f'<p class="small">{_text(_explained(lines, sheet))}</p>',
            f'<p class="small">{_text(" · ".join(f"{name}: {text}" for name, text in sheet.selection.items()))}</p>',
        )
    )
    policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    head = f'<meta charset="utf-8">{policy}<title>{_text(title)}</title><style>{STYLE}</style>'
    page = f'<!DOCTYPE html><html lang="{language()}"><head>{head}</head><body>{body}</body></html>'
    return page.encode("utf-8")


def _text(text: object) -> str:
    return escape(str(text), quote=True)


def _facts(facts: dict[str, str]) -> str:
    cells = [f"<th>{_text(name)}</th><td>{_text(text)}</td>" for name, text in facts.items()]
    pairs = ["".join(cells[place : place + 2]) for place in range(0, len(cells), 2)]
    return f'<table class="facts">{"".join(f"<tr>{pair}</tr>" for pair in pairs)}</table>'


def _table(lines: list[Line], sheet: Sheet) -> str:
    names = (_("Date"), _("Day"), _("Counted"), _("Running count"), _("What happened"), _("Note"))
    head = "".join(f"<th>{_text(name)}</th>" for name in names)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(_row(line, sheet) for line in lines)}</tbody></table>"


def _row(line: Line, sheet: Sheet) -> str:
    firm = ' class="firm"' if set(FIRM_MARKS) & set(line.marks) else ""
    limit = "" if sheet.ledger.limit is None else f" / {sheet.ledger.limit}"
    cells = (
        f'<td class="when">{_text(_dates(line))}</td>',
        f"<td>{_text(_days(line))}</td>",
        f'<td class="number">{_text(f"+{line.counted}" if line.counted else "–")}</td>',
        f'<td class="number">{_text(f"{line.count}{limit}")}</td>',
        f"<td>{_text(', '.join(value_word('mark', mark) for mark in line.marks))}</td>",
        f"<td>{_text(_note(line, sheet))}</td>",
    )
    return f"<tr{firm}>{''.join(cells)}</tr>"


def _dates(line: Line) -> str:
    if line.first == line.last:
        return f"{line.first} {weekday_word(line.first.weekday())}"
    return f"{line.first} – {line.last}"


def _days(line: Line) -> str:
    if line.days == 1:
        return value_word("day_kind", next(iter(line.kinds)))
    return ", ".join(f"{number} × {value_word('day_kind', kind)}" for kind, number in line.kinds.items())


def _note(line: Line, sheet: Sheet) -> str:
    local = [sheet.holidays[day] for day in sheet.holidays if line.first <= day <= line.last]
    names = list(dict.fromkeys(local)) or list(line.names)
    known = [*names[:1], *(["…"] if len(names) > 1 else [])]
    known += [value_word("phase", line.phase)] if line.phase in VALUES["phase"] else []
    return ", ".join([*known, _("provisional")] if line.provisional else known)


def _explained(lines: list[Line], sheet: Sheet) -> str:
    rule = _(
        "The start day is not counted (民法典 201); working days only (行政许可法 82); pauses do not count (行政许可法 45)."
    )
    if len(lines) < len(sheet.ledger.days):
        rule += " " + _("{days} days in {lines} lines: runs of days are folded.").format(
            days=len(sheet.ledger.days), lines=len(lines)
        )
    return rule
