"""Each channel against a real server that answers as its service does: what was taken, what may come later, what is final."""

import logging
import socket
from dataclasses import replace
from datetime import date

import pytest
from apprise.plugins.wechat import NotifyWeChat

from analytics.reminder_settings import Mail, Sms, WecomApplication
from analytics.reminders.channels import dingtalk_robot, mail, sms, webhook, wecom_application, wecom_robot
from analytics.reminders.channels.dingtalk_robot import signature
from analytics.reminders.channels.envelope import Envelope
from tests.reminder_services import BROKEN_OFF, OK, TOO_LONG, TOO_OFTEN, mail_server, service

KEY = "a-secret-key-4711"
LETTER = Envelope(
    "digest-1",
    "13900000001",
    "办件催办",
    "【办件催办】甲局\n1. 办件 BT-1",
    "甲局",
    date(2026, 11, 20),
    3,
    1,
    ("13900000001",),
)
ANSWERS = [
    pytest.param(OK, "sent", id="ok"),
    pytest.param(TOO_OFTEN, "busy", id="45009"),
    pytest.param(TOO_LONG, "refused", id="40058"),
    pytest.param({"errcode": 93000, "errmsg": "invalid webhook url"}, "refused", id="93000"),
    pytest.param(500, "busy", id="HTTP 500"),
    pytest.param(429, "busy", id="HTTP 429"),
    pytest.param(404, "refused", id="HTTP 404"),
    pytest.param("<html>", "unknown", id="no JSON"),
    pytest.param({"hello": 1}, "unknown", id="no errcode"),
    pytest.param(BROKEN_OFF, "unknown", id="broken off"),
    pytest.param(1.0, "unknown", id="slow"),
]
ROBOTS = {
    "wecom": lambda url: wecom_robot.send(LETTER, KEY, url, seconds=0.3),
    "dingtalk": lambda url: dingtalk_robot.send(LETTER, KEY, "SEC1", url, seconds=0.3),
}


@pytest.mark.parametrize("robot", ROBOTS)
@pytest.mark.parametrize(("answer", "became"), ANSWERS)
def test_a_robot_says_what_became_of_a_message(robot, answer, became):
    with service(answer) as robots:
        delivery = ROBOTS[robot](robots.url)
        assert delivery.became == became
        assert len(robots.asked) == 1
        assert KEY not in delivery.detail


@pytest.mark.parametrize("robot", ROBOTS)
def test_a_server_that_cannot_be_reached_took_nothing(robot):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        delivery = ROBOTS[robot](f"http://127.0.0.1:{unused.getsockname()[1]}/send")
    assert delivery.became == "busy"
    assert KEY not in delivery.detail


def test_wecom_gets_a_text_with_the_key_and_the_mobiles_to_ring():
    with service() as robots:
        wecom_robot.send(LETTER, KEY, robots.url)
    (asked,) = robots.asked
    assert asked.parameters == {"key": KEY}
    assert asked.content == {
        "msgtype": "text",
        "text": {"content": LETTER.body, "mentioned_mobile_list": ["13900000001"]},
    }


def test_dingtalk_is_signed_once():
    def checked(asked):
        given = asked.parameters
        return (
            OK
            if given["sign"] == signature(given["timestamp"], "SEC1")
            else {"errcode": 310000, "errmsg": "sign not match"}
        )

    with service(checked) as robots:
        assert dingtalk_robot.send(LETTER, KEY, "SEC1", robots.url).became == "sent"
        assert dingtalk_robot.send(LETTER, KEY, "SEC2", robots.url).became == "refused"
    assert robots.asked[0].content["text"]["content"].endswith("@13900000001")


def test_a_webhook_gets_the_key_of_the_message():
    with service({"anything": 1}, {"errcode": 7}) as hook:
        assert webhook.send(LETTER, "", hook.url).became == "sent"
        assert webhook.send(LETTER, "", hook.url).became == "refused"
    assert hook.asked[0].content["id"] == "digest-1"


GATEWAY = {
    "template": "SMS_1",
    "signature": "包头政务",
    "body": {
        "to": ["{phone}"],
        "tpl": "{template}",
        "vars": {"u": "{unit}", "n": "{count}"},
        "t": "{secret}",
        "x": "{text}",
    },
    "code_at": "result.code",
    "taken": ("OK",),
    "busy": ("LIMIT",),
}


