"""A dashboard on a port of its own and a Chromium to look at it with."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from analytics.settings import ROOT

CHROMIUM = {
    "executable_path": "/usr/bin/chromium",
    "args": ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"],
}


@contextmanager
def served(warehouse: Path) -> Iterator[str]:
    """The address of a dashboard on `warehouse`, stopped at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "serve.py",
        "--server.port",
        str(port),
        "--server.headless",
        "true",
    ]
    environment = {**os.environ, "CASEWATCH_WAREHOUSE": str(warehouse)}
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(f"http://localhost:{port}/_stcore/health")
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(10)


def still(page: Page) -> None:
    """Wait until the page has drawn what it was opened for: the script has run, its charts and tables stand."""
    page.get_by_test_id("stMainBlockContainer").get_by_test_id("stElementContainer").first.wait_for(
        state="attached", timeout=60_000
    )
    for _again in range(2):  # a page that has just come to rest may be about to run once more
        page.locator('[data-test-script-state="notRunning"]').first.wait_for(state="attached", timeout=60_000)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(500)


def _wait(address: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            if time.monotonic() > end:
                raise
            time.sleep(0.3)
