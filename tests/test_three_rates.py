"""Response, solution and satisfaction of messages: read where an export has the column, and never taken for ratings."""

import pytest

from analytics.warehouse.manifest import list_imports
from tests.warehouses import warehouse_of, write_csv

MESSAGES = ("留言编号", "承办单位", "留言时间", "答复时间")
ROWS = [
    ("L-1", "甲局", "2026-03-02 09:00", "2026-03-03 09:00"),
    ("L-2", "甲局", "2026-03-02 09:00", "2026-03-03 09:00"),
    ("L-3", "甲局", "2026-03-02 09:00", "2026-03-03 09:00"),
]


def kinds(snapshot) -> list[str]:
    return [part["kind"] for made in list_imports(snapshot.warehouse) for part in made.parts]


@pytest.mark.parametrize(
    ("headers", "words"),
    [
        (("是否响应", "是否解决", "满意度"), ("是", "已解决", "满意")),
        (("响应率", "解决情况", "是否满意"), ("100%", "是", "是")),
    ],
)
def test_an_export_of_messages_with_a_satisfaction_is_no_export_of_ratings(headers, words, tmp_path):
    """L-2 says the contrary of L-1 or nothing that anybody knows; L-3 has empty cells."""
    rows = [(*ROWS[0], *words), (*ROWS[1], "否", "解决了一些", "不满意"), (*ROWS[2], "", "", "")]
    snapshot = warehouse_of(tmp_path, write_csv(tmp_path / "留言.csv", (*MESSAGES, *headers), rows))
    assert kinds(snapshot) == ["messages"]
    (found,) = snapshot.records("message_resolution", snapshot.everything())
    assert [found[name] for name in ("messages", "response_told", "responded")] == [3, 2, 1]
    assert [found[name] for name in ("solution_told", "solved", "satisfaction_told", "contented")] == [1, 1, 2, 1]
    assert found["other_words"] == 1


def test_an_export_of_messages_without_the_columns_tells_none_of_the_shares(tmp_path):
    snapshot = warehouse_of(tmp_path, write_csv(tmp_path / "留言.csv", MESSAGES, ROWS))
    (found,) = snapshot.records("message_resolution", snapshot.everything())
    assert found["messages"] == 3
    assert (found["response_rate"], found["solution_rate"], found["satisfaction_rate"]) == (None, None, None)


def test_an_export_of_ratings_stays_one(tmp_path):
    header = ("办件编号", "受理单位", "评价时间", "满意度")
    snapshot = warehouse_of(
        tmp_path, write_csv(tmp_path / "评价.csv", header, [("BT-1", "甲局", "2026-03-02 10:00", "不满意")])
    )
    assert kinds(snapshot) == ["ratings"]
    assert snapshot.records("positive_rate", snapshot.everything())[0]["ratings"] == 1
