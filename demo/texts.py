"""What residents write and what units answer. No two ordinary answers of a unit read alike."""

from __future__ import annotations

import pandas as pd

from demo.catalogue import Catalogue
from demo.clock import DAY, NONE, day_of

_ASKED = {
    "咨询": ("请问{item}需要准备哪些材料?", "我想办理{item},请问可以网上申请吗?办理需要多长时间?"),
    "投诉": ("{item}已提交多日,窗口一直未给答复。", "办理{item}时被要求重复提交材料,希望核实。"),
    "建议": ("建议{item}增加周末办理窗口。", "建议把{item}的办事指南写得更清楚一些。"),
    "求助": ("老人行动不便,能否上门办理{item}?", "{item}系统提示信息不一致,请帮忙处理。"),
}
_ADDED = (
    "",
    "我的电话{phone},请尽快联系。",
    "本人{name},身份证号{identity},谢谢!",
    "已经跑了两趟。",
    "",
)
_ANSWERS = (
    "{name}您好,您于{day}反映的{item}事项,经核实,请携带申请表和身份证明到政务服务中心{window}号窗口办理,咨询电话0472-{desk}。",
    "您好!关于您{day}提出的{item}问题,我单位已于{answer_day}与您电话联系并作出说明,受理编号{number}。",
    "您好,{item}可通过蒙速办APP申请,也可到{window}号窗口办理,您的留言({number})已办结,欢迎继续监督。",
)


def written(messages: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Adds `title`, `content` and `answer` (empty where there is none) to the messages."""
    names = catalogue.items.item_name.to_numpy()
    titles, contents, answers = [], [], []
    for n, row in enumerate(messages.itertuples()):
        item = names[row.item]
        asked = _ASKED[row.kind][n % 2].format(item=item)
        added = _ADDED[n % len(_ADDED)].format(phone=row.phone, name=row.name, identity=row.identity)
        titles.append(f"关于{item}的{row.kind}")
        contents.append(asked + added)
        if row.answered == NONE:
            answers.append("")
        else:
            answers.append(row.canned or _answer(n, row, item))
    return messages.assign(title=titles, content=contents, answer=answers)


def _answer(n: int, row, item: str) -> str:
    day, answered = day_of(row.asked // DAY), day_of(row.answered // DAY)
    return _ANSWERS[n % 3].format(
        name=row.name[0] + "先生/女士",
        day=f"{day.month}月{day.day}日",
        answer_day=f"{answered.month}月{answered.day}日",
        item=item,
        window=n % 60 + 1,
        desk=5_100_000 + n * 7 % 89_999,
        number=row.message_no,
    )
