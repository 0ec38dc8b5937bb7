"""Documents by mail: nothing leaves before sending is switched on, and nobody gets the same twice."""

import socket
from datetime import date

import pytest

from analytics.reminder_settings import Mail, Reminders
from analytics.reminders import mailing
from analytics.reminders.allowed import BY_ENVIRONMENT, switch
from analytics.reminders.channels.envelope import Attachment, Delivery, Envelope
from analytics.reminders.channels.mail import _letter
from analytics.reminders.mailing import NotMailed, mail
from analytics.settings import Settings

FILES = [("通报.docx", b"one"), ("附表.xlsx", b"two")]
SERVER = Mail(server="localhost", sender="a@example.org")
ALLOWED = Settings(reminders=Reminders(host=socket.gethostname(), mail=SERVER))


def send(warehouse, *addresses, settings=ALLOWED, files=FILES):
    return mail(warehouse, files, addresses, "通报", "附件", "王", settings, date(2026, 11, 26))


@pytest.fixture
def switched_on(tmp_path, monkeypatch):
    monkeypatch.setenv(BY_ENVIRONMENT, "on")
    switch(tmp_path, True, "王")
    return tmp_path


def test_nothing_leaves_before_sending_is_switched_on(tmp_path, monkeypatch):
    monkeypatch.setattr(mailing, "sender", lambda *_: pytest.fail("something left"))
    with pytest.raises(NotMailed, match="switched off"):
        send(tmp_path, "a@b.c")


def test_what_cannot_be_mailed_is_refused_in_a_sentence(switched_on):
    for addresses, files, said in (
        ((), FILES, "To whom"),
        (("nobody",), FILES, "no mail address"),
        (("a@b.c\r\nBcc: d@e.f",), FILES, "no mail address"),
        (("a@b.c",), [("x", b"0" * (mailing.MOST + 1))], "larger than mail"),
    ):
        with pytest.raises(NotMailed, match=said):
            send(switched_on, *addresses, files=files)


def test_an_address_gets_a_document_once_and_a_failure_is_tried_again(switched_on, monkeypatch):
    answers = iter(["sent", "busy", "sent"])
    gone: list[Envelope] = []

    def sender(channel, address, reminders):
        return lambda envelope: (gone.append(envelope), Delivery(next(answers), "SMTP 250"))[1]

    monkeypatch.setattr(mailing, "sender", sender)
    assert [one.became for one in send(switched_on, "a@b.c", "d@e.f", "a@b.c")] == ["sent", "failed"]
    assert [one.became for one in send(switched_on, "a@b.c", "d@e.f")] == ["already", "sent"]
    assert [envelope.address for envelope in gone] == ["a@b.c", "d@e.f", "d@e.f"]
    assert gone[1].key == gone[2].key != gone[0].key


def test_a_run_that_died_while_sending_is_never_repeated(switched_on, monkeypatch):
    def dies(*_):
        def send_it(_envelope):
            raise KeyboardInterrupt

        return send_it

    monkeypatch.setattr(mailing, "sender", dies)
    with pytest.raises(KeyboardInterrupt):
        send(switched_on, "a@b.c")
    monkeypatch.setattr(mailing, "sender", lambda *_: lambda envelope: pytest.fail("sent again"))
    assert [one.became for one in send(switched_on, "a@b.c")] == ["already"]


def test_the_mail_carries_the_files_under_their_names():
    enclosed = tuple(Attachment(name, content, "application/octet-stream") for name, content in FILES)
    letter = _letter(Envelope("k", "a@b.c", "通报", "附件", "", date(2026, 1, 1), 2, 0, files=enclosed), SERVER)
    assert [(part.get_filename(), part.get_content()) for part in letter.iter_attachments()] == FILES
