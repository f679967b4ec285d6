"""Accounts: opening one, confirming, signing in and out, what strangers can't learn, a copy, and the end."""

from __future__ import annotations

import json
import re

import pytest
from django.conf import settings
from django.core import mail

from sayso.desk.accounts.adapters import tidy_name
from sayso.desk.accounts.deeds import make_account
from sayso.desk.accounts.mail import mail_settings
from sayso.desk.accounts.models import User
from sayso.desk.accounts.services import service_settings
from sayso.errors import UsageError
from sayso.settings import DeskSettings

WORD = "three brown foxes"
NEW = {"name": "Ann Reader", "email": "Ann@Example.org", "password1": WORD, "website": ""}


@pytest.fixture(autouse=True)
def no_mails():
    """None from the tests before."""
    mail.outbox.clear()


def opened(browser, **changes):
    """An account that somebody opens."""
    return browser.post("/accounts/signup/", NEW | changes)


def confirm(browser, n: int = -1) -> None:
    """Press the link of a mail, and the button behind it."""
    path = re.search(r"/accounts/confirm-email/\S+", mail.outbox[n].body).group()
    assert browser.get(path).status_code == 200
    assert browser.post(path).status_code == 302


def sign_in(browser, email: str = "ann@example.org", password: str = WORD, to: str = ""):
    """The answer to a sign-in."""
    return browser.post("/accounts/login/", {"login": email, "password": password, "next": to})


def test_an_account_is_opened_confirmed_and_used(site):
    browser = site.client()
    assert opened(browser).headers["Location"].endswith("/accounts/confirm-email/")
    user = User.objects.get()
    assert (user.email, user.name, user.role) == ("ann@example.org", "Ann Reader", "reader")
    assert sign_in(browser).headers["Location"].endswith("/accounts/confirm-email/")
    assert "_auth_user_id" not in browser.session
    confirm(browser)
    assert sign_in(browser).headers["Location"] == "/accounts/"
    browser.get("/")  # which tells of the sign-in, once
    page = browser.get("/").content.decode()
    assert "Ann Reader" in page
    assert "ann@example.org" not in page
    browser.post("/accounts/logout/")
    assert "Ann Reader" not in browser.get("/").content.decode()


def test_passwords_are_hashed_with_argon2():
    from sayso.desk.django_settings import django_settings

    made = django_settings(settings.SAYSO, "x")
    assert made["PASSWORD_HASHERS"][0].endswith("Argon2PasswordHasher")


def test_who_has_an_account_can_not_be_learnt(site):
    make_account("ann@example.org", WORD, "Ann", "reader")
    browser = site.client()
    taken, free = opened(browser), opened(site.client(), email="new@example.org")
    assert (taken.status_code, taken.headers["Location"]) == (free.status_code, free.headers["Location"])
    assert [m.to[0].lower() for m in mail.outbox] == ["ann@example.org", "new@example.org"]
    wrong, nobody = sign_in(site.client(), password="not it"), sign_in(site.client(), "none@example.org")
    strip = re.compile(r'value="[^"]*"|next=[^"]*')
    assert strip.sub("", wrong.content.decode()) == strip.sub("", nobody.content.decode())
    lost, none = (
        site.client().post("/accounts/password/reset/", {"email": e}) for e in ("ann@example.org", "none@example.org")
    )
    assert (lost.status_code, lost.headers["Location"]) == (none.status_code, none.headers["Location"])


def test_a_lost_password_is_set_anew(site):
    make_account("ann@example.org", WORD, "Ann", "reader")
    browser = site.client()
    browser.post("/accounts/password/reset/", {"email": "ann@example.org"})
    path = re.search(r"/accounts/password/reset/key/\S+", mail.outbox[-1].body).group()
    page = browser.get(path, follow=True)
    assert page.status_code == 200
    form = page.redirect_chain[-1][0]
    browser.post(form, {"password1": "four grey wolves", "password2": "four grey wolves"})
    assert sign_in(site.client(), password=WORD).status_code == 200
    assert sign_in(site.client(), password="four grey wolves").status_code == 302


def test_tries_are_limited(site):
    make_account("ann@example.org", WORD, "Ann", "reader")
    browser = site.client()
    for _ in range(5):
        assert sign_in(browser, password="not it").status_code == 200
    page = sign_in(browser)
    assert "_auth_user_id" not in browser.session
    assert page.status_code in (200, 429)


def test_weak_and_short_passwords_are_refused(site):
    for weak in ("short", "password", "12345678901"):
        assert opened(site.client(), password1=weak).status_code == 200
    assert not User.objects.exists()


