"""`sayso token`, in a process of its own as people run it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from sayso.desk.api.tokens import find_token


@pytest.fixture
def sayso(stocked):
    """Runs a command on the stocked desk."""

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        env = {
            "PATH": os.environ["PATH"],
            "SAYSO_LEDGER__URL": str(stocked.folder / "ledger.sqlite3"),
            "SAYSO_DESK__FOLDER": str(stocked.folder),
        }
        command = [sys.executable, "-m", "sayso.cli", *words]
        return subprocess.run(command, env=env, cwd=stocked.folder, capture_output=True, text=True, check=False)

    return run


def test_a_token_is_made_listed_and_taken_back(stocked, sayso):
    stocked.user("reviewer", "ann@example.org")
    made = sayso("token", "Ann@example.org", "--name", "import", "--right", "rule", "--days", "9")
    assert made.returncode == 0, made.stderr
    found = find_token(made.stdout.strip())
    assert (str(found.user), found.allowed, found.name) == ("Reviewer", ["rule"], "import")
    listed = sayso("token", "ann@example.org", "--list").stdout
    assert "import" in listed
    assert made.stdout.strip() not in listed
    assert sayso("token", "ann@example.org", "--revoke", str(found.pk)).returncode == 0
    assert find_token(made.stdout.strip()) is None


def test_who_has_no_account_or_right_gets_none(stocked, sayso):
    nobody = sayso("token", "nobody@example.org")
    assert nobody.returncode == 2
    assert "no account" in nobody.stderr
    stocked.user("reader", "eve@example.org")
    assert "may do none" in sayso("token", "eve@example.org").stderr
