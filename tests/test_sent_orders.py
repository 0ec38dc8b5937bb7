"""Orders sent by the channels when they are signed: under the same switches as reminders, once, and written on their life; on both databases."""

import io
import shutil
import socket
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from analytics.orders import course
from analytics.orders.by_channels import carried_by
from analytics.orders.drafting import draft
from analytics.orders.found import found, register_rows
from analytics.orders.printed import printed_document
from analytics.orders.signing import sign
from analytics.register import register_of
from analytics.register.record_tables import outbox_events
from analytics.reminder_settings import Mail, Reminders, Robot
from analytics.reminders import planning
from analytics.reminders.copied import copied
from analytics.reminders.letters import SAID, Matter
from analytics.reminders.run import remind, send_waiting
from analytics.reminders.whole_list import whole_list
from analytics.settings import Settings
from analytics.snapshot.opened import open_snapshot
from tests.reminder_services import mail_server, service
from tests.reminder_world import allow
from tests.test_orders import MONDAY, ROWS
from tests.warehouses import CASES, warehouse_of, write_csv

SOON = MONDAY + timedelta(minutes=30)


@pytest.fixture(scope="module")
def figures(tmp_path_factory) -> Path:
    """甲局 has a contact with an address, 乙局 a group's robot, 丙局 neither."""
    folder = tmp_path_factory.mktemp("figures")
    header = ("单位名称", "联络人", "手机", "邮箱")
    contacts = write_csv(folder / "contacts.csv", header, [("甲局", "王芳", "13800000001", "wang@example.org")])
    warehouse_of(folder, write_csv(folder / "cases.csv", CASES, ROWS), contacts).close()
    return folder / "warehouse"


@pytest.fixture
def city(figures, register_warehouse):
    snapshot = open_snapshot(shutil.copytree(figures, register_warehouse))
    draft(snapshot, snapshot.data_date, Settings(), "李")
    yield snapshot
    snapshot.close()


def channels(port, url):
    mail = Mail(server="127.0.0.1", port=port, security="none", sender="casewatch@example.org")
    robots = (Robot(name="yi", kind="webhook", units=("乙局",), url=url),)
    return Settings(reminders=Reminders(host=socket.gethostname(), mail=mail, robots=robots))


def send(snapshot, settings, at=SOON):
    return send_waiting(
        snapshot.warehouse, snapshot, settings, carried_by(snapshot), lambda: at, rest=lambda _seconds: None
    )


def of_unit(snapshot, unit):
    (order,) = [row["id"] for row in register_rows(snapshot) if row["unit_name"] == unit]
    return found(snapshot, order)


def test_a_signed_order_goes_to_its_unit_once_with_its_document(city, monkeypatch):
    allow(city.warehouse, monkeypatch)
    with mail_server() as (port, box), service() as hook:
        settings = channels(port, hook.url)
        sign(city, None, "王", settings, MONDAY)
        assert send(city, settings) == Counter(sent=2)
        assert send(city, settings) == Counter()
    (letter,), (asked,) = box.letters, hook.asked
    order = of_unit(city, "甲局")
    text, document = letter.get_payload()
    assert f"〔2026〕{order.row['number']}号" in text.get_payload(decode=True).decode()
    assert document.get_filename() == f"order-2026-{order.row['number']}.docx"
    assert document.get_payload(decode=True) == printed_document(city, order.id, "王")
    assert "请于2026年11月24日前签收，于2026年11月26日前反馈。" in asked.content["text"]
    assert "BT-3" in asked.content["text"]
    assert [
        (row["unit_name"], row["state"]) for row in sorted(register_rows(city), key=lambda row: row["unit_name"])
    ] == [
        ("丙局", "signed"),
        ("乙局", "sent"),
        ("甲局", "sent"),
    ]
    assert [(event["event"], event["text"]) for event in order.life[-1:]] == [("sent", "甲局 ·  · 王芳")]
    assert [(one["sent_by"], one["letter_state"]) for one in order.letters] == [("mail", "sent")]
    assert [one["letter_state"] for one in of_unit(city, "丙局").letters] == ["to_copy"]


def test_signing_is_as_ever_where_sending_is_off(city):
    with mail_server() as (port, box), service() as hook:
        settings = channels(port, hook.url)
        sign(city, None, "王", settings, MONDAY)
        assert send(city, settings) == Counter()
        assert (box.letters, hook.asked) == ([], [])
    assert [row["state"] for row in register_rows(city)] == ["signed"] * 3
    assert of_unit(city, "甲局").letters == []


