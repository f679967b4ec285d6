"""Settings, errors, event codes and JSON fields: what the code has, the pages have."""

from __future__ import annotations

import re
from datetime import date

from sayso import errors, wire
from sayso.records import (
    EVENT_CODES,
    Actor,
    Article,
    Attribution,
    Claim,
    Figure,
    Furniture,
    Place,
    Reading,
    Refusal,
    Voice,
    When,
)
from sayso.settings import Settings
from sayso.vocab.codes import acled_of, event_kinds


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
