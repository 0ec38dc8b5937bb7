"""The Orders page as a person uses it: draft the day, read a draft, strike a line, sign, enter what happens."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from analytics.orders import course
from analytics.orders.drafting import OrderRefused, draft, strike
from analytics.orders.found import found, register_rows
from analytics.orders.signing import sign
from analytics.settings import Settings
from analytics.snapshot.opened import open_snapshot
from tests.pages.drawn_parts import values
from tests.pages.test_pages import opened
from tests.test_orders import ROWS
from tests.warehouses import CASES, warehouse_of, write_csv
from ui.shell import wording
from ui.shell.links import ORDER_LINK

pytestmark = pytest.mark.usefixtures("on_thursday")

PAGE = "pages/orders.py"


@pytest.fixture(scope="module")
def figures(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("figures")
    contacts = write_csv(folder / "contacts.csv", ("单位名称", "联络人", "手机"), [("甲局", "王芳", "13800000001")])
    warehouse_of(folder, write_csv(folder / "cases.csv", CASES, ROWS), contacts).close()
    return folder / "warehouse"


@pytest.fixture
def warehouse(figures, tmp_path) -> Path:
    return shutil.copytree(figures, tmp_path / "warehouse")


def rows(warehouse):
    snapshot = open_snapshot(warehouse)
    try:
        return register_rows(snapshot)
    finally:
        snapshot.close()


def press(app, label):
    next(button for button in app.button if button.label.startswith(label)).click()
    app.run()
    assert not app.exception
    return app


def test_a_day_is_drafted_and_all_drafts_are_signed(warehouse, monkeypatch):
    app = press(opened(warehouse, PAGE, monkeypatch, lang="en"), "Draft the orders")
    assert values(app)["Drafts to read and sign"] == "3"
    press(app, "Sign")
    assert "Who signs" in app.error[0].value  # a name is missing
    app.text_input(key="signer").set_value("王")
    press(app, "Sign")
    assert "no draft to sign" in app.error[0].value.replace("\\", "")  # none is chosen
    next(box for box in app.checkbox if box.label.startswith("All 3")).check()
    app.text_input(key="signer").set_value("王")
    press(app, "Sign")
    assert "Signed: 3 orders" in app.success[0].value
    assert [row["number"] for row in rows(warehouse)] == [3, 2, 1]
    assert values(app)["Orders out, not answered"] == "3"


def test_a_draft_is_read_signed_and_answered_on_its_page(warehouse, monkeypatch):
    press(opened(warehouse, PAGE, monkeypatch, lang="en"), "Draft the orders")
    (draft,) = [row for row in rows(warehouse) if row["lines"] == 2]
    app = opened(warehouse, PAGE, monkeypatch, lang="en", order=f"draft-{draft['id']}")
    app.text_input(key="striker").set_value("李")
    press(app, "Strike")
    assert "no such line" in app.error[0].value  # none is chosen
    app.text_area[0].set_value("尽快办理。")
    app.text_input(key="writer").set_value("李")
    press(app, "Save")
    app.text_input(key="signer-one").set_value("王")
    press(app, "Sign this order")
    assert "Signed as" in app.success[0].value
    app = opened(warehouse, PAGE, monkeypatch, lang="en", order="2026-1")
    app.session_state["order-act"] = "received"
    app.run()
    app.text_input(key="who-received").set_value("李")
    press(app, "Save")
    assert [row["state"] for row in rows(warehouse) if row["number"] == 1] == ["received"]


def test_a_draft_without_lines_does_not_hold_up_the_signing_of_all(warehouse, monkeypatch):
    snapshot = open_snapshot(warehouse)
    draft(snapshot, snapshot.data_date, Settings(), "李")
    (empty, *_others) = sorted(row["id"] for row in register_rows(snapshot))
    strike(warehouse, empty, [line["line_id"] for line in found(snapshot, empty).lines], "已协调", "李")
    snapshot.close()
    app = opened(warehouse, PAGE, monkeypatch, lang="en")
    next(box for box in app.checkbox if box.label.startswith("All 2")).check()
    app.text_input(key="signer").set_value("王")
    press(app, "Sign")
    assert "Signed: 2 orders" in app.success[0].value


def test_answers_and_refusals_are_told_in_the_readers_language(warehouse, monkeypatch):
    snapshot = open_snapshot(warehouse)
    draft(snapshot, snapshot.data_date, Settings(), "李")
    (row,) = [row for row in register_rows(snapshot) if row["lines"] == 2]
    (order,) = sign(snapshot, [row["id"]], "王", Settings())
    line = found(snapshot, order.order_id).lines[0]
    answers = [course.Answer("其他", "补录", date(2027, 1, 4), line["line_id"])]
    course.answered(snapshot, order.order_id, answers, "赵", "李")
    course.accepted(snapshot, order.order_id, "李")
    app = opened(warehouse, PAGE, monkeypatch, lang="zh", order=f"{order.year}-{order.number}")
    (told,) = [table.value for table in app.dataframe if "整改措施" in table.value]
    assert (told["办件（留言）编号"][0], told["来源"][0]) == (line["case_no"], "表单登记")
    with pytest.raises(OrderRefused, match="is accepted, closed, so it cannot be answered") as refused:
        course.answered(snapshot, order.order_id, answers, "赵", "李")
    snapshot.close()
    monkeypatch.setattr(wording, "language", lambda: "zh")
    assert "现为“已销号”，不能登记“已反馈”" in wording.said(refused.value)


@pytest.mark.parametrize("order", ["draft-99", "2026-99", "nonsense"])
def test_an_address_of_no_order_says_so_and_shows_the_register(warehouse, monkeypatch, order):
    app = opened(warehouse, PAGE, monkeypatch, lang="en", order=order)
    assert "There is no order" in app.warning[0].value
    assert values(app)


def test_what_was_ordered_stands_on_the_pages_of_the_case_the_late_unit_and_the_city(warehouse, monkeypatch):
    snapshot = open_snapshot(warehouse)
    draft(snapshot, snapshot.data_date, Settings(), "李")
    (order,) = sign(snapshot, [row["id"] for row in register_rows(snapshot) if row["lines"] == 2], "王", Settings())
    snapshot.close()
    app = opened(warehouse, "pages/case.py", monkeypatch, lang="en", case="BT-1")
    assert f"order={order.year}-{order.number}" in links(app)[f"〔{order.year}〕1号 signed"]
    (moments,) = [table.value for table in app.dataframe if "Detail" in table.value]
    assert [*moments["What happened"]][-2:] == ["Order: drafted", "Order: signed"]
    course.received(open_snapshot(warehouse), order.order_id, "李")
    app.run()  # without a publish
    assert f"〔{order.year}〕1号 signed for" in links(app)
    app = opened(warehouse, "pages/overdue.py", monkeypatch, lang="en", unit="甲局")
    assert "Contact: **王芳**, phone 13800000001" in words(app)
    assert "1 orders out, 0 answers overdue" in words(app)
    assert "unit=" in links(app)["Orders of 甲局"]
    app = opened(warehouse, PAGE, monkeypatch, lang="en", unit="甲局")
    (order_links,) = [table.value["Order"] for table in app.dataframe if "Order" in table.value]
    assert re.match(ORDER_LINK, order_links[0])[1] == f"{order.year}-{order.number}"  # what the table shows of it
    assert "**1 supervision orders are out**, 0 of them" in words(opened(warehouse, "pages/overview.py", monkeypatch))


def links(app):
    """The query of each link to the page of orders, by what it says."""
    found = [element.proto for element in app.get("page_link") if element.proto.page == "orders"]
    return {link.label.replace("\\", ""): link.query_string for link in found}


def words(app):
    return " ".join(element.value for element in app.markdown).replace("\\", "")
