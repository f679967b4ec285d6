"""Bring the desk's translations up to date: `python scripts/messages.py` takes the sentences out of pages and code into
the .po files (needs GNU gettext) and makes the .mo files that the desk reads; `--compile` makes the .mo files only.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

DESK = Path(__file__).resolve().parents[1] / "src" / "sayso" / "desk"


def extract() -> None:
    """Put new sentences into every .po file, and take out those that are no more."""
    options = ["--all", "--no-obsolete", "--no-location", "--no-wrap"]
    subprocess.run([sys.executable, "-m", "django", "makemessages", *options], cwd=DESK, check=True)


def compiled(po: Path) -> bytes:
    """The .mo file of a .po file, as bytes."""
    from io import BytesIO

    with po.open("rb") as file:
        catalogue = read_po(file)
    made = BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()


def main() -> None:
    """Extract and compile."""
    if "--compile" not in sys.argv:
        extract()
    for po in sorted(DESK.glob("locale/*/LC_MESSAGES/django.po")):
        po.with_suffix(".mo").write_bytes(compiled(po))
        print(po.with_suffix(".mo"))


if __name__ == "__main__":
    main()
