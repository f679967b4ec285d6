"""Settings, errors, event codes and JSON fields: what the code has, the pages have."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

from sayso import errors, wire, wire_incidents
from sayso.records import (
    EVENT_CODES,
    MEASURES,
    Accounted,
    Actor,
    Article,
    Aside,
    Attribution,
    Claim,
    Contradiction,
    Figure,
    Furniture,
    Incident,
    IndependentVoice,
    KeyScore,
    Link,
    Participant,
    Place,
    Range,
    Reading,
    Ref,
    Refusal,
    Ruling,
    Side,
    Site,
    Stated,
    Total,
    Voice,
    When,
)
from sayso.settings import Settings
from sayso.vocab.codes import acled_of, event_kinds
from sayso.vocab.gazetteer.store import KINDS
from sayso.vocab.gazetteer.user import read_places


def test_every_setting_is_documented_with_its_evidence(page):
    text = page("reference/settings.md")
    for group, field in Settings.model_fields.items():
        for name, dial in field.annotation.model_fields.items():
            variable = f"SAYSO_{group}__{name}".upper()
            assert f"| `{variable}` |" in text
            assert len(dial.description or "") > 20, f"{variable} says too little of what it means and what set it"


def test_every_error_is_documented(page):
    text = page("reference/errors.md")
    names = [n for n, v in vars(errors).items() if isinstance(v, type) and issubclass(v, errors.SaysoError)]
    assert len(names) > 10
    for name in names:
        assert f"| `{name}` |" in text
        assert vars(errors)[name].__doc__
        code = vars(errors)[name].__dict__.get("code")
        assert code is None or f"`{code}`" in text


def test_the_tree_at_the_top_of_the_errors_is_whole():
    names = {n for n, v in vars(errors).items() if isinstance(v, type) and issubclass(v, errors.SaysoError)}
    assert set(re.findall(r"\b([A-Z]\w+)  ", errors.__doc__)) == names


def test_every_event_code_has_its_row_and_its_counterparts(page):
    text = page("reference/event-codes.md")
    rows = re.findall(r"^\| `([\w-]+)` \| ([^|]+) \| ([^|]+) / ([^|]+) \| ([^|]+) \|$", text, flags=re.MULTILINE)
    assert [row[0] for row in rows] == list(EVENT_CODES)


def test_the_counterparts_that_hang_on_who_acts_are_named(page):
    text = page("reference/event-codes.md")

    def coded(event: str, sentence: str, **roles) -> str:
        article = Article("a", sentence)
        whole = article.span(0, len(sentence))
        mentions = {role: (Actor(whole, kind=kind),) for role, kind in roles.items()}
        claim = Claim(id="c", article="a", event=event, scope="incident", trigger=whole, evidence=whole, **mentions)
        return " / ".join(acled_of(claim).values())

    made = {
        "territory-taken": coded("territory-taken", "Troops took the town.", actors="state-forces"),
        "killing": coded("killing", "Rebels were killed.", targets="rebel-group"),
        "riot": coded("riot", "A mob burned the inn."),
    }
    for event, counterpart in made.items():
        assert f"- `{event}` is *{counterpart}*" in text
        assert counterpart != " / ".join(event_kinds()[event].acled)


def _full_reading() -> Reading:
    text = "Shells killed 3 in Brak on Friday, police said; rebels may have fled."
    article = Article("a", text, furniture=(Furniture("Menu", "menu"),), published=date(2023, 3, 11))

    def span(words: str):
        return article.span(text.index(words), text.index(words) + len(words))

    place, when = Place(span("Brak")), When(span("Friday"), "DATE", "2023-03-10")
    actor = Actor(span("rebels"))
    claim = Claim(
        id="c1", article="a", event="shelling", scope="incident", trigger=span("Shells"), evidence=span(text),
        certainty="possible", certainty_cue=span("may"), actors=(actor,), targets=(actor,), means=(span("Shells"),),
        figures=(Figure(span("3"), "killed", 3, 3, 3, who=span("3")),), place=place, when=when,
        voices=(Voice(span("police"), "official", span("said")),),
    )  # fmt: skip
    attribution = Attribution((span("police"),), (span("said"),), (span("Shells"),))
    return Reading(article, (place,), (when,), (actor,), (attribution,), (claim,))


def _keys(value) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(_keys, value.values()))
    return set().union(*map(_keys, value)) if isinstance(value, list) else set()


def test_every_json_field_is_documented(page):
    codes = {"c1": ({"event_type": "x", "sub_event_type": "y"}, {"event": "x", "mode": "y"})}
    keys = _keys(wire.reading_json(_full_reading(), codes))
    keys |= _keys(wire.refusal_json(Refusal("intake", "empty", "nothing in it", "a.html")))
    text = page("reference/json.md")
    assert len(keys) > 40
    assert sorted(k for k in keys if f"`{k}`" not in text and f'"{k}"' not in text) == []


def _full_incident() -> Incident:
    ref = (Ref("a", "c1"),)
    stated = Stated(ref[0], "police", 1, 1, 1)
    range_ = Range("killed", "", 1, 1, 1, "median", ref[0], ref[0], ref[0], (stated,))
    return Incident(
        id="i", event="clash", events=("clash",), claims=ref, site=Site("Brak", claim=ref[0]),
        actors=(Participant("army", claims=ref),), targets=(Participant("rebels", claims=ref),),
        ranges=(range_, replace(range_, group="civilians")), voices=(IndependentVoice("police", "official", ref),),
        contradictions=(Contradiction("killed", (Side("1", ("police",), ref), Side("2", ("army",), ref))),),
    )  # fmt: skip


def test_every_json_field_of_merging_is_documented(page):
    incident = _full_incident()
    ref, shared = incident.claims[0], {"event": "clash", "site": incident.site, "actors": incident.actors}
    accounted = (Accounted("killed", 1, 2, None, 2, "1 of at least 2"),)
    total = Total(id="t", claims=(ref,), ranges=incident.ranges, accounted=accounted, **shared)
    made = [
        wire_incidents.incident_json(incident),
        wire_incidents.total_json(total),
        wire_incidents.aside_json(Aside(ref, "pattern", **shared)),
        wire_incidents.link_json(Link(ref, ref, "linked", 1.0, (KeyScore("place", 1.0, "4 km apart"),))),
        wire_incidents.ruling_json(
            Ruling("r", "link", "me", datetime(2023, 3, 11, tzinfo=UTC), "same", (ref,), (ref,))
        ),
    ]
    text = page("reference/json-incidents.md")
    keys = set().union(*map(_keys, made)) - set(MEASURES)
    assert len(keys) > 50
    assert sorted(key for key in keys if f"`{key}`" not in text and f'"{key}"' not in text) == []


def test_a_users_gazetteer_can_have_the_columns_and_kinds_that_the_page_names(page, tmp_path):
    text = page("how-to/set-a-gazetteer.md")
    assert all(f"`{kind}`" in text for kind in KINDS)
    sample = re.search(r"```csv\n(.*?)```", text, flags=re.DOTALL)[1]
    table = text.partition("| column | holds |")[2]
    columns = re.findall(r"^\| `(\w+)` \|", table, flags=re.MULTILINE)
    assert set(sample.splitlines()[0].split(",")) <= set(columns)
    path = tmp_path / "places.csv"
    path.write_text(sample, encoding="utf-8")
    names = {entry.name for entries in read_places(path).values() for entry in entries}
    assert names == {"Al-Example", "Camp Nine"}