def test_a_machine_that_fills_the_hidden_field_gets_no_account(site):
    opened(site.client(), website="https://spam.example")
    assert not User.objects.exists()


def test_sign_up_can_be_shut(site):
    site.dials(sign_up=False)
    assert site.client().get("/accounts/signup/").status_code == 200
    opened(site.client())
    assert not User.objects.exists()


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_signing_in_leads_nowhere_else(site, to):
    make_account("ann@example.org", WORD, "Ann", "reader")
    assert sign_in(site.client(), to=to).headers["Location"] == "/accounts/"


def test_signing_in_leads_back(site):
    make_account("ann@example.org", WORD, "Ann", "reader")
    assert sign_in(site.client(), to="/totals/").headers["Location"] == "/totals/"


def test_a_session_is_new_after_signing_in(site):
    make_account("ann@example.org", WORD, "Ann", "reader")
    browser = site.client()
    browser.session.save()
    before = browser.session
    before["x"] = "y"
    before.save()
    browser.cookies[settings.SESSION_COOKIE_NAME] = before.session_key
    sign_in(browser)
    assert browser.session.session_key != before.session_key


def test_logging_out_needs_a_form(site):
    browser = site.client("reader")
    assert browser.get("/accounts/logout/").status_code == 200
    assert "_auth_user_id" in browser.session


def test_who_is_shut_out_can_not_sign_in(site):
    user = make_account("ann@example.org", WORD, "Ann", "reader")
    user.is_active = False
    user.save()
    browser = site.client()
    sign_in(browser)
    assert "_auth_user_id" not in browser.session


@pytest.mark.parametrize(
    "path",
    [
        "login/",
        "signup/",
        "password/reset/",
        "password/reset/done/",
        "confirm-email/",
        "inactive/",
    ],
)
def test_every_page_of_the_entrance_is_ours(site, path):
    page = site.client().get(f"/accounts/{path}")
    assert page.status_code == 200
    assert 'class="wordmark"' in page.content.decode()


@pytest.mark.parametrize("path", ["", "email/", "password/change/", "3rdparty/", "logout/", "reauthenticate/"])
def test_every_page_of_the_account_is_ours_and_for_its_owner(site, path):
    browser = site.client()
    assert path == "logout/" or browser.get(f"/accounts/{path}").headers["Location"].startswith("/accounts/login/")
    browser.login(username=make_account("ann@example.org", WORD, "Ann", "reader").email, password=WORD)
    page = browser.get(f"/accounts/{path}")
    assert page.status_code == 200
    assert 'class="wordmark"' in page.content.decode()


def test_a_name_is_changed_but_never_to_nothing(site):
    browser = site.client("reader")
    assert browser.post("/accounts/", {"name": "  New \u202e name ", "notices": "on"}).status_code == 302
    assert User.objects.get().name == "New name"
    assert browser.post("/accounts/", {"name": "\u202e"}).status_code == 200
    assert User.objects.get().name == "New name"


def test_the_copy_holds_what_is_kept(site):
    browser = site.client("reader")
    answer = browser.get("/accounts/export/")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    kept = json.loads(answer.content)
    assert kept["email"] == User.objects.get().email
    assert "password" not in answer.content.decode()


def test_an_account_is_closed_by_its_owner_who_writes_the_address(site):
    browser = site.client("reader")
    user = User.objects.get()
    browser.post("/accounts/close/", {"email": "other@example.org"})
    assert User.objects.exists()
    assert browser.get("/accounts/close/").status_code == 405
    browser.post("/accounts/close/", {"email": user.email.upper()})
    assert not User.objects.exists()
    assert "_auth_user_id" not in browser.session


# ------------------------------------------------------------------------------------------------------------ services


def test_a_service_without_keys_is_not_there(site):
    page = site.client().get("/accounts/login/").content.decode()
    assert "account elsewhere" not in page
    for path in ("google", "github", "facebook", "wordpress", "oidc/newsroom"):
        assert site.client().get(f"/accounts/{path}/login/").status_code == 404, path


KEYS = {name: {"id": f"{name}-id", "secret": "s"} for name in ("google", "facebook", "x", "github", "wordpress")} | {
    "newsroom": {"id": "n", "secret": "s", "server": "https://id.example.org", "name": "Newsroom"}
}


@pytest.fixture
def services():
    """Every service with keys."""
    before = settings.SOCIALACCOUNT_PROVIDERS
    settings.SOCIALACCOUNT_PROVIDERS = service_settings(DeskSettings.model_validate({"providers": KEYS}))
    yield
    settings.SOCIALACCOUNT_PROVIDERS = before


def test_a_service_with_keys_is_offered(site, services):
    page = site.client().get("/accounts/login/").content.decode()
    for name in ("Google", "Facebook", "X", "GitHub", "WordPress.com", "Newsroom"):
        assert f">{name}</a>" in page