def test_an_order_signed_at_night_waits_for_the_office_and_one_that_has_ended_does_not_go(city, monkeypatch):
    allow(city.warehouse, monkeypatch)
    evening, morning = MONDAY.replace(hour=20), MONDAY + timedelta(days=1, hours=1)
    with mail_server() as (port, box), service() as hook:
        settings = channels(port, hook.url)
        sign(city, None, "王", settings, evening)
        assert send(city, settings, evening) == Counter()
        course.withdrawn(city, of_unit(city, "乙局").id, "数据有误", "王")
        # the nightly run sends it as well, and tells nobody of an order as if it were a reminder
        remind(city.warehouse, settings, city.data_date, clock=lambda: morning, rest=lambda _: None, carried=carried_by)
        assert [letter.is_multipart() for letter in box.letters].count(True) == 1  # the order; the others are reminders
        assert not [one for one in hook.asked if "督办单" in one.content["text"]]
    assert [one["letter_state"] for one in of_unit(city, "乙局").letters] == ["cancelled"]
    assert of_unit(city, "甲局").row["state"] == "sent"


def test_a_text_that_was_copied_for_a_unit_without_a_channel_is_the_sending_of_its_order(city, monkeypatch):
    allow(city.warehouse, monkeypatch)
    sign(city, None, "王", Settings(reminders=Reminders(host=socket.gethostname())), MONDAY)
    (letter,) = of_unit(city, "丙局").letters
    copied(city.warehouse, letter["letter_id"], "李", carried_by(city))
    assert of_unit(city, "丙局").row["state"] == "sent"


def test_a_mail_that_had_to_be_cut_carries_the_whole_list(city, monkeypatch):
    allow(city.warehouse, monkeypatch)
    monkeypatch.setitem(planning.LIMITS, "mail", 200)
    with mail_server() as (port, box), service() as hook:
        settings = channels(port, hook.url)
        at = datetime.fromisoformat("2026-04-01T10:00:00+08:00")
        remind(city.warehouse, settings, city.data_date, clock=lambda: at, rest=lambda _: None, carried=carried_by)
    text, whole = box.letters[0].get_payload()
    assert "件见附表" in text.get_payload(decode=True).decode()
    sheet = openpyxl.load_workbook(io.BytesIO(whole.get_payload(decode=True)))["催办清单"]
    assert sorted(row[1].value for row in sheet.iter_rows(min_row=2)) == ["BT-1", "BT-2"]


def test_a_text_cut_for_a_chat_says_where_the_rest_stands():
    assert planning.elsewhere("mail") == planning.elsewhere("copy") == "见附表"
    assert "今日督办" in planning.elsewhere("wecom_robot")


@pytest.mark.parametrize("subject", SAID)
def test_the_whole_list_and_the_text_of_an_order_name_every_subject(subject):
    matter = Matter(subject, "baotou", "N-1", "事项", date(2026, 3, 9), 0, 3, True)
    sheet = openpyxl.load_workbook(io.BytesIO(whole_list("甲局", date(2026, 3, 12), [matter]).content))["催办清单"]
    assert [cell.value for cell in sheet[2]][:2] == [SAID[subject][0], "N-1"]


def test_an_order_about_ratings_that_were_not_rectified_goes_out_as_any_other(
    tmp_path, register_warehouse, monkeypatch
):
    rated = [("BT-1", "乙局", "2026-03-02 10:00", "不满意"), ("BT-2", "甲局", "2026-03-25 10:00", "满意")]
    header = ("办件编号", "受理单位", "评价时间", "满意度")
    (folder := tmp_path / "figures").mkdir()
    warehouse_of(folder, write_csv(folder / "ratings.csv", header, rated)).close()
    snapshot = open_snapshot(shutil.copytree(folder / "warehouse", register_warehouse))
    draft(snapshot, snapshot.data_date, Settings(), "李")
    allow(snapshot.warehouse, monkeypatch)
    with service() as hook:
        settings = channels(1, hook.url)
        sign(snapshot, None, "王", settings, MONDAY)
        assert send(snapshot, settings) == Counter(sent=1)
    (asked,) = hook.asked
    assert "督办超期差评1条" in asked.content["text"]
    assert "差评 BT-1@2026-03-02T10:00:00，2026年3月9日应整改" in asked.content["text"]
    snapshot.close()


@pytest.mark.parametrize(
    ("happens", "said"), [("sent", "the order went out otherwise"), ("withdrawn", "the order has ended")]
)
def test_an_order_that_reached_its_unit_otherwise_or_has_ended_is_not_sent_as_well(city, monkeypatch, happens, said):
    allow(city.warehouse, monkeypatch)
    with mail_server() as (port, box), service() as hook:
        settings = channels(port, hook.url)
        sign(city, None, "王", settings, MONDAY.replace(hour=20))
        getattr(course, happens)(city, of_unit(city, "甲局").id, "当面送达", "王")
        assert send(city, settings, MONDAY + timedelta(days=1, hours=1)) == Counter(sent=1, cancelled=1)
        assert (box.letters, len(hook.asked)) == ([], 1)
    assert [one["letter_state"] for one in of_unit(city, "甲局").letters] == ["cancelled"]
    told = register_of(city.warehouse).read(select(outbox_events.c.detail).where(outbox_events.c.event == "cancelled"))
    assert [row.detail for row in told] == [said]
