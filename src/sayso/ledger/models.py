"""The tables of the ledger. Import them only after Django is configured (`sayso.ledger.setup`).

Time in the ledger is counted in laps: each change is one lap, a transaction that has a number and a moment. A row with
`lap_from` and `lap_to` holds from the first up to, but not with, the second; `lap_to` None is now. Nothing is erased: a
row that no longer holds is closed. Only the index (`Block`, `Word`) is derived and is rewritten in place.

Records are kept whole in `data`, packed by `sayso.ledger.codec`; the other columns are there to be searched.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from sayso.errors import LedgerError


class Lap(models.Model):
    """One change of the ledger: its moment, what was done, by whom."""

    at = models.DateTimeField(unique=True)
    kind = models.CharField(max_length=16)
    who = models.TextField(default="")
    note = models.TextField(default="")


class Body(models.Model):
    """The bytes of a page as they came, compressed with zlib and kept once, by their SHA-256. `size` is theirs."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    data = models.BinaryField()


class Article(models.Model):
    """A report through all its versions. `name` is its id in every record; `url_key` its address, made comparable."""

    name = models.TextField(unique=True)
    url_key = models.TextField(null=True, unique=True)


class Version(models.Model):
    """One state of a report's page. `page` is the Page record without its bytes; `asked` the date that was given."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="versions")
    number = models.IntegerField()
    body = models.ForeignKey(Body, models.PROTECT)
    page = models.BinaryField()
    asked = models.DateField(null=True)
    lap = models.BigIntegerField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["article", "number"], name="sayso_version_number")
        ]


class Reading(models.Model):
    """What one reader found in one version. `notes` is what merging keeps of it, packed by whoever merges."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="readings")
    version = models.ForeignKey(Version, models.PROTECT)
    reader = models.TextField()
    domain = models.TextField(default="conflict")
    title = models.TextField(null=True)
    publisher = models.TextField(null=True)
    published = models.DateField(null=True)
    claims = models.IntegerField()
    data = models.BinaryField()
    notes = models.BinaryField(default=b"")
    lap_from = models.BigIntegerField()
    lap_to = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["article"], condition=models.Q(lap_to__isnull=True), name="sayso_one_reading_now"
            )
        ]


class Claim(models.Model):
    """A claim through all readings that have it. `gone` is the lap since which no reading has it.

    `struck` is the id of the ruling that leaves it out, empty where it counts. `said` is its sentence as it is
    searched, see `sayso.ledger.columns.searched`.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="claims")
    name = models.TextField()
    event = models.CharField(max_length=32)
    scope = models.CharField(max_length=16)
    reading = models.ForeignKey(Reading, models.PROTECT)
    lap = models.BigIntegerField()
    gone = models.BigIntegerField(null=True)
    struck = models.TextField(default="")
    said = models.TextField(default="")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["article", "name"], name="sayso_claim_name")
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["name"], name="sayso_claim_by_name")]


class Held(models.Model):
    """Which incident or total (`holder`) a claim is in, as what: a asserts, d denies, t is of a total."""

    claim = models.ForeignKey(Claim, models.PROTECT, db_index=False)
    holder = models.CharField(max_length=40)
    role = models.CharField(max_length=1)
    lap_from = models.BigIntegerField()
    lap_to = models.BigIntegerField(null=True)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["claim", "lap_to"], name="sayso_held_by_claim"),
            models.Index(fields=["holder", "lap_to"], name="sayso_held_by_holder"),
        ]


class Kept(models.Model):
    """What incidents and totals have in common: a state of the record `name` that held from lap to lap."""

    name = models.CharField(max_length=40)
    lap_from = models.BigIntegerField()
    lap_to = models.BigIntegerField(null=True)
    event = models.CharField(max_length=32)
    country = models.CharField(max_length=8, null=True)
    place = models.TextField(null=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    actors = models.TextField(default="")
    data = models.BinaryField()

    class Meta:
        abstract = True


class Incident(Kept):
    """A state of an incident. `disputed`: its claims contradict each other; `ruled`: a person's ruling shaped it."""

    grade = models.CharField(max_length=16)
    disputed = models.BooleanField(default=False)
    ruled = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["name", "lap_from"], name="sayso_incident_by_name"),
            models.Index(fields=["lap_to", "start", "name"], name="sayso_incident_by_day"),
            models.Index(fields=["lap_to", "country", "start"], name="sayso_incident_by_country"),
        ]


class Total(Kept):
    """A state of a total, without what the incidents account for, which is reckoned when it is looked at."""

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["name", "lap_from"], name="sayso_total_by_name"),
            models.Index(fields=["lap_to", "start", "name"], name="sayso_total_by_day"),
        ]


class Tie(models.Model):
    """A link or near miss between two claims, explained as it was when it was made."""

    a = models.ForeignKey(Claim, models.PROTECT, related_name="ties")
    b = models.ForeignKey(Claim, models.PROTECT, related_name="ties_back")
    verdict = models.CharField(max_length=16)
    data = models.BinaryField()
    lap_from = models.BigIntegerField()
    lap_to = models.BigIntegerField(null=True)


class Tombstone(models.Model):
    """An incident or total that is no more: merged into `forward`, or withdrawn (no claim is left), or split up."""

    name = models.CharField(max_length=40, db_index=True)
    forward = models.CharField(max_length=40, null=True)
    why = models.CharField(max_length=16)
    lap_from = models.BigIntegerField()
    lap_to = models.BigIntegerField(null=True)


class Ruling(models.Model):
    """A person's decision. Only added to: neither this code nor the database lets one be changed or deleted."""

    name = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=16)
    who = models.TextField()
    at = models.DateTimeField()
    why = models.TextField()
    undoes = models.CharField(max_length=40, null=True, db_index=True)
    data = models.BinaryField()
    lap = models.BigIntegerField()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the ruling; raises LedgerError where it is there already."""
        if not self._state.adding:
            raise LedgerError(f"ruling {self.name} can't be changed; add one that undoes it")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Never: raises LedgerError."""
        raise LedgerError(f"ruling {self.name} can't be deleted; add one that undoes it")


class Ruled(models.Model):
    """A claim that a ruling names, by article and claim id, whether or not a present reading has it."""

    ruling = models.ForeignKey(Ruling, models.PROTECT, related_name="names")
    article = models.TextField()
    claim = models.TextField()

    class Meta:
        indexes: ClassVar[list[Any]] = [models.Index(fields=["article", "claim"], name="sayso_ruled_claim")]


class Refused(models.Model):
    """An input that could not be read, and why."""

    stage = models.CharField(max_length=32)
    code = models.CharField(max_length=32)
    source = models.TextField()
    why = models.TextField()
    hint = models.TextField(default="")
    lap = models.BigIntegerField()


class Block(models.Model):
    """One area of merging's index that an account of a happening is in; `claim` is the account's first.

    `area` is a hash of the area's name, `first` and `last` the days (ordinals) that the account may lie in.
    """

    area = models.BigIntegerField()
    first = models.IntegerField()
    last = models.IntegerField()
    claim = models.ForeignKey(Claim, models.PROTECT)
    kept = models.BooleanField()
    sought = models.BooleanField()

    class Meta:
        # Everything that is asked of an area is in the index, so that a look-up reads no row elsewhere.
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["area", "first", "last", "claim", "kept", "sought"], name="sayso_block_by_area")
        ]


class Word(models.Model):
    """In how many present readings a word stands, by merging's hash of it; under -1, how many of them have claims."""

    code = models.BigIntegerField(primary_key=True)
    articles = models.IntegerField()
