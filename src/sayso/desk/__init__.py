"""The desk: a web site on a ledger, where people look, judge and reply. How a room of it is laid out: `docs`, The desk.

The desk shows what the ledger keeps and adds people's decisions to it; it never reads a report or merges by itself.
Django is set up by `sayso.desk.setup`; nothing else here may be imported before.
"""
