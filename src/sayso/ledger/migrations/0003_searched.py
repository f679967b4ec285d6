"""Columns that a site searches: a claim's sentence, whether an incident is disputed or was ruled on."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models

BITE = 500


def fill(apps: Any, editor: Any) -> None:
    """Fill the columns from the packed records."""
    from sayso.ledger.codec import unpack
    from sayso.ledger.columns import searched
    from sayso.records import Incident, Reading

    db = editor.connection.alias
    incidents, claims, readings = (apps.get_model("sayso_ledger", n) for n in ("Incident", "Claim", "Reading"))
    rows = incidents.objects.using(db).only("id", "data").order_by("id")
    changed = []
    for row in rows.iterator(BITE):
        record = unpack(Incident, row.data)
        row.disputed, row.ruled = bool(record.contradictions), bool(record.rulings)
        if row.disputed or row.ruled:
            changed.append(row)
    incidents.objects.using(db).bulk_update(changed, ["disputed", "ruled"], batch_size=BITE)
    # A claim's row names the last reading that has it, which may be a former one.
    for reading in readings.objects.using(db).filter(claim__isnull=False).distinct().order_by("id").iterator(BITE):
        said = {c.id: searched(c.evidence.text) for c in unpack(Reading, reading.data).claims}
        here = list(claims.objects.using(db).filter(reading=reading).only("id", "name"))
        for row in here:
            row.said = said.get(row.name, "")
        claims.objects.using(db).bulk_update(here, ["said"], batch_size=BITE)


class Migration(migrations.Migration):
    """Adds and fills them."""

    dependencies: ClassVar[list[Any]] = [("sayso_ledger", "0002_append_only")]
    operations: ClassVar[list[Any]] = [
        migrations.AddField("claim", "said", models.TextField(default="")),
        migrations.AddField("incident", "disputed", models.BooleanField(default=False)),
        migrations.AddField("incident", "ruled", models.BooleanField(default=False)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
