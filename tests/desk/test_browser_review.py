"""A coder's and a reviewer's journeys in a real browser, by keyboard: correct, disagree, decide, undo."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

# Made in a process of its own, since a desk's settings are made once in a process.
PEOPLE = """
import sys
from sayso.settings import load_settings
from sayso.desk.setup import desk_at, prepare
prepare(desk_at(sys.argv[1], load_settings()))
from django.test import Client
from sayso.desk.accounts.models import User
for name, role in (("Carla", "coder"), ("Ann", "reviewer"), ("Ben", "reviewer")):
    user = User.objects.create_user(f"{name}@example.org", "a long password", name=name)
    user.set_role(role)
    client = Client()
    client.force_login(user)
    print(client.cookies["sessionid"].value)
"""


@pytest.fixture(scope="module")
def staffed(stocked_template, tmp_path_factory):
    """A served desk with a coder and two reviewers: its address and their sessions."""
    from browsing import served

    folder = tmp_path_factory.mktemp("staffed")
    ledger = folder / "ledger.sqlite3"
    shutil.copy(stocked_template / "ledger.sqlite3", ledger)
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", PEOPLE, str(ledger)], env=env, capture_output=True, text=True, check=True
    )
    with served(ledger) as address:
        yield address, dict(zip(("Carla", "Ann", "Ben"), done.stdout.split(), strict=True))


@pytest.fixture
def signed_in(chrome, staffed, tmp_path):
    """Opens a page as somebody: `signed_in("Ann", width=390)`; at the end nothing may be wrong."""
    from browsing import Watched, screenshots

    address, sessions = staffed
    contexts, pages = [], []

    def open_page(name: str = "", width: int = 1280, **more: object) -> Watched:
        contexts.append(chrome.new_context(viewport={"width": width, "height": 900}, **more))
        if name:
            contexts[-1].add_cookies([{"name": "sessionid", "value": sessions[name], "url": address}])
        pages.append(Watched(contexts[-1], address, screenshots(tmp_path)))
        return pages[-1]

    yield open_page
    for context in contexts:
        context.close()
    assert [w for page in pages for w in page.wrong] == []


def corrected(watch, value: str, why: str) -> None:
    """Correct how many were killed, by keyboard alone."""
    watch.go("/review/claim/?at=a%23c1")
    for _ in range(20):
        watch.page.keyboard.press("c")
        if "killed" in watch.page.evaluate("document.activeElement.innerText"):
            break
    watch.page.keyboard.press("Enter")
    watch.page.keyboard.press("Tab")
    watch.page.keyboard.press("Control+a")
    watch.page.keyboard.type(value)
    watch.page.keyboard.press("Tab")
    watch.page.keyboard.type(why)
    watch.page.keyboard.press("Enter")
    watch.page.wait_for_selector(".message")


def test_from_a_correction_to_a_disagreement_to_a_decision_to_an_undoing(signed_in):
    coder = signed_in("Carla")
    corrected(coder, "24", "the list of the hospital")
    assert "Done" in coder.page.inner_text(".message")
    other = signed_in("Ann")
    corrected(other, "30", "the list of the mosque")
    assert "ruled otherwise" in other.page.inner_text(".message")
    assert other.page.locator(".card.against").count() == 1
    other.shot("review-disagree")
    third = signed_in("Ben")
    third.go("/review/waiting/")
    third.shot("review-waiting")
    third.page.get_by_label("Why").fill("both lists were seen")
    third.page.get_by_role("button", name="Confirm").click()
    third.page.wait_for_selector(".message.success")
    public = signed_in()
    public.go("/changes/")
    assert "Ann, seconded by Ben" in public.page.inner_text("main")
    third.go("/review/claim/?at=a%23c1")
    third.page.locator("main").get_by_role("link", name="undo").last.click()
    third.page.get_by_label("Why it should not hold").fill("the lists were of two days")
    third.page.get_by_role("button", name="Undo it").click()
    third.page.wait_for_selector(".message.success")
    assert "24" in third.page.locator(".fieldrow.corrected").inner_text()
    public.go("/changes/")
    assert "the lists were of two days" in public.page.inner_text("main")


def test_keys_open_forms_and_follow_links_but_send_nothing(signed_in):
    watch = signed_in("Ann")
    watch.go("/review/claim/?at=a%23c1")
    for key, form in (("a", "do-accept"), ("s", "do-strike"), ("l", "do-link"), ("u", "do-unlink"), ("g", "do-grade")):
        watch.page.keyboard.press(key)
        assert watch.page.evaluate(f"document.getElementById('{form}').open"), key
        assert watch.page.evaluate(f"document.getElementById('{form}').contains(document.activeElement)"), key
        watch.page.keyboard.press("Escape")
        assert not watch.page.evaluate(f"document.getElementById('{form}').open"), key
    watch.page.keyboard.press("?")
    assert watch.page.evaluate("document.getElementById('keys').open")
    watch.page.keyboard.press("s")
    watch.page.keyboard.type("nasty")  # in a field, letters are letters
    assert watch.page.locator("#why-strike").input_value() == "nasty"
    watch.page.keyboard.press("Escape")
    watch.page.keyboard.press("n")
    watch.page.wait_for_url("**b%23c1**")
    watch.page.keyboard.press("?")
    watch.page.locator("#keys-on").uncheck()
    watch.page.keyboard.press("s")
    assert not watch.page.evaluate("document.getElementById('do-strike').open")


@pytest.mark.parametrize(("width", "scheme", "locale"), [(1280, "light", "en"), (390, "dark", "ar")])
def test_review_fits_its_window_and_shuts_nobody_out(signed_in, width, scheme, locale):
    watch = signed_in("Ann", width, locale=locale, color_scheme=scheme)
    for path in ("/review/", "/review/claim/?at=b%23c1", "/review/waiting/", "/review/acts/"):
        watch.go(path)
        if "claim" in path:
            watch.page.keyboard.press("u")
        assert watch.overflow() <= 0, path
        assert watch.barriers() == [], path
        watch.shot(f"{path.strip('/').split('?')[0].strip('/').replace('/', '-')}-{width}-{locale}")


def test_review_works_without_scripts(signed_in):
    watch = signed_in("Ann", java_script_enabled=False)
    watch.go("/review/")
    watch.page.locator(".row-title a").first.click()
    watch.page.locator("#do-strike summary").click()
    watch.page.locator("#why-strike").fill("not of this world")
    watch.page.get_by_role("button", name="Strike it out").click()
    assert "Done" in watch.page.inner_text(".message.success")
