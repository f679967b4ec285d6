"""The desk as the tests see it: a site on a ledger of made reports, both fresh for every test, and people of each role.

Django is set up once in a process, when these tests are collected: then the ledger's own tests run in the same set-up.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

import pytest

from sayso.desk.setup import Desk, book, configure, line
from sayso.ledger.where import Where
from sayso.settings import DeskSettings, LedgerSettings, Settings

# Playwright keeps an event loop in this thread while it drives the browser; Django takes that for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
sys.path.insert(0, str(Path(__file__).parent))  # for `browsing`, which has no tests of its own
HOME = Path(tempfile.mkdtemp(prefix="sayso-desk-"))
DIALS = Settings(
    ledger=LedgerSettings(busy_seconds=5),
    desk=DeskSettings(hosts=("testserver", "localhost"), secret_key="only for tests", rows=5),
)
configure(Desk(DIALS, Where(path=HOME / "ledger.sqlite3"), HOME / "desk"))

from django.conf import settings  # noqa: E402 - after Django is set up
from django.core.cache import cache  # noqa: E402
from django.db import connections  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_test_environment  # noqa: E402

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.STORAGES = settings.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
setup_test_environment()
ROLES = ("reader", "coder", "reviewer", "admin")


def pytest_sessionfinish(session) -> None:
    """Take the folder of this run away."""
    shutil.rmtree(HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def made() -> ModuleType:
    """The made reports, shared with the ledger's tests."""
    if "made" not in sys.modules:
        path = Path(__file__).resolve().parents[1] / "ledger" / "made.py"
        spec = importlib.util.spec_from_file_location("made", path)
        module = importlib.util.module_from_spec(spec)
        sys.modules["made"] = module
        spec.loader.exec_module(module)
    return sys.modules["made"]


@contextmanager
def own_database(path: Path) -> Iterator[None]:
    """The desk's database at a path."""
    connections["default"].close()
    connections["default"].settings_dict["NAME"] = str(path)
    try:
        yield
    finally:
        connections["default"].close()


@pytest.fixture(scope="session")
def template() -> Path:
    """A folder with an empty ledger and the desk's own tables, roles made."""
    from django.core.management import call_command

    folder = HOME / "template"
    folder.mkdir(parents=True)
    settings.SAYSO = Desk(DIALS, Where(path=folder / "ledger.sqlite3"), folder)
    book().close()
    with own_database(folder / "desk.sqlite3"):
        call_command("migrate", verbosity=0)
    return folder


@dataclass
class Site:
    """A desk of its own for one test."""

    folder: Path

    def dials(self, **desk: object) -> None:
        """Set some of the desk's settings for this test."""
        now = settings.SAYSO
        settings.SAYSO = replace(
            now, dials=now.dials.model_copy(update={"desk": now.dials.desk.model_copy(update=desk)})
        )

    def add(self, *reports) -> None:
        """Put made reports into the ledger."""
        for page, reading in reports:
            line().add_reading(page, reading)

    def user(self, role: str = "reader", email: str = ""):
        """An account of a role."""
        from sayso.desk.accounts.models import User

        user = User.objects.create_user(email or f"{role}@example.org", "a long password", name=role.title())
        user.set_role(role)
        return user

    def client(self, role: str | None = None) -> Client:
        """A browser, signed in as somebody of a role, or as nobody."""
        browser = Client()
        if role is not None:
            browser.force_login(self.user(role, f"{role}-{len(list(self.folder.iterdir()))}@example.org"))
        return browser


@contextmanager
def desk_of(template: Path, folder: Path) -> Iterator[Site]:
    """A desk on a copy of a folder."""
    book().close()
    connections["default"].close()
    shutil.copytree(template, folder)
    before = settings.SAYSO
    settings.SAYSO = Desk(DIALS, Where(path=folder / "ledger.sqlite3"), folder)
    cache.clear()
    with own_database(folder / "desk.sqlite3"):
        yield Site(folder)
    book().close()
    settings.SAYSO = before


@pytest.fixture
def site(template, tmp_path) -> Iterator[Site]:
    """An empty desk."""
    with desk_of(template, tmp_path / "desk") as made:
        yield made


@pytest.fixture(scope="session")
def stocked_template(template, made) -> Path:
    """A folder like `template` with three reports in the ledger."""
    folder = HOME / "stocked"
    with desk_of(template, folder) as site:
        site.add(made.brak("a"), made.brak_otherwise("b"), made.tbilisi("c"))
    return folder


@pytest.fixture
def stocked(stocked_template, tmp_path) -> Iterator[Site]:
    """A desk on a ledger of three reports: two that contradict each other on one bomb, one of something else."""
    with desk_of(stocked_template, tmp_path / "desk") as made:
        yield made


@pytest.fixture
def browser(stocked) -> Client:
    """A reader who isn't signed in, at the stocked desk."""
    return stocked.client()


@pytest.fixture
def queries() -> Callable[[Callable[[], object]], int]:
    """Counts the queries, of the ledger and the desk together, that a call makes."""

    def count(call: Callable[[], object]) -> int:
        with (
            CaptureQueriesContext(connections["default"]) as own,
            CaptureQueriesContext(connections[book().db]) as kept,
        ):
            call()
        return len(own) + len(kept)

    return count


# -------------------------------------------------------------------------------------------------- in a real browser


@pytest.fixture(scope="session")
def chrome():
    """Chromium, started once; skips visibly where it isn't installed."""
    from browsing import chromium
    from playwright.sync_api import sync_playwright

    path = chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def served_desk(stocked_template, tmp_path_factory) -> Iterator[str]:
    """The address of a desk that is served from a copy of the stocked ledger."""
    from browsing import served

    folder = tmp_path_factory.mktemp("served")
    shutil.copy(stocked_template / "ledger.sqlite3", folder / "ledger.sqlite3")
    with served(folder / "ledger.sqlite3") as address:
        yield address


@pytest.fixture
def watched(chrome, served_desk, tmp_path):
    """Opens a page at the served desk: `watched(width=390, color_scheme="dark")`; at the end nothing may be wrong."""
    from browsing import Watched, screenshots

    contexts, pages = [], []

    def open_page(width: int = 1280, **more: object) -> Watched:
        contexts.append(chrome.new_context(viewport={"width": width, "height": 900}, **more))
        pages.append(Watched(contexts[-1], served_desk, screenshots(tmp_path)))
        return pages[-1]

    yield open_page
    for context in contexts:
        context.close()
    assert [w for page in pages for w in page.wrong] == []
