"""Where the rooms meet around a ledger: reports are read, stored and merged with what they touch; people's rulings too.

    from sayso.ledger import open_ledger
    from sayso.line_ledger import LedgerLine
    line = LedgerLine(open_ledger(), load_settings())
    for one in line.add(["reports/"]):
        print(one)

The ledger and merging don't know each other: what merging needs is loaded here, and what it makes is handed back.
"""

from sayso.line_ledger.door import Added, LedgerLine, Ruled

__all__ = ["Added", "LedgerLine", "Ruled"]
