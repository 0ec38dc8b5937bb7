"""Mail by SMTP: the message's id is its key, so that mail programs tell one that they have already."""

from __future__ import annotations

import smtplib
import socket
import ssl
from email.message import EmailMessage
from email.policy import SMTP

from analytics.reminder_settings import Mail
from analytics.reminders.channels.envelope import Delivery, Envelope

PACE = 0.2
BYTES = 200_000
SECONDS = 60


def send(envelope: Envelope, server: Mail, password: str, seconds: float = SECONDS) -> Delivery:
    """Hand the message over. 4xx may be tried again, 5xx is final; lost after the text went out is unknown."""
    letter = _letter(envelope, server)
    handed_over = False
    try:
        with _opened(server, seconds) as smtp:
            smtp.ehlo_or_helo_if_needed()
            if server.user:
                smtp.login(server.user, password)
            for code, said in (smtp.mail(server.sender), smtp.rcpt(envelope.address)):
                if code >= 400:
                    return _told(code, said)
            handed_over = True
            code, said = smtp.data(letter.as_bytes(policy=SMTP))
            return Delivery("sent", f"SMTP {code}") if code < 400 else _told(code, said)
    except smtplib.SMTPAuthenticationError as error:
        return Delivery("refused", f"SMTP {error.smtp_code}: the server does not accept user and password")
    except smtplib.SMTPResponseException as error:
        return _told(error.smtp_code, error.smtp_error)
    except (smtplib.SMTPException, OSError) as error:
        return Delivery("unknown" if handed_over else "busy", f"no answer ({type(error).__name__})")


def _opened(server: Mail, seconds: float) -> smtplib.SMTP:
    if server.security == "tls":
        return smtplib.SMTP_SSL(server.server, server.port, timeout=seconds, context=ssl.create_default_context())
    smtp = smtplib.SMTP(server.server, server.port, timeout=seconds)
    if server.security == "starttls":
        smtp.starttls(context=ssl.create_default_context())
    return smtp


def _letter(envelope: Envelope, server: Mail) -> EmailMessage:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = server.sender, envelope.address, envelope.subject
    letter["Message-ID"] = f"<{envelope.key}@{socket.gethostname()}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(envelope.body, cte="base64")  # whatever the servers on the way do with eight bits
    for file in envelope.files:
        kind, _slash, form = file.mime.partition("/")
        letter.add_attachment(file.content, maintype=kind, subtype=form, filename=file.name)
    return letter


def _told(code: int, said: bytes | str) -> Delivery:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return Delivery("busy" if 400 <= code < 500 else "refused", f"SMTP {code}: {words}"[:300])
