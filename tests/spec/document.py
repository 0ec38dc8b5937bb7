"""The documents that the catalogue and the specs give: a page a subject, each figure with its definition and an example.

`python -m tests.spec.document` writes docs/figures and docs/zh-CN/figures; a test asks that what is committed is what it
writes. The Chinese pages have the names, definitions and words that the screen has; what only a spec says, its sentence and
its remarks, is English, and there they name the spec instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analytics.figures.catalogue import Figure, by_subject
from analytics.figures.groupings import GROUPINGS
from analytics.figures.scope import BEGINNING, END, Scope
from analytics.languages import LANGUAGES, document, translated
from analytics.settings import ROOT
from tests.spec.collected import Spec, specs
from tests.spec.tables import Table
from tests.spec.told import AS_OF, LIMITS, LOOKED_AT, SHORT, Given, NothingLookedAt, Ruled, Shown, Told
from ui.shell.words import COLUMNS, FILTER_NAMES, VALUES

DOCS = {language: document("figures/README", language).parent for language in LANGUAGES}
CHOSEN = {"areas": "area", "units": "unit", "items": "item", "platforms": "platform", "kinds": "kind"}
"""The parts of a scope that choose, with the names of their filters."""
HOW_TO_READ = {
    "en": "Every example is a test (tests/spec): what the exports tell, and the rows that the figure must show. Days without a "
    f"year are of 2026. Where a table does not say otherwise, the export is of {AS_OF}, the period is March 2026 and the "
    "as-of day its last; a case has a limit of 5 working days and 10 by law. An empty cell is a missing value.",
    "zh": "每个示例都是一个测试（tests/spec）：导出文件写明的内容，以及指标必须显示的行。没有年份的日期是 2026 年。表中没有另外写明时，导出日期为 "
    f"{AS_OF}，时段为 2026 年 3 月，统计截至该月最后一天；办件的承诺时限为 5 个工作日，法定时限为 10 个工作日。空单元格表示缺失。各行为何列出，见英文版的备注。",
}
MADE = {
    "en": (
        "Figures",
        "Made from the catalogue and the specs: `python -m tests.spec.document`. [中文](../zh-CN/figures/README.md)",
    ),
    "zh": ("指标", "由指标目录和规格测试生成：`python -m tests.spec.document`。[English](../../figures/README.md)"),
}
CHINESE = {
    "grouped by": "可细分",
    "narrowed by": "起作用的筛选",
    "definition": "定义",
    "cohort": "口径",
    "unit": "单位",
    "formula": "公式",
    "rows": "明细",
    "source": "来源",
    "example": "示例（测试 `{name}`）",
    "setting": "设置 `{name} = {value}`。",
    "export of {day}": "导出日期 {day}",
    "rejected": "拒收的",
    "orders": "督办单",
    "order lines": "督办单的条目",
    "what happened to orders": "督办单的经过",
    "answers to orders": "督办单的反馈",
    "decisions": "议定事项",
    "orders made of decisions": "议定事项转成的督办单",
    "letters that carry orders": "载有督办单的函件",
    "entries of the assessment": "考评台账记录",
    "closed months": "已关账月份",
    "appeals": "考评申诉",
    "letters": "提醒函件",
    "reminders": "提醒",
    "what became of letters": "函件的结果",
    "what was recorded of ratings": "差评的人工登记",
    "urged by hand": "人工催办",
    "runs": "提醒运行",
    "looked at on {day}": "查看日期 {day}。",
    "over all time": "全部时间",
    "from {start} to {end}": "{start} 至 {end}",
    "as of {day}": "统计截至 {day}",
}
"""The words of these pages that no screen has, by what the English pages say."""


@dataclass(frozen=True)
class Wording:
    """How a page is worded in a language."""

    language: str

    @property
    def chinese(self) -> bool:
        return self.language == "zh"

    def said(self, text: str, **details: object) -> str:
        """A text of these pages."""
        return (CHINESE[text] if self.chinese else text).format(**details)

    def word(self, text: str) -> str:
        """A text of the screen."""
        return translated(self.language)(text)

    def name(self, figure: Figure) -> str:
        """What a figure is called, and in the other language."""
        names = (figure.name_zh, figure.name) if self.chinese else (figure.name, figure.name_zh)
        return " · ".join(names)

    def either(self, english: str, chinese: str) -> str:
        """The Chinese text on a Chinese page."""
        return chinese if self.chinese else english

    def listed(self, names: Iterable[str]) -> str:
        return ("、" if self.chinese else ", ").join(names)

    def heading(self, column: str, given: bool) -> str:
        """A column of an example: on a Chinese page by its word on the screen."""
        if not self.chinese:
            return column
        long = SHORT.get(column, f"{LIMITS[column]}_limit" if column in LIMITS else column)
        names = (f"{column}_at", long, column) if given else (column,)
        return next((self.word(COLUMNS[name]) for name in names if name in COLUMNS), column)

    def kind(self, told: str) -> str:
        """What the rows of an example's table are: cases, rejected cases."""
        rejected, _space, kind = told.rpartition(" ")
        if not self.chinese:
            return told.capitalize()
        if told in CHINESE:
            return CHINESE[told]
        return (CHINESE[rejected] if rejected else "") + self.word(VALUES["kind"][kind])

    def cell(self, text: str) -> str:
        return {"yes": "是", "no": "否"}.get(text, text) if self.chinese else text