@pytest.mark.parametrize(("code", "became"), [("OK", "sent"), ("LIMIT", "busy"), ("BLACK", "refused")])
def test_a_gateway_gets_its_own_json_and_its_code_is_read(code, became):
    with service({"result": {"code": code}}) as gateway:
        delivery = sms.send(LETTER, Sms(url=gateway.url, **GATEWAY), KEY)
    assert delivery.became == became
    content = gateway.asked[0].content
    assert content | {"x": ""} == {
        "to": ["13900000001"],
        "tpl": "SMS_1",
        "vars": {"u": "甲局", "n": "3"},
        "t": KEY,
        "x": "",
    }
    assert content["x"] == "【包头政务】甲局有3件办件、留言需催办，其中超期1件，请于今日登录平台办理。"
    assert sms.parts(content["x"]) == 1


@pytest.mark.parametrize(
    ("rcpt", "data", "became"),
    [
        ("", "", "sent"),
        ("550 no such user", "", "refused"),
        ("450 try later", "", "busy"),
        ("", "451 try later", "busy"),
        ("", "554 spam", "refused"),
    ],
)
def test_mail_says_what_became_of_a_letter(rcpt, data, became):
    with mail_server() as (port, box):
        box.refuse_rcpt, box.refuse_data = rcpt, data
        server = Mail(server="127.0.0.1", port=port, security="none", sender="casewatch@example.org")
        delivery = mail.send(replace(LETTER, address="wang@example.org"), server, "")
    assert delivery.became == became
    assert len(box.letters) == (0 if rcpt else 1)


def test_a_letter_bears_the_key_of_its_message():
    with mail_server() as (port, box):
        server = Mail(server="127.0.0.1", port=port, security="none", sender="casewatch@example.org")
        mail.send(replace(LETTER, address="wang@example.org"), server, "")
    (letter,) = box.letters
    assert letter["Message-ID"].startswith("<digest-1@")
    assert letter.get_payload(decode=True).decode("utf-8").strip() == LETTER.body


def test_a_long_letter_is_handed_over_in_lines_that_a_strict_server_takes():
    body = "\n".join(f"{place}. 办件 BT-{place}，应办结" for place in range(500))
    with mail_server() as (port, box):
        server = Mail(server="127.0.0.1", port=port, security="none", sender="casewatch@example.org")
        assert mail.send(replace(LETTER, address="wang@example.org", body=body), server, "").became == "sent"
    assert box.letters[0].get_payload(decode=True).decode().splitlines() == body.splitlines()


def test_a_mail_server_that_cannot_be_reached_took_nothing():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    server = Mail(server="127.0.0.1", port=port, security="none", sender="casewatch@example.org")
    assert mail.send(LETTER, server, "").became == "busy"


TOKEN = {"errcode": 0, "access_token": "t", "expires_in": 7200}


@pytest.mark.parametrize(
    ("token", "answer", "became"),
    [
        (TOKEN, OK, "sent"),
        (TOKEN, TOO_OFTEN, "busy"),
        (TOKEN, {"errcode": 81013, "errmsg": "user & party & tag all invalid"}, "refused"),
        (TOKEN, 502, "busy"),
        (TOKEN, BROKEN_OFF, "unknown"),
        ({"errcode": 40001, "errmsg": "invalid credential"}, OK, "refused"),
        (BROKEN_OFF, OK, "busy"),
    ],
)
def test_an_application_message_says_what_became_of_it(token, answer, became, monkeypatch):
    def by_path(asked):
        return token if asked.path.endswith("gettoken") else answer

    with service(by_path) as wecom:
        base = wecom.url.removesuffix("/send")
        monkeypatch.setattr(NotifyWeChat, "token_url", f"{base}/gettoken")
        monkeypatch.setattr(NotifyWeChat, "notify_url", f"{base}/message")
        monkeypatch.setattr(NotifyWeChat, "request_rate_per_sec", 0)
        application = WecomApplication(corp_id="ww0123456789abcdef", agent_id=1000002)
        delivery = wecom_application.send(replace(LETTER, address="WangFang"), application, KEY)
    assert delivery.became == became
    sent = [one for one in wecom.asked if one.path.endswith("message")]
    assert [one.content["touser"] for one in sent] == ["WangFang"] * len(sent)


def test_no_key_stands_in_any_log(caplog):
    caplog.set_level(logging.DEBUG)
    with service(OK, BROKEN_OFF, 500, TOO_OFTEN) as robots:
        for _ in range(4):
            wecom_robot.send(LETTER, KEY, robots.url)
    assert KEY not in caplog.text
