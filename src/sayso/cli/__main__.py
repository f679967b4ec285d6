"""`python -m sayso.cli`: the command, where its script isn't on the path."""

from sayso.cli.main import main

main()