def pages(language: str = "en") -> dict[Path, str]:
    """Each page's text by its file, in a language."""
    wording, folder, subjects = Wording(language), DOCS[language], by_subject()
    written = {folder / "README.md": _index(subjects, wording)}
    for subject, figures in subjects.items():
        title = wording.word(VALUES["figure_subject"][subject])
        parts = [f"# {title}", HOW_TO_READ[language], *(_figure(figure, wording) for figure in figures)]
        written[folder / f"{subject}.md"] = "\n\n".join(parts) + "\n"
    return written


def write() -> list[Path]:
    """Write every page, take away those of subjects that are no more, and return the files."""
    wanted = {file: text for language in LANGUAGES for file, text in pages(language).items()}
    for folder in DOCS.values():
        folder.mkdir(parents=True, exist_ok=True)
        for file in folder.glob("*.md"):
            if file not in wanted:
                file.unlink()
    for file, text in wanted.items():
        file.write_text(text, encoding="utf-8")
    return sorted(wanted)


def _index(subjects: dict[str, list[Figure]], wording: Wording) -> str:
    title, made = MADE[wording.language]
    lines = [f"# {title}", "", made, ""]
    for subject, figures in subjects.items():
        lines += [f"## [{wording.word(VALUES['figure_subject'][subject])}]({subject}.md)", ""]
        for figure in figures:
            name, other = wording.name(figure).split(" · ", 1)
            lines.append(f"- [{name}]({subject}.md#{figure.key}) · {other}")
        lines.append("")
    return "\n".join(lines)


def _figure(figure: Figure, wording: Wording) -> str:
    narrowed = (wording.word(FILTER_NAMES[name]) if wording.chinese else name for name in figure.narrowed_by)
    facts = {
        "definition": wording.either(figure.definition, figure.definition_zh),
        "cohort": wording.either(figure.cohort, figure.cohort_zh),
        "unit": wording.either(figure.unit, figure.unit_zh),
        "formula": f"`{figure.formula}`" if figure.formula else "",
        "grouped by": wording.listed(wording.either(name, GROUPINGS[name].name_zh) for name in figure.by),
        "narrowed by": wording.listed(narrowed),
        "rows": f"`{figure.rows}`" if figure.rows else "",
        "source": figure.source,
    }
    told = {wording.said(name): text for name, text in facts.items() if text}
    table = "\n".join(["|  |  |", "|---|---|", *(f"| {name} | {_escaped(text)} |" for name, text in told.items())])
    heading = f'<a id="{figure.key}"></a>\n\n## {wording.name(figure)}'
    parts = [heading, f"`query {figure.key}`", table]
    if figure.key in _examples():
        parts.append(as_markdown(*_examples()[figure.key], figure.key, wording))
    return "\n\n".join(parts)


