"""A desk served as its users have it, and a browser that notes what it should not see."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
SECONDS = 30


def chromium() -> str:
    """The browser's path; a visible skip where it is not installed, a failure where CI=true says that it must be."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("chromium is not installed")
    return found


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def served(ledger: Path, **settings: str) -> Iterator[str]:
    """The address of a desk that `sayso serve` serves from a ledger; `settings` are environment variables."""
    port = free_port()
    home = ledger.parent
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    env = {**kept, "HOME": str(home), "XDG_DATA_HOME": str(home), **settings}
    command = [sys.executable, "-m", "sayso.cli", "serve", "--ledger", str(ledger), "--port", str(port)]
    with (home / "served.log").open("w") as log, subprocess.Popen(command, env=env, stdout=log, stderr=log) as process:
        try:
            yield _awaited(f"http://localhost:{port}", process, home / "served.log")
        finally:
            process.terminate()
            process.wait(SECONDS)


def _awaited(address: str, process: subprocess.Popen[bytes], log: Path) -> str:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own
                return address
        except urllib.error.URLError:
            time.sleep(0.1)
    pytest.fail(f"the desk doesn't answer: {log.read_text()}")


class Watched:
    """A page that keeps what went wrong on it: errors of scripts and of the policy, requests elsewhere."""

    def __init__(self, context: object, address: str, shots: Path) -> None:
        self.page = context.new_page()  # type: ignore[attr-defined]
        self.address = address
        self.shots = shots
        self.wrong: list[str] = []
        self.page.on("console", lambda m: self.wrong.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda e: self.wrong.append(str(e)))
        self.page.on("request", self._request)

    def _request(self, request: object) -> None:
        url = request.url  # type: ignore[attr-defined]
        if not url.startswith((self.address, "data:", "blob:")):
            self.wrong.append(f"asked {url}")

    def go(self, path: str) -> None:
        """Open a page and wait until it is still."""
        self.page.goto(self.address + path)
        self.page.wait_for_load_state("networkidle")

    def shot(self, name: str) -> None:
        """Save a screenshot of the whole page."""
        self.shots.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=self.shots / f"{name}.png", full_page=True)

    def overflow(self) -> int:
        """By how many pixels the page is wider than its window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))

    def barriers(self) -> list[str]:
        """What axe finds that is serious or worse."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page).response["violations"]
        grave = [v for v in found if v["impact"] in ("serious", "critical")]
        return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in grave]


def screenshots(tmp_path: Path) -> Path:
    """Where screenshots go: SAYSO_SCREENSHOTS, or the test's own folder."""
    return Path(os.environ.get("SAYSO_SCREENSHOTS") or tmp_path / "screenshots")
