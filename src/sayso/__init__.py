"""Sayso reads reports of conflict and keeps the ledger of who says what happened."""
