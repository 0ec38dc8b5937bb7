"""What a file may make of the process that reads it: targets for the tests of reading apart."""

import ctypes
import os
import signal
import time
from pathlib import Path

from analytics.exports.apart.child import work
from analytics.exports.apart.held import die_with_parent, keep_words, limit_process
from analytics.exports.apart.server import let_server_end


def aborts(task, says):
    keep_words(task.room / "words.txt")
    os.abort()


def is_killed(task, says):
    os.kill(os.getpid(), signal.SIGKILL)


def touches_what_is_not_its_own(task, says):
    ctypes.string_at(0)


def ends_without_a_word(task, says):
    os._exit(3)


def hangs(task, says):
    die_with_parent()
    let_server_end()
    (task.room / "clear.txt").write_text("a name in clear")
    os.write(1, b"")
    Path(task.path).with_suffix(".pid").write_text(str(os.getpid()))
    time.sleep(600)


def computes_for_ever(task, says):
    limit_process(task.settings.imports)
    while True:
        pass


def takes_all_memory(task, says):
    limit_process(task.settings.imports)
    held = []
    while True:
        held.append(bytearray(b"x" * 10_000_000))


def asks_for_all_memory_at_once(task, says):
    keep_words(task.room / "words.txt")
    limit_process(task.settings.imports)
    bytearray(1 << 40)


def raises(task, says):
    says.send_bytes(b'{"failed": "ZeroDivisionError"}')


def finds_the_disk_full(task, says):
    says.send_bytes(b'{"system": "[Errno 28] No space left on device", "errno": 28, "type": "OSError"}')


def waits_until_the_other_is_done(task, says):
    """Reads the file once a file beside it says so, and says with another one that it waits."""
    task.path.with_suffix(".reading").touch()
    end = time.monotonic() + 60
    while not task.path.with_suffix(".go").exists() and time.monotonic() < end:
        time.sleep(0.02)
    work(task, says)
