"""A reader opens an account and replies, a reviewer answers and rules, in a real browser."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

WORD = "three brown foxes"
MADE = """
from sayso.desk.accounts.deeds import make_account
make_account("rae@example.org", "three brown foxes", "Rae Reviewer", "reviewer")
make_account("kit@example.org", "three brown foxes", "Kit", "reader")
"""
WAYS = ("/accounts/login/", "/accounts/signup/", "/accounts/password/reset/")
MINE = ("/accounts/", "/accounts/email/", "/accounts/password/change/", "/accounts/3rdparty/", "/reports/a/")


@pytest.fixture(scope="module")
def home(stocked_template, tmp_path_factory) -> Path:
    """The folder of a desk with a reviewer and a reader."""
    folder = tmp_path_factory.mktemp("replied")
    shutil.copy(stocked_template / "ledger.sqlite3", folder / "ledger.sqlite3")
    env = {"SAYSO_LEDGER__URL": str(folder / "ledger.sqlite3"), "PATH": "/usr/bin:/bin", "HOME": str(folder)}
    for command in (["migrate", "-v0"], ["shell", "-v0", "-c", MADE]):
        subprocess.run([sys.executable, "-m", "sayso.desk", *command], env=env, cwd=folder, check=True)
    return folder


@pytest.fixture(scope="module")
def served_desk(home) -> Iterator[str]:
    """Its address."""
    from browsing import served

    with served(home / "ledger.sqlite3") as address:
        yield address


def mailed(home: Path, what: str) -> str:
    """What the latest mail has that fits a pattern."""
    for _ in range(50):
        mails = sorted((home / "desk" / "mail").glob("*.log"), key=lambda p: p.stat().st_mtime)
        found = [m for p in mails for m in re.findall(what, p.read_text())]
        if found:
            return found[-1]
        time.sleep(0.1)
    pytest.fail(f"no mail with {what}")


def sign_in(watch, email: str, to: str = "/") -> None:
    """Sign in by the form."""
    watch.go(f"/accounts/login/?next={to}")
    watch.page.get_by_label("Email").fill(email)
    watch.page.get_by_label("Password").fill(WORD)
    watch.page.get_by_role("button", name="Sign in").click()
    watch.page.wait_for_load_state("networkidle")


def fits(watch, name: str) -> None:
    """A page shuts nobody out, and is kept as a picture."""
    assert watch.overflow() <= 0, name
    assert watch.barriers() == [], name
    watch.shot(name)


def test_from_an_account_to_a_ruling(watched, home):
    reader = watched()
    reader.go("/?event=bombing")
    reader.page.locator(".row h3 a").first.click()
    reader.page.get_by_role("link", name="Sign in to reply").click()
    reader.page.get_by_role("link", name="Open an account").click()
    reader.page.get_by_label("Name").fill("Ann Reader")
    reader.page.get_by_label("Email").fill("ann@example.org")
    reader.page.get_by_label("Password").fill(WORD)
    reader.page.get_by_role("button", name="Open it").click()
    reader.page.wait_for_load_state()
    fits(reader, "account-sent")
    reader.go(mailed(home, r"http://[^/]+(/accounts/confirm-email/\S+)"))
    reader.page.get_by_role("button", name="Yes, confirm").click()
    sign_in(reader, "ann@example.org")
    reader.go("/?event=bombing")
    reader.page.locator(".row h3 a").first.click()
    reader.page.locator(".quote a", has_text="Reply").first.click()
    assert "You are replying as Ann Reader" in reader.page.inner_text("form.reply-form")
    reader.page.get_by_label("Your words").fill("The hospital counted twelve, not twenty-five.")
    reader.page.get_by_label("Address of the source").fill("https://hospital.example.org/count")
    reader.page.get_by_label("A file").set_input_files(
        {"name": "count.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(30)}
    )
    fits(reader, "reply-form")
    reader.page.wait_for_timeout(3100)  # nobody writes that fast
    reader.page.get_by_role("button", name="Send").click()
    reader.page.wait_for_load_state()
    assert "waits to be let through" in reader.page.inner_text("main")
    fits(reader, "reply-held")
    here = reader.page.url.removeprefix(reader.address)

    judge = watched()
    sign_in(judge, "rae@example.org", "/replies/")
    fits(judge, "replies-queue")
    judge.page.get_by_role("link", name="Refuse, answer or rule").click()
    fits(judge, "reply-judged")
    judge.page.get_by_label("What is ruled").select_option("correct")
    judge.page.get_by_label("Field").select_option("killed")
    judge.page.get_by_label("What it really is").fill("12")
    judge.page.get_by_label("Reason").fill("The hospital's own count")
    judge.page.get_by_role("button", name="Rule", exact=True).click()
    judge.page.wait_for_load_state()
    assert "led to a ruling" in judge.page.inner_text("main")
    judge.page.get_by_label("It is shown below the reply").fill("Thank you. We asked the hospital.")
    judge.page.get_by_role("button", name="Answer").click()
    judge.page.wait_for_load_state()

    stranger = watched()
    stranger.go(here)
    assert "We asked the hospital." in stranger.page.inner_text("main")
    stranger.page.locator(".crumbs a").last.click()
    stranger.go("/changes/")
    assert here.split("/")[2] in stranger.page.inner_text("main")
    stranger.shot("changes-after-reply")
    assert "led to a correction" in mailed(home, r"Your reply led to a correction")
    stranger.go("/?event=bombing")
    stranger.page.locator(".row h3 a").first.click()
    fits(stranger, "incident-replied")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_every_page_fits_its_window_and_shuts_nobody_out(watched, width, scheme):
    watch = watched(width, color_scheme=scheme)
    for path in WAYS:
        watch.go(path)
        fits(watch, f"{path.strip('/').replace('/', '-')}-{width}-{scheme}")
    sign_in(watch, "kit@example.org")
    for path in MINE:
        watch.go(path)
        fits(watch, f"{path.strip('/').replace('/', '-')}-{width}-{scheme}")
    judge = watched(width, color_scheme=scheme)
    sign_in(judge, "rae@example.org", "/replies/?state=shown")
    fits(judge, f"replies-{width}-{scheme}")
    judge.page.locator(".reply a").first.click()
    judge.page.wait_for_load_state()
    fits(judge, f"reply-{width}-{scheme}")


def test_it_works_without_scripts(watched):
    watch = watched(java_script_enabled=False)
    sign_in(watch, "kit@example.org", "/reports/a/")
    watch.page.get_by_label("Your words").fill("Written without scripts.")
    watch.page.wait_for_timeout(3100)
    watch.page.get_by_role("button", name="Send").click()
    watch.page.wait_for_load_state()
    assert "Written without scripts." in watch.page.inner_text("main")
    watch.page.get_by_role("button", name="Log out").click()
    watch.page.wait_for_load_state()
    assert watch.page.get_by_role("link", name="Sign in", exact=True).count() == 1
