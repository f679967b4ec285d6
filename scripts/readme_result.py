"""Puts what the README's example prints today between its marks: `python scripts/readme_result.py`.

The README shows a command and its result. `tests/docs` is red when the result is no longer what the command prints.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"(?<=<!-- result -->\n).*?(?=<!-- /result -->)", re.DOTALL)
COMMAND = "sayso read examples/reports/2023-03-05-courier-murzuq-front.html"
WIDTH = 100


def printed() -> str:
    """What the command prints on a page of WIDTH columns, without trailing blanks."""
    verb = [sys.executable, "-c", "from sayso.cli import main; main()", *COMMAND.split()[1:]]
    kept = {k: v for k, v in os.environ.items() if not k.startswith("SAYSO_")}
    environment = kept | {"COLUMNS": str(WIDTH), "NO_COLOR": "1", "PYTHONUTF8": "1"}
    made = subprocess.run(verb, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=True)
    return "\n".join(line.rstrip() for line in made.stdout.strip().splitlines())


def block() -> str:
    """The README's block: the command and its result."""
    return f"```console\n$ {COMMAND}\n{printed()}\n```\n"


if __name__ == "__main__":
    text = README.read_text(encoding="utf-8")
    README.write_text(BLOCK.sub(lambda _: block(), text), encoding="utf-8")
