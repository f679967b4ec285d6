"""Every error that Sayso raises, in one tree.

    SaysoError                      catch this to catch all of ours
    ├── UsageError                  the caller asked for what can't be: an unknown format, a date that isn't one
    ├── SettingsError               a setting is out of its bounds; all mistakes are collected and raised together
    ├── RecordError                 a record contradicts itself (a span whose text is not its article's)
    ├── InstallationError           something that the package carries or needs is missing or damaged
    ├── SourceError                 one input can't be read; the others go on
    │   ├── SourceMissing           no such file, no report in the folder
    │   ├── SourceEmpty             nothing in it, or no text in the page
    │   ├── SourceTooLarge          over the size or depth limit of the settings
    │   ├── SourceUnsupported       not a kind of file that is read (a picture, an archive)
    │   ├── SourceBroken            the kind is known, the content is damaged
    │   └── SourceTooSlow           over the time limit of the settings
    └── LedgerError                 the ledger can't do what was asked
        ├── LedgerBusy              another process holds the lock for longer than the limit
        ├── LedgerFull              the disk is full; what was reported as added is safe
        └── NotInLedger             no such incident, claim or article

Batch runs send errors from process to process, so each can be pickled: whatever an error carries is in its `args`.
"""

from __future__ import annotations


class SaysoError(Exception):
    """Base of the tree. Its text says what happened, to what, and what to try."""


class UsageError(SaysoError):
    """What was asked for can't be; nothing was done."""


class SettingsError(SaysoError):
    """One or more settings are out of their bounds."""


class RecordError(SaysoError):
    """A record contradicts itself or its article."""


class InstallationError(SaysoError):
    """The model, a vocabulary or a library is missing or damaged."""


class SourceError(SaysoError):
    """One input can't be read.

    `source` names the input (path, address or line), `why` says what is wrong, `hint` what to try.

    >>> str(SourceEmpty("a.html", "the page has no text", "save the page again"))
    'a.html: the page has no text; save the page again'
    """

    code = "source"

    def __init__(self, source: str, why: str, hint: str = "") -> None:
        super().__init__(source, why, hint)
        self.source = source
        self.why = why
        self.hint = hint

    def __str__(self) -> str:
        said = f"{self.source}: {self.why}"
        return f"{said}; {self.hint}" if self.hint else said


class SourceMissing(SourceError):
    """There is no such input."""

    code = "missing"


class SourceEmpty(SourceError):
    """The input has nothing to read."""

    code = "empty"


class SourceTooLarge(SourceError):
    """The input is over a limit of the settings."""

    code = "too-large"


class SourceUnsupported(SourceError):
    """The input is of a kind that is not read."""

    code = "unsupported"


class SourceBroken(SourceError):
    """The input is damaged."""

    code = "broken"


class SourceTooSlow(SourceError):
    """Reading the input took longer than the limit."""

    code = "too-slow"


class LedgerError(SaysoError):
    """The ledger can't do what was asked; it is as it was before."""


class LedgerBusy(LedgerError):
    """Another process holds the ledger."""


class LedgerFull(LedgerError):
    """The disk is full."""


class NotInLedger(LedgerError):
    """The ledger has no such thing."""