@cache
def _examples() -> dict[str, tuple[Spec, Told]]:
    """The example of each figure: the first spec that shows it, and what it told."""
    found: dict[str, tuple[Spec, Told]] = {}
    for spec in specs():
        told = Told(checking=False)
        with suppress(NothingLookedAt):  # what was said until then is its example
            spec.run(told)
        for part in told.story:
            if isinstance(part, Shown):
                found.setdefault(part.key, (spec, told))
    return found


def as_markdown(spec: Spec, told: Told, key: str, wording: Wording) -> str:
    """A spec as it documents one figure: its sentence, the tables in, and what the figure shows of them first."""
    example = wording.said("example", name=spec.name.partition("[")[0]) if wording.chinese else f"{spec.sentence}."
    parts = [f"**{example}**"]
    for part in told.story:
        if isinstance(part, Ruled) and part.name == LOOKED_AT:
            parts.append(
                wording.said("looked at on {day}", day=part.value) if wording.chinese else f"Looked at on {part.value}."
            )
        elif isinstance(part, Ruled):
            setting = f"Setting `{part.name} = {part.value}`."
            parts.append(wording.said("setting", name=part.name, value=part.value) if wording.chinese else setting)
        elif isinstance(part, Given):
            parts += [
                f"{wording.kind(part.kind)}{_told_by(part, wording)}{_colon(wording)}",
                _table(part.table, wording, given=True),
            ]
        elif part.key == key:
            cut = f" --by {','.join(part.by)}" if part.by else ""
            selection = _selection(part.scope, wording)
            parts += [f"`{key}{cut}`{selection}{_colon(wording)}", _table(part.table, wording, given=False)]
            break
    return "\n\n".join(parts)


def _colon(wording: Wording) -> str:
    return wording.either(":", "：")


def _in_brackets(remarks: list[str], wording: Wording) -> str:
    if not remarks:
        return ""
    return wording.either(f" ({', '.join(remarks)})", f"（{'，'.join(remarks)}）")


def _told_by(given: Given, wording: Wording) -> str:
    day = given.export.exported_on
    remarks = [f"{wording.heading(name, given=True)} {value}" for name, value in given.shared.items()]
    if day is not None and f"{day:%m-%d}" != AS_OF:
        remarks.insert(0, wording.said("export of {day}", day=day))
    return _in_brackets(remarks, wording)


def _selection(scope: Scope, wording: Wording) -> str:
    remarks = []
    if (scope.period_start, scope.period_end) == (BEGINNING, END):
        remarks.append(wording.said("over all time"))
    elif (scope.period_start.isoformat(), scope.period_end.isoformat()) != ("2026-03-01", "2026-03-31"):
        remarks.append(wording.said("from {start} to {end}", start=scope.period_start, end=scope.period_end))
    if f"{scope.as_of:%m-%d}" != AS_OF:
        remarks.append(wording.said("as of {day}", day=scope.as_of))
    for name, filter_name in CHOSEN.items():
        if values := getattr(scope, name):
            called = wording.word(FILTER_NAMES[filter_name]) if wording.chinese else name
            remarks.append(f"{called}{wording.either(': ', '：')}{', '.join(values)}")
    return _in_brackets(remarks, wording)


def _table(table: Table, wording: Wording, given: bool) -> str:
    noted = any(table.notes) and not wording.chinese
    rows = [
        [*map(wording.cell, row), *([note] if noted else [])] for row, note in zip(table.rows, table.notes, strict=True)
    ]
    header = [*(wording.heading(name, given) for name in table.columns), *([""] if noted else [])]
    return "\n".join(_lines(header, rows))


def _lines(header: list[str], rows: list[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(map(_escaped, header))} |"
    yield f"|{'---|' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(map(_escaped, row))} |"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


if __name__ == "__main__":
    for written in write():
        print(written.relative_to(ROOT))
