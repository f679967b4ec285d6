"""Signing in with an account elsewhere, in a real browser: an OpenID Connect server on this machine."""

from __future__ import annotations

import json
import shutil
import warnings
from collections.abc import Iterator

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    mock = pytest.importorskip("oidc_provider_mock", reason="oidc-provider-mock is not installed")


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    """The address of an OpenID Connect server that knows one person."""
    person = mock.User(sub="ann-7", claims={"name": "Ann\u202e P.", "email": "ann@id.example", "email_verified": True})
    with mock.run_server_in_thread(user_claims=[person]) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(scope="module")
def served_desk(stocked_template, tmp_path_factory, elsewhere) -> Iterator[str]:
    """The address of a desk that offers it."""
    from browsing import served

    folder = tmp_path_factory.mktemp("signed-in")
    shutil.copy(stocked_template / "ledger.sqlite3", folder / "ledger.sqlite3")
    keys = {"newsroom": {"id": "desk", "secret": "only for tests", "server": elsewhere, "name": "The newsroom"}}
    with served(folder / "ledger.sqlite3", SAYSO_DESK__PROVIDERS=json.dumps(keys)) as address:
        yield address


def test_a_reader_signs_in_by_openid_connect(watched, elsewhere):
    watch = watched()
    watch.go("/accounts/login/?next=/reports/a/")
    assert watch.barriers() == []
    watch.shot("sign-in-services")
    watch.page.get_by_role("link", name="The newsroom").click()
    watch.page.route("https://**", lambda route: route.abort())  # which the other server's page would ask
    assert watch.wrong == []
    watch.page.get_by_role("button", name="Continue").click()
    watch.page.wait_for_url(f"{elsewhere}/**")
    watch.page.locator("input[name=sub]").fill("ann-7")
    watch.page.get_by_role("button", name="Authorize").click()
    watch.page.wait_for_url("**/accounts/3rdparty/signup/")
    watch.wrong.clear()  # what the other server's page asked; ours ask nothing of anybody
    assert watch.page.get_by_label("Name").input_value() == "Ann P."
    assert watch.page.get_by_label("Email").input_value() == "ann@id.example"
    assert watch.barriers() == []
    watch.shot("sign-in-first-time")
    watch.page.locator(".entrance button").click()
    watch.page.wait_for_url("**/reports/a/")
    assert "You are replying as Ann P." in watch.page.inner_text("form.reply-form")
