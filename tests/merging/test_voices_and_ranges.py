"""Who counts as one voice; lowest, highest and best; what is contradicted; how an incident is graded."""

from dataclasses import replace
from datetime import date

import pytest

from sayso.merging import merge
from sayso.records import Ref
from sayso.settings import MergingSettings

POLICE = ("Arda police", "official")


def one(readings, **settings):
    merged = merge(readings, settings=MergingSettings(**settings))
    assert len(merged.incidents) == 1, [i.claims for i in merged.incidents]
    return merged.incidents[0]


def test_outlets_that_quote_one_source_are_one_voice(paper):
    incident = one(
        [
            paper("a", "Courier").say(killed=13, voice=POLICE).reading(),
            paper("b", "Meridian").say(killed=13, voice=("a police spokesman", "official")).reading(),
            paper("c", "Beacon").say(killed=13, voice=("officers", "official")).reading(),
        ]
    )
    (voice,) = incident.voices
    assert voice.outlets == ("Beacon", "Courier", "Meridian")
    assert voice.why == "one source, quoted by 3 outlets"
    assert (incident.grade, incident.grade_rule) == ("weak", "one voice says so")


def test_an_outlets_own_words_rest_on_the_source_that_its_article_names(paper):
    page = paper("a").say(killed=13).say(killed=13, voice=POLICE, same_as="c1")
    assert [v.name for v in one([page.reading()]).voices] == ["Arda police"]


def test_copies_of_one_text_are_one_voice(paper):
    long = " ".join(f"word{k}" for k in range(60))
    pages = [paper(x, x).say(killed=13, words=long).reading() for x in ("Courier", "Meridian")]
    (voice,) = one(pages).voices
    assert voice.why == "copies of one text"


def test_agency_copy_is_the_agencys_voice(paper):
    pages = [paper(x, x).say(killed=13, words=f"(Reuters) {x}").reading() for x in ("Courier", "Meridian")]
    (voice,) = one(pages).voices
    assert voice.name == "reuters"


def test_unnamed_sources_are_their_outlets(paper):
    pages = [
        paper(x, x).say(killed=13, voice=("a source", "anonymous"), words=x * 9).reading()
        for x in ("Courier", "Tribune")
    ]
    assert [v.kind for v in one(pages).voices] == ["media", "media"]


def test_best_is_the_median_over_independent_voices(paper):
    pages = [
        paper("a", "Courier").say(killed=13, voice=POLICE).reading(),
        paper("b", "Meridian").say(killed=13, voice=("police", "official")).reading(),
        paper("c", "Beacon").say(killed=21, voice=("residents", "witness")).reading(),
        paper("d", "Tribune").say(killed=40, voice=("the Northern Front", "party"), actor="Hill Guard").reading(),
    ]
    killed = one(pages).figure("killed")
    assert (killed.low, killed.best, killed.high) == (13, 21, 40)
    assert killed.rule == "the median over independent voices"
    assert killed.chosen == Ref("c", "c1")
    assert (killed.lowest, killed.highest) == (Ref("a", "c1"), Ref("d", "c1")) or killed.lowest == Ref("b", "c1")
    assert [s.party for s in killed.stated] == [False, False, False, True]
    for rule, best in (("highest", 40), ("lowest", 13), ("latest", 40)):
        assert one(pages, best=rule).figure("killed").best == best


def test_most_said_is_the_figure_of_most_voices(paper):
    pages = [
        paper("a", "Courier").say(killed=9, voice=POLICE).reading(),
        paper("b", "Beacon").say(killed=12, voice=("residents", "witness")).reading(),
        paper("c", "Tribune").say(killed=12, voice=("a monitor", "monitor")).reading(),
        paper("d", "Lantern").say(killed=30, voice=("the mayor", "official")).reading(),
    ]
    assert one(pages, best="most-said").figure("killed").best == 12


def test_a_voices_last_word_replaces_its_earlier_ones(paper):
    pages = [
        paper("a", "Courier", date(2023, 5, 2)).say(killed=32, voice=POLICE).reading(),
        paper("b", "Courier", date(2023, 5, 4)).say(killed=29, voice=POLICE).reading(),
    ]
    killed = one(pages).figure("killed")
    assert (killed.low, killed.best, killed.high) == (29, 29, 29)
    assert len(killed.stated) == 2


