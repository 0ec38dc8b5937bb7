"""What a letter says, how it is cut, when it may leave; and settings of channels that contradict themselves."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from analytics.clock.workdays import Workdays
from analytics.reminder_settings import Reminders
from analytics.reminders.letters import Matter, fitted, letter, size
from analytics.reminders.office_hours import last_run_due, next_opening

DAY = date(2026, 3, 31)
SHANGHAI = ZoneInfo("Asia/Shanghai")


def matter(number="BT-1", left=0, over=0, subject="cases", due=date(2026, 3, 30)):
    return Matter(subject, "baotou", number, "林木采伐许可", due, left, over, over > 0)


def test_a_letter_counts_and_lists_what_is_late_and_what_is_near():
    text = letter(
        "市教育局",
        DAY,
        [
            matter("BT-9", -3, 3, due=date(2025, 12, 30)),
            matter("BT-1", 0, due=DAY),
            matter("LY-1", 1, subject="messages", due=date(2026, 4, 1)),
        ],
        "包头市行政审批局",
        2048,
    )
    assert text.splitlines() == [
        "【办件催办】市教育局（2026-03-31）",
        "办件超期1件、临期1件；留言临期1条，请尽快办理。",
        "1. 办件 BT-9（林木采伐许可），2025年12月30日应办结，已超期3个工作日",
        "2. 办件 BT-1（林木采伐许可），3月31日应办结，今日到期",
        "3. 留言 LY-1，4月1日应答复，剩余1个工作日",
        "包头市行政审批局",
    ]


def test_a_letter_is_cut_between_rows_and_says_how_many_stay_out():
    text = letter("市教育局", DAY, [matter(f"BT-{n:04}", -1, 1) for n in range(100)], "局", 2048)
    rows = [line for line in text.splitlines() if line[0].isdigit()]
    assert size(text) <= 2048
    assert text.splitlines()[-2] == f"…余 {100 - len(rows)} 件见附表"
    assert all(row.endswith("已超期1个工作日") for row in rows)
    # one more row would not have fitted
    assert size(text) + size(rows[-1]) + 1 > 2048


@given(st.lists(st.text("办件一二a1", min_size=1, max_size=40), max_size=30), st.integers(60, 600))
def test_no_cut_letter_is_longer_than_its_channel_takes(rows, limit):
    text = fitted("头", rows, "尾", limit)
    assert size(text) <= limit
    kept = sum(f"{place}. {row}" in text.splitlines() for place, row in enumerate(rows, start=1))
    assert kept == len(rows) or f"…余 {len(rows) - kept} 件见附表" in text


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-03-31 08:59", "2026-03-31 09:00"),
        ("2026-03-31 09:00", "2026-03-31 09:00"),
        ("2026-03-31 16:59", "2026-03-31 16:59"),
        ("2026-03-31 17:00", "2026-04-01 09:00"),
        ("2026-04-03 17:00", "2026-04-07 09:00"),  # 清明, Saturday to Monday
        ("2026-02-28 10:00", "2026-02-28 10:00"),  # a Saturday that is worked
    ],
)
def test_what_comes_outside_office_hours_waits_for_the_next_opening(now, opens):
    calendar = Workdays("CN", 2025, 2027)
    moment = datetime.fromisoformat(now).replace(tzinfo=SHANGHAI)
    assert next_opening(moment, Reminders(), calendar) == datetime.fromisoformat(opens).replace(tzinfo=SHANGHAI)


def test_the_last_run_was_due_this_morning_or_yesterday():
    at_six = datetime(2026, 3, 31, 6, 0, tzinfo=SHANGHAI)
    assert last_run_due(at_six, time(7, 0)).isoformat() == "2026-03-30T07:00:00+08:00"
    assert last_run_due(at_six.replace(hour=7), time(7, 0)).isoformat() == "2026-03-31T07:00:00+08:00"


ROBOT = {"name": "edu", "kind": "wecom", "units": ("市教育局",)}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"opens": "17:00", "closes": "09:00"}, "opens at 17:00"),
        ({"robots": [{**ROBOT, "units": ()}]}, "serves nobody"),
        ({"robots": [ROBOT, ROBOT]}, "two robots are named edu"),
        ({"robots": [{**ROBOT, "name": "Édu"}]}, "small letters"),
        ({"robots": [{**ROBOT, "kind": "webhook"}]}, "needs its url"),
        ({"robots": [{**ROBOT, "url": "https://qyapi.weixin.qq.com/send?key=4711"}]}, "no user, password or key"),
        ({"robots": [{**ROBOT, "url": "qyapi"}]}, "no address"),
        ({"robots": [{**ROBOT, "key": "4711"}]}, "Extra inputs"),
    ],
)
def test_settings_of_channels_that_cannot_work_are_refused_with_a_sentence(wrong, said):
    with pytest.raises(ValidationError, match=said):
        Reminders.model_validate(wrong)
