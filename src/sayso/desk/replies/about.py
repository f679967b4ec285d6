"""What a reply is about: an incident or total, a report, or one claim of a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from sayso.desk import saying
from sayso.desk.setup import book
from sayso.errors import NotInLedger, UsageError
from sayso.records import Ref

LONGEST_ID = 255


@dataclass(frozen=True, slots=True)
class About:
    """Named by its id in the ledger; `claim` is empty but for a claim, whose report is `name`."""

    kind: str
    name: str
    claim: str = ""

    @classmethod
    def asked(cls, query: Mapping[str, str]) -> About:
        """What an address asks for: `?incident=ID`, `?report=ID` or `?report=ID&claim=ID`.

        Raises UsageError where it names nothing, NotInLedger where the ledger has no such thing.
        """
        incident, report, claim = (query.get(key, "")[:LONGEST_ID] for key in ("incident", "report", "claim"))
        if bool(incident) == bool(report):
            raise UsageError(_("A reply is about an incident or a report."))
        made = cls("incident", incident) if incident else cls("claim" if claim else "report", report, claim)
        return made.present()

    def present(self) -> About:
        """The same, where the ledger has it now; an incident that went into another is that other."""
        if self.kind == "incident":
            return About("incident", book().find(self.name).id)
        if self.kind == "report":
            return About("report", book().reading(self.name).article.id)
        if not book().told([self.ref]):
            raise NotInLedger(f"no present reading has the claim {self.name}#{self.claim}")
        return self

    @property
    def ref(self) -> Ref:
        """The claim."""
        return Ref(self.name, self.claim)

    @property
    def thread(self) -> tuple[str, str]:
        """The thread that can be closed: a claim's is that of its report."""
        return ("report" if self.kind == "claim" else self.kind), self.name

    @property
    def url(self) -> str:
        """The page on which it is."""
        if self.kind == "incident":
            return reverse("incident", args=[self.name])
        return reverse("article", args=[self.name]) + (f"#{self.claim}" if self.claim else "")

    @property
    def reply_url(self) -> str:
        """Where a reply to it is written."""
        keys = {"incident": self.name} if self.kind == "incident" else {"report": self.name}
        return reverse("reply_new") + "?" + urlencode(keys | ({"claim": self.claim} if self.claim else {}))

    def title(self) -> str:
        """It in words; by its id where the ledger has it no more."""
        try:
            if self.kind == "incident":
                one = book().find(self.name)
                return _("%(title)s, %(days)s") % {"title": saying.title(one), "days": saying.days(one.start, one.end)}
            if self.kind == "report":
                return book().reading(self.name).article.title or _("Untitled report")
            told = book().told([self.ref])
            return told[self.ref].claim.evidence.text if told else self.name
        except NotInLedger:
            return self.name

    def claims(self) -> tuple[Ref, ...]:
        """The claims that may be ruled on because of a reply about it."""
        if self.kind == "claim":
            return (self.ref,)
        return book().refs(self.name) if self.kind == "incident" else self._of_report()

    def _of_report(self) -> tuple[Ref, ...]:
        reading = book().reading(self.name)
        return tuple(Ref(reading.article.id, claim.id) for claim in reading.claims)
