"""A warehouse in which every text is markup of something: Markdown, Streamlit's own, HTML, LaTeX, Plotly's, a formula."""

from __future__ import annotations

from pathlib import Path

from analytics.settings import Settings
from analytics.snapshot.publish import publish
from analytics.warehouse.imports import import_file
from tests.warehouses import write_csv

MARKUP = (
    "www.evil.example",
    "http://evil.example/a",
    "https://evil.example/局?a=1",
    ":material/delete:",
    ":smile: :+1:",
    ":streamlit:",
    ":red[局] :blue-badge[局]",
    ":help[局] :small[局]",
    "局 -- 局 -> 局 <-> 局 >= 局",
    "&copy; &lt;b&gt; &#65;",
    "**局** _局_ ~~局~~",
    "$x^2$ $$y$$",
    "`局` ```局```",
    "[局](http://evil.example)",
    "![局](http://evil.example/i.png)",
    "<b>局</b><a href='http://evil.example'>局</a>",
    "<script>alert(1)</script>",
    "局<br>局",
    "# 局",
    "1. 局",
    "- 局",
    "> 局",
    "| 局 | 局 |",
    "%{y} {局} {0} %s",
    "2026-03-02",
    "=1+1",
    "[^1] [局]: http://evil.example",
    "\\(局\\) \\* \\",
    "***",
    "'\"局",
)
FILE = "[局](www.evil.example) :smile: &amp; _局_ <b>局.csv"
"""What a file may be called."""
CASES = (
    "办件编号",
    "事项编码",
    "事项名称",
    "受理单位",
    "行政区划",
    "受理时间",
    "办结时间",
    "承诺时限",
    "法定时限",
    "办件状态",
    "办结结果",
    "申报来源",
    "办件类型",
    "申请人",
)
PAUSES = ("办件编号", "特别程序种类", "特别程序开始时间", "特别程序结束时间", "启动理由", "批准人")
MESSAGES = ("留言编号", "类型", "标题", "内容", "留言时间", "答复单位", "答复时间", "答复意见")
RATINGS = ("办件编号", "评价时间", "满意度", "评价渠道", "文字评价", "被评价单位")
ITEMS = ("事项编码", "事项名称", "实施主体", "法定时限", "承诺时限", "事项类型", "版本日期")


def number(place: int, of: int) -> str:
    """The number of a case: markup as well."""
    return f"{MARKUP[place]}-{of}"


def planted(folder: Path) -> Path:
    """The warehouse: 32 cases a text, of which those of every other text were late, with pauses, messages, ratings, items."""
    cases, pauses, messages, ratings, items = [], [], [], [], []
    for place, text in enumerate(MARKUP):
        for of in range(32):
            late = place % 2 == 0 or of == 0
            closed = None if of % 8 == 7 else f"2026-{2 + of % 2:02}-{'26' if late else '05'}"
            happened = (f"2026-{2 + of % 2:02}-02", closed)
            words = (
                text if of == 0 else "办结" if closed else "在办",
                text,
                text,
                text if of % 2 else "承诺件",
                "张三",
            )
            cases.append((number(place, of), f"C{place}", text, text, text, *happened, 5, 10, *words))
        pauses.append((number(place, 1), text, "2026-03-03", "2026-03-04", text, "李四"))
        messages += [(f"{text}-M{of}", text, text, text, "2026-03-02", text, answered, text)
                     for of, answered in enumerate(["2026-03-04", "2026-03-16", None])]  # fmt: skip
        ratings.append((number(place, 2), "2026-03-06", "不满意", text, text, text))
        items.append((f"C{place}", text, text, 10, 2, text, "2026-01-01"))
    changed = [(*case[:7], 8, *case[8:]) for case in cases[::32]]  # the promise of one case a text is told otherwise
    files = (
        write_csv(folder / FILE, CASES, cases),
        write_csv(folder / f"pauses {FILE}", PAUSES, pauses),
        write_csv(folder / f"messages {FILE}", MESSAGES, messages),
        write_csv(folder / f"ratings {FILE}", RATINGS, ratings),
        write_csv(folder / f"items {FILE}", ITEMS, items),
        write_csv(folder / f"later-20260331 {FILE}", CASES, [*changed, ("", *cases[0][1:])]),
    )
    for file in files:
        import_file(file, folder / "warehouse", Settings(), publishing=False)
    publish(folder / "warehouse", Settings())
    return folder / "warehouse"