@pytest.mark.parametrize(
    ("path", "host"),
    [("google", "accounts.google.com"), ("github", "github.com"), ("wordpress", "public-api.wordpress.com")],
)
def test_the_way_to_a_service_is_a_form_and_a_page_that_goes_on(site, services, path, host):
    browser = site.client()
    assert browser.get(f"/accounts/{path}/login/").status_code == 200
    page = browser.post(f"/accounts/{path}/login/")
    assert page.status_code == 200
    text = page.content.decode()
    assert f'href="https://{host}/' in text
    assert "state=" in text
    assert "s%22" not in text


def test_who_comes_back_from_a_service_without_having_left_is_refused(site, services):
    page = site.client().get("/accounts/wordpress/login/callback/?code=x&state=forged")
    assert page.status_code in (400, 401, 403)
    assert not User.objects.exists()


class Answer:
    """What a service's server says."""

    status_code = 200
    headers = {"content-type": "application/json"}  # noqa: RUF012

    def __init__(self, data):
        self.data, self.text, self.content = data, json.dumps(data), json.dumps(data).encode()

    def json(self):
        return self.data

    def raise_for_status(self):
        return None


def test_somebody_signs_in_with_wordpress(site, services, monkeypatch):
    import requests

    told = {"ID": 7, "display_name": "Ann\u202e P.", "email": "ann@wp.example", "email_verified": True}

    def request(self, method, url, **more):
        return Answer({"access_token": "t", "token_type": "bearer"} if "token" in url else told)

    monkeypatch.setattr(requests.Session, "request", request)
    browser = site.client()
    page = browser.post("/accounts/wordpress/login/").content.decode()
    state = re.search(r"state=(\w+)", page).group(1)
    back = browser.get(f"/accounts/wordpress/login/callback/?code=x&state={state}")
    assert back.headers["Location"].endswith("/3rdparty/signup/")
    form = browser.get("/accounts/3rdparty/signup/").content.decode()
    assert 'value="Ann P."' in form
    done = browser.post("/accounts/3rdparty/signup/", {"name": "Ann P.", "email": "ann@wp.example"})
    assert done.status_code == 302
    user = User.objects.get()
    assert (user.name, user.email, user.role, user.has_usable_password()) == (
        "Ann P.",
        "ann@wp.example",
        "reader",
        False,
    )
    assert "_auth_user_id" in browser.session


def test_names_are_tidy():
    assert tidy_name("a\x00\u200b b\n") == "a b"
    assert len(tidy_name("x" * 500)) == 80


@pytest.mark.parametrize(
    ("given", "host", "tls", "ssl"),
    [("smtp://u:p%40@m.example", "m.example", True, False), ("smtps://m.example:4650", "m.example", False, True)],
)
def test_a_mail_server_is_set_by_its_address(given, host, tls, ssl):
    made = mail_settings(desk_with(given))
    assert (made["EMAIL_HOST"], made["EMAIL_USE_TLS"], made["EMAIL_USE_SSL"]) == (host, tls, ssl)


def test_mails_go_to_files_unless_a_server_is_set():
    assert "filebased" in mail_settings(settings.SAYSO)["EMAIL_BACKEND"]
    with pytest.raises(UsageError, match="SAYSO_DESK__MAIL"):
        mail_settings(desk_with("https://x.example"))


def desk_with(given: str):
    """A desk that sends its mail by a server."""
    from dataclasses import replace

    from pydantic import SecretStr

    dials = settings.SAYSO.dials
    return replace(
        settings.SAYSO,
        dials=dials.model_copy(update={"desk": dials.desk.model_copy(update={"mail": SecretStr(given)})}),
    )


def test_demo_accounts_sign_in_and_change_their_passwords(site):
    from django.contrib.auth import authenticate

    from sayso.desk.accounts.demo import demo_accounts

    first, again = demo_accounts(), demo_accounts()
    assert [a.role for a in again] == ["reader", "coder", "reviewer", "admin"]
    assert all(a.password != b.password for a, b in zip(first, again, strict=True))
    one = next(a for a in again if a.role == "reviewer")
    assert authenticate(username=one.email, password=one.password).role == "reviewer"


def test_demo_accounts_are_for_this_machine_alone(tmp_path):
    from typer.testing import CliRunner

    from sayso.cli import app

    words = ["serve", "--demo-accounts", "--host", "0.0.0.0", "--ledger", str(tmp_path / "l.sqlite3")]  # noqa: S104
    done = CliRunner().invoke(app, words)
    assert "this machine alone" in str(done.exception)