def test_groups_that_do_not_overlap_add_up_and_those_within_do_not(paper):
    page = paper("a").say(killed=5, who="soldiers")
    page.say(killed=3, who="civilians", same_as="c1")
    claim = page.claims[0]
    from dataclasses import replace

    both = replace(claim, figures=(*claim.figures, *page.claims[1].figures))
    page.claims = [replace(both, evidence=page.claims[0].evidence)]
    incident = one([page.reading()])
    assert incident.figure("killed").best == 8
    assert incident.figure("killed", "soldiers").best == 5
    assert incident.figure("killed", "civilians").best == 3


def test_figures_that_cannot_both_be_right_are_named_with_who_says_them(paper):
    incident = one(
        [
            paper("a", "Courier").say(killed=13, injured=9, voice=POLICE).reading(),
            paper("b", "Beacon").say(killed=13, injured=55, voice=("residents", "witness")).reading(),
        ]
    )
    (found,) = incident.contradictions
    assert str(found) == "injured: 9 (Arda police) against 55 (residents)"


def test_bounds_that_meet_are_no_contradiction(paper):
    pages = [
        paper("a", "Courier").say(killed=12, box=(12, None, 12), voice=POLICE).reading(),
        paper("b", "Beacon").say(killed=13, voice=("residents", "witness")).reading(),
    ]
    assert one(pages).contradictions == ()


def test_a_denial_is_attached_to_what_it_denies(paper):
    incident = one(
        [
            paper("a", "Courier")
            .say("shelling", killed=4, actor="Hill Guard", voice=("residents", "witness"))
            .reading(),
            paper("b", "Beacon")
            .say("shelling", actor="Hill Guard", voice=("Hill Guard", "party"), certainty="denied")
            .reading(),
        ]
    )
    assert incident.claims == (Ref("a", "c1"),)
    assert incident.denials == (Ref("b", "c1"),)
    assert [c.field for c in incident.contradictions] == ["happened"]
    assert (incident.grade, incident.grade_claims) == ("contested", (Ref("b", "c1"),))
    assert incident.figure("killed").best == 4


def test_rival_accounts_of_who_did_it_are_contested(paper):
    incident = one(
        [
            paper("a", "Courier").say("shelling", killed=14, actor="Hill Guard", voice=POLICE).reading(),
            paper("b", "Beacon")
            .say("shelling", killed=14, actor="Dawn Brigade", voice=("residents", "witness"))
            .reading(),
        ]
    )
    assert [c.field for c in incident.contradictions] == ["actor"]
    assert incident.grade == "contested"


def test_the_party_that_accepts_confirms(paper):
    incident = one(
        [
            paper("a", "Courier").say("air-strike", killed=14, voice=("residents", "witness")).reading(),
            paper("b", "Beacon")
            .say("air-strike", killed=14, actor="Joint Mission", voice=("the Joint Mission", "party"))
            .reading(),
        ]
    )
    assert incident.grade == "confirmed"
    assert incident.grade_claims == (Ref("b", "c1"),)


def test_a_partys_boast_alone_confirms_nothing(paper):
    page = paper("a").say("air-strike", killed=14, actor="Joint Mission", voice=("the Joint Mission", "party"))
    assert one([page.reading()]).grade == "weak"


def test_two_independent_voices_are_fair(paper):
    incident = one(
        [
            paper("a", "Courier").say(killed=14, voice=POLICE).reading(),
            paper("b", "Beacon").say(killed=14, voice=("residents", "witness")).reading(),
        ]
    )
    assert (incident.grade, incident.grade_rule) == (
        "fair",
        "2 independent voices that are no side of the conflict say so",
    )


def test_a_withdrawn_report_is_discounted(paper):
    incident = one(
        [
            paper("a", "Courier", date(2023, 5, 2)).say("abduction", abducted=30).reading(),
            paper("b", "Courier", date(2023, 5, 4)).say("abduction", certainty="denied", abducted=30).reading(),
        ]
    )
    assert incident.grade == "discounted"


@pytest.mark.parametrize("certainty", ["certain", "probable", "possible"])
def test_every_incident_has_a_grade_with_its_rule_and_claims(paper, certainty):
    incident = one([paper("a").say(killed=1, certainty=certainty).reading()])
    assert incident.grade_rule
    assert incident.grade_claims


