"""Django's own commands on a desk: `python -m sayso.desk check --deploy`, `migrate`, `shell`, `createsuperuser`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run a command for the desk of the environment."""
    from sayso.desk.setup import configure, desk_at
    from sayso.settings import load_settings

    configure(desk_at(None, load_settings()))
    from django.core.management import execute_from_command_line

    execute_from_command_line(["python -m sayso.desk", *sys.argv[1:]])


if __name__ == "__main__":
    main()
