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


def still(page: Page, quiet: int = 500) -> None:
    """Wait until the page has drawn what it was opened for: the script has run and for `quiet` milliseconds nothing moved."""
    page.wait_for_function(_QUIET, arg=quiet, timeout=120_000, polling=100)


_QUIET = """quiet => {
    const root = document.querySelector('[data-testid=stMainBlockContainer]')
    const seen = window.casewatchStill ??= { at: performance.now() }
    if (!seen.watching) {
        seen.watching = new MutationObserver(() => { seen.at = performance.now() })
        seen.watching.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
    }
    const ran = document.querySelector('[data-test-script-state]')?.dataset.testScriptState === 'notRunning'
    const waits = document.querySelector('[data-testid=stSkeleton], [data-testid=stSpinner]')
    if (!ran || waits || !root?.querySelector('[data-testid=stElementContainer]')) seen.at = performance.now()
    return performance.now() - seen.at > quiet
}"""
"""Whether the script has run, no part is still being fetched or worked out, and the page has not changed for so long."""


def english(page: Page) -> set[str]:
    """What the page says in English: texts and the words for who does not see them, but for what is written by people."""
    return {text for text in page.evaluate(_ENGLISH) if not any(name in text for name in _NAMED_THE_SAME)}


_ENGLISH = """() => {
    const found = new Set();
    const not_said = 'pre, code, svg, canvas, script, style, noscript, [data-testid=stIconMaterial], [data-testid=stAlertDynamicIcon], [translate=no]';
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
        const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
        if (element.closest(not_said)) continue;
        const texts = node.nodeType === Node.TEXT_NODE
            ? (element.closest('[data-testid=stMarkdownContainer]') ? [] : [node.nodeValue])
            : ['aria-label', 'title', 'placeholder'].map((name) => node.getAttribute(name));
        for (const text of texts) if (text && /[A-Za-z]{3}/.test(text) && !/[一-龥]/.test(text)) found.add(text.trim());
    }
    return [...found];
}"""
_NAMED_THE_SAME = ("English", "XLSX", "CSV", " icon")
"""What is no word of a language: a name, a kind of file; and the name of an icon, which stands beside its words."""


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