def test_a_pronoun_is_the_source_of_its_kind_named_before_it(paper):
    page = paper("a").say(killed=13, voice=POLICE)
    page.say(injured=4, voice=("it", "official"), same_as="c1").say(voice=("the officials", "official"), same_as="c1")
    (voice,) = one([page.reading()]).voices
    assert (voice.name, len(voice.claims)) == ("Arda police", 3)


def test_an_outlets_own_figure_is_its_own_voice_but_lifts_no_grade(paper):
    page = paper("a").say(killed=13, voice=POLICE).say(injured=70, same_as="c1")
    incident = one([page.reading()])
    assert {v.name for v in incident.voices} == {"Arda police", "Courier"}
    assert incident.grade == "weak"


def test_an_office_that_nothing_tells_of_is_a_voice_beside_its_outlet(paper):
    page = paper("a").say(killed=13, voice=("a local official", "official")).say(injured=70, same_as="c1")
    assert {v.kind for v in one([page.reading()]).voices} == {"official", "media"}


def test_a_figure_that_its_outlet_withdraws_no_longer_stands(paper):
    pages = [
        paper("a", "Courier", date(2023, 5, 2)).say(killed=13, voice=("an official", "official")).reading(),
        paper("b", "Courier", date(2023, 5, 4)).say(killed=13, certainty="denied").reading(),
    ]
    incident = one(pages)
    killed = incident.figure("killed")
    assert (killed.low, killed.best, killed.high, len(killed.stated)) == (None, None, None, 1)
    assert incident.grade == "discounted"


def test_taking_back_a_number_for_another_denies_nothing(paper):
    pages = [
        paper("a", "Courier", date(2023, 5, 2)).say(killed=32, voice=POLICE).reading(),
        paper("b", "Courier", date(2023, 5, 3))
        .say(killed=23, voice=POLICE)
        .say(killed=32, voice=POLICE, certainty="denied", same_as="c1")
        .reading(),
    ]
    incident = one(pages)
    assert incident.figure("killed").best == 23
    assert [str(c) for c in incident.contradictions] == ["killed: 23 (Arda police) against 32 (Arda police)"]
    assert incident.grade == "weak"


def test_who_was_hit_is_contradicted_by_one_who_owns_to_the_strike(paper):
    mission = ("the Mission", "party")
    page = paper("a").say(killed=13, who="fighters", voice=mission)
    page.say(killed=0, who="civilians", voice=mission, certainty="denied", same_as="c1")
    other = paper("b", "Beacon").say(killed=40, who="civilians", voice=("residents", "witness"))
    incident = one([page.reading(), other.reading()])
    (found,) = [c for c in incident.contradictions if c.field == "target"]
    assert [s.value for s in found.sides] == ["civilians", "no civilians"]


def _in_words(page):
    """The page's reading, with its figures told by the words of `who` instead of a number."""
    reading = page.reading()
    claims = [replace(c, figures=tuple(replace(f, span=f.who) for f in c.figures)) for c in reading.claims]
    return replace(reading, claims=tuple(claims))


def test_one_of_the_victims_is_no_rival_of_their_number(paper):
    counted = paper("a", published=date(2023, 5, 2)).say(killed=3).reading()
    named = _in_words(paper("b", published=date(2023, 5, 3)).say(killed=1, who="the man", words="x" * 9))
    found = one([counted, named]).figure("killed")
    assert (found.low, found.high, found.best) == (3, 3, 3)
    assert len(found.stated) == 2


def test_one_victim_told_as_a_count_is_a_count(paper):
    counted = paper("a").say(killed=3).reading()
    told = _in_words(paper("b", "Beacon").say(killed=1, who="a man", words="x" * 9))
    found = one([counted, told]).figure("killed")
    assert (found.low, found.high) == (1, 3)


def test_who_is_told_shot_in_one_report_and_dead_in_another_is_not_hurt(paper):
    shot = _in_words(paper("a").say(injured=1, who="a man"))
    dead = _in_words(paper("b", "Beacon").say(killed=1, who="the man", words="x" * 9))
    incident = one([shot, dead])
    assert incident.figure("killed").best == 1
    assert incident.figure("injured").best is None
