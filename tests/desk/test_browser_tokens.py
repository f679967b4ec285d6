"""The page of tokens in a real browser: a token is made, used by a program, and taken back."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

SESSION = """
import sys
from sayso.settings import load_settings
from sayso.desk.setup import desk_at, prepare
prepare(desk_at(sys.argv[1], load_settings()))
from django.test import Client
from sayso.desk.accounts.models import User
user = User.objects.create_user("ann@example.org", "a long password", name="Ann")
user.set_role("reviewer")
client = Client()
client.force_login(user)
print(client.cookies["sessionid"].value)
"""


@pytest.fixture(scope="module")
def session(stocked_template, tmp_path_factory):
    """The address of a served desk, and a reviewer's session there."""
    from browsing import served

    folder = tmp_path_factory.mktemp("tokens")
    ledger = folder / "ledger.sqlite3"
    shutil.copy(stocked_template / "ledger.sqlite3", ledger)
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    command = [sys.executable, "-c", SESSION, str(ledger)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    with served(ledger) as address:
        yield address, done.stdout.strip()


def asked(address: str, secret: str) -> int:
    """The status that a program gets which asks whose token it has."""
    headers = {"Authorization": f"Bearer {secret}"}
    request = urllib.request.Request(f"{address}/api/v1/me", headers=headers)  # noqa: S310 - our own
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310 - our own
            return answer.status if json.load(answer)["name"] == "Ann" else 0
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.parametrize(("width", "scheme", "locale"), [(1280, "light", "en"), (390, "dark", "ar")])
def test_a_token_from_its_making_to_its_end(chrome, session, tmp_path, width, scheme, locale):
    from browsing import Watched, screenshots

    address, cookie = session
    context = chrome.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, locale=locale)
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])
    watch = Watched(context, address, screenshots(tmp_path))
    watch.go("/accounts/")
    watch.page.locator("a[href='/api/tokens/']").click()
    watch.page.locator("#id_name").fill("nightly import")
    watch.page.locator("main form button").first.click()
    secret = watch.page.locator("section[role=status] code").inner_text()
    assert asked(address, secret) == 200
    assert watch.overflow() <= 0
    assert watch.barriers() == []
    watch.shot(f"tokens-{width}-{locale}")
    watch.page.locator("form[action*=revoke] button").click()
    watch.page.wait_for_load_state("networkidle")
    assert asked(address, secret) == 401
    context.close()
    assert watch.wrong == []
