"""Services that reminders are sent to, as real servers on this machine: they answer as WeCom, DingTalk and gateways do."""

import json
import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from aiosmtpd.controller import Controller


@dataclass
class Asked:
    """One request that arrived: its path, its parameters, its JSON."""

    path: str
    parameters: dict[str, str]
    content: dict | None


@dataclass
class Service:
    """A server and what it was asked. `answers` are given one after the other, the last for ever: see `answering`."""

    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    answers: list = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        return [str(one.content) for one in self.asked]


OK = {"errcode": 0, "errmsg": "ok"}
TOO_OFTEN = {"errcode": 45009, "errmsg": "api freq out of limit"}
TOO_LONG = {"errcode": 40058, "errmsg": "invalid message size"}
BROKEN_OFF = "broken off"


@contextmanager
def service(*answers):
    """A JSON service. An answer is a dict (HTTP 200), a number (that status), a float (seconds of silence, then yes),
    `BROKEN_OFF` (it takes the message and hangs up), or a function of what was asked."""
    one = Service(answers=[*answers] or [OK])

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.answer(None)

        def do_POST(self):
            self.answer(json.loads(self.rfile.read(int(self.headers["Content-Length"])).decode("utf-8")))

        def answer(self, content):
            parts = urlsplit(self.path)
            asked = Asked(parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()}, content)
            one.asked.append(asked)
            reply = one.answers.pop(0) if len(one.answers) > 1 else one.answers[0]
            if callable(reply):
                reply = reply(asked)
            if reply == BROKEN_OFF:
                self.close_connection = True
                self.connection.close()
                return
            if isinstance(reply, float):
                time.sleep(reply)
                reply = OK
            status, body = (reply, {}) if isinstance(reply, int) else (200, reply)
            sent = body.encode() if isinstance(body, str) else json.dumps(body).encode()
            try:
                self.send_response(status)
                self.send_header("Content-Length", str(len(sent)))
                self.end_headers()
                self.wfile.write(sent)
            except OSError:
                self.close_connection = True  # whoever asked has gone

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    one.url = f"http://127.0.0.1:{server.server_port}/send"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield one
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class MailBox:
    """What arrived by mail; `refusal` is said instead of taking it (at RCPT, or at DATA)."""

    def __init__(self):
        self.letters, self.refuse_rcpt, self.refuse_data = [], "", ""

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.refuse_rcpt:
            return self.refuse_rcpt
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.letters.append(message_from_bytes(envelope.content))
        return self.refuse_data or "250 OK"


@contextmanager
def mail_server():
    """An SMTP server, with its port and its box."""
    box = MailBox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield port, box
    finally:
        controller.stop()
