"""What the desk stands on: its folder and key, its databases, its headers, its rights, its faults."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.urls import clear_url_caches

from sayso.desk.headers import policy
from sayso.desk.rights import RIGHTS, ROLES, check, may, needs
from sayso.desk.setup import book, desk_at, secret_key
from sayso.errors import UsageError
from sayso.ledger.where import Where


def test_the_front_page_answers_with_strict_headers(browser):
    answer = browser.get("/")
    assert answer.status_code == 200
    rules = dict(r.split(" ", 1) for r in answer.headers["Content-Security-Policy"].split("; "))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == "'self'"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_only_a_tile_server_that_is_set_may_give_pictures():
    assert "https:" not in policy()
    assert "img-src 'self' data: https://t.example" in policy("https://t.example/{z}/{x}/{y}.png")


def test_a_reader_who_only_looks_gets_no_cookie(browser):
    assert not browser.get("/").cookies


@pytest.mark.parametrize("path", ["/nothing", "/?page=7", "/?page=-1", "/?page=%00", "/?page=" + "9" * 400])
def test_odd_addresses_are_answered(browser, path):
    assert browser.get(path).status_code == (404 if path == "/nothing" else 200)


def test_another_host_is_refused(browser):
    assert browser.get("/", headers={"host": "evil.example"}).status_code == 400


def test_a_form_without_our_token_is_refused(stocked, monkeypatch):
    from django.http import HttpResponse
    from django.test import Client
    from django.urls import path

    from sayso.desk import urls

    made = path("written/", lambda request: HttpResponse("written"))
    monkeypatch.setattr(urls, "urlpatterns", [*urls.urlpatterns, made])
    clear_url_caches()
    answer = Client(enforce_csrf_checks=True).post("/written/", {"word": "x"})
    clear_url_caches()
    assert answer.status_code == 403
    assert b"came from elsewhere" in answer.content


def test_choosing_a_language_leads_nowhere_else(browser):
    answer = browser.post("/language/", {"language": "en", "next": "https://evil.example/"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/"


# ----------------------------------------------------------------------------------------------------------- databases


def test_accounts_are_not_in_the_ledgers_file(stocked):
    kept = set(connections[book().db].introspection.table_names())
    own = set(connections["default"].introspection.table_names())
    assert {t for t in kept if not t.startswith(("sayso_ledger", "django_migrations", "sqlite_"))} == set()
    assert "desk_accounts_user" in own
    assert not [t for t in own if t.startswith("sayso_ledger")]


def test_the_key_is_made_once_and_for_its_owner_only(tmp_path):
    desk = desk_at(tmp_path / "ledger.sqlite3", replace_key(settings.SAYSO.dials))
    assert desk.folder == tmp_path / "desk"
    key = secret_key(desk)
    assert len(key) > 50
    assert secret_key(desk) == key
    assert stat.S_IMODE((desk.folder / "secret.key").stat().st_mode) == 0o600
    assert [p.name for p in desk.folder.iterdir()] == ["secret.key"]


def replace_key(dials):
    return dials.model_copy(update={"desk": dials.desk.model_copy(update={"secret_key": None})})


def test_one_process_has_one_desk(site, tmp_path):
    from sayso.desk.setup import configure

    with pytest.raises(UsageError, match="process of its own"):
        configure(replace(settings.SAYSO, place=Where(path=tmp_path / "other.sqlite3")))


@pytest.mark.parametrize("https", ["true", "false"])
def test_djangos_own_check_for_deployment(tmp_path, https):
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    env = {**kept, "SAYSO_LEDGER__URL": str(tmp_path / "l.sqlite3"), "SAYSO_DESK__HTTPS": https}
    command = [sys.executable, "-m", "sayso.desk", "check", "--deploy"]
    done = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert ("no issues" in done.stderr + done.stdout) == (https == "true")
    assert https == "true" or {"W004", "W008", "W012", "W016"} == {
        w[:4] for w in (done.stdout + done.stderr).split("security.")[1:]
    }


def test_every_migration_is_written(site):
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


# -------------------------------------------------------------------------------------------------------------- rights


@pytest.mark.parametrize("role", [None, *ROLES])
def test_each_role_has_its_rights_and_no_more(site, role):
    user = site.user(role) if role else None
    for right in RIGHTS:
        assert may(user, right) == (role is not None and right in ROLES[role])


def test_who_is_shut_out_may_nothing(site):
    user = site.user("admin")
    user.is_active = False
    assert not any(may(user, right) for right in RIGHTS)
    with pytest.raises(PermissionDenied):
        check(user, "rule")


def test_a_right_that_there_is_not_is_an_error(site):
    with pytest.raises(ValueError, match="no right"):
        may(site.user("admin"), "rull")
    with pytest.raises(ValueError, match="no right"):
        needs("rull")


def test_a_role_replaces_the_one_before(site):
    user = site.user("reviewer")
    assert user.role == "reviewer"
    user.set_role("reader")
    assert user.role == "reader"
    assert user.groups.count() == 1


def test_an_address_has_one_account_in_whatever_case(site):
    from django.contrib.auth import authenticate

    from sayso.desk.accounts.models import User

    User.objects.create_user("Ann@Example.org", "a long password")
    assert authenticate(username="ANN@example.ORG", password="a long password").email == "ann@example.org"
    assert "example" not in str(User.objects.get())


# ---------------------------------------------------------------------------------------------------------- the source


def test_templates_have_no_inline_style_script_or_outside_address():
    from sayso import desk

    pages = sorted(Path(desk.__file__).parent.rglob("*.html"))
    assert len(pages) > 3
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for banned in (" style=", "<style", "javascript:", "|safe", "autoescape off", " onclick=", " onload="):
            assert banned not in text, f"{page.name}: {banned}"
        assert "//" not in text.replace("http://www.w3.org/", "").replace("{{ request.scheme }}://", ""), page.name
