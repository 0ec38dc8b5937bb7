"""An upload holds clear personal data: it goes with its session, and with the next start after a kill."""

import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path

from analytics.exports.reading.scratch import IN_MEMORY, sweep_everywhere
from analytics.settings import ROOT
from ui.shell.jobs import begin, keep


def _uploads(says):
    begin.cache_clear()
    kept = keep("办件.csv", "张三,150202199001011234".encode())
    says.send(str(kept.path))
    signal.pause()


def killed_server():
    """The path of an upload whose server was killed."""
    hears, says = multiprocessing.Pipe(duplex=False)
    server = multiprocessing.get_context("fork").Process(target=_uploads, args=(says,))
    server.start()
    path = Path(hears.recv())
    assert path.exists()
    sweep_everywhere()
    assert path.exists()  # another server's, alive
    os.kill(server.pid, signal.SIGKILL)
    server.join(30)
    return path


def test_an_upload_of_a_killed_server_is_gone_when_the_next_one_begins():
    path = killed_server()
    assert path.exists()
    begin.cache_clear()
    begin()
    assert not path.exists()
    assert not path.parents[1].exists()


def test_any_command_removes_the_uploads_of_a_killed_server():
    path = killed_server()
    subprocess.run([sys.executable, "-m", "analytics", "queries", "--format", "json"], cwd=ROOT, check=True, capture_output=True)  # fmt: skip
    assert not path.exists()


def test_an_upload_is_readable_for_nobody_else():
    kept = keep("../../a.csv", b"x")
    assert kept.path.name == "a.csv"
    assert IN_MEMORY in kept.path.parents or not IN_MEMORY.is_dir()
    assert all(place.stat().st_mode & 0o077 == 0 for place in kept.path.parents[:2])
