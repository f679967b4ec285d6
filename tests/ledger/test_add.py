"""Adding reports: what is new, what was there, what has changed."""

from __future__ import annotations

from dataclasses import replace

from sayso.ledger import Filter
from sayso.merging import merge
from sayso.records import Ref


def parted(incidents) -> set[frozenset[Ref]]:
    return {frozenset((*i.claims, *i.denials)) for i in incidents}


def test_two_reports_of_one_bomb_are_one_incident_and_another_is_another(line, made):
    first = line.add_reading(*made.brak("a"))
    assert first.stored.outcome == "new"
    (incident,) = first.outcomes.new
    second = line.add_reading(*made.brak_otherwise("b"))
    assert second.outcomes.new == ()
    assert second.outcomes.changed == (incident,)
    line.add_reading(*made.tbilisi("c"))
    found = line.ledger.incidents()
    assert {len(i.claims) for i in found} == {1, 2}
    killed = line.ledger.incident(incident).figure("killed")
    assert (killed.low, killed.high) == (23, 25)
    assert line.ledger.faults() == ()


def test_a_stored_incident_is_the_merged_one_to_the_last_field(line, made):
    reports = [made.brak("a"), made.brak("b", killed="25"), made.tbilisi("c")]
    for page, reading in reports:
        line.add_reading(page, reading)
    at_once = merge([r for _, r in reports]).incidents
    assert parted(line.ledger.incidents()) == parted(at_once)
    assert {replace(i, id="") for i in line.ledger.incidents()} == {replace(i, id="") for i in at_once}


def test_the_order_in_which_reports_come_does_not_matter(file_line, made):
    reports = [made.tbilisi("c"), made.brak("b", killed="25"), made.brak("a"), made.tbilisi("d"), made.brak("e")]
    for page, reading in reports:
        file_line.add_reading(page, reading)
    assert parted(file_line.ledger.incidents()) == parted(merge([r for _, r in reversed(reports)]).incidents)
    assert file_line.merge_all().new == ()


def test_the_same_page_added_twice_is_one_article(line, made):
    page, reading = made.brak("a")
    line.add_reading(page, reading)
    again = line.add_reading(replace(page, address="elsewhere/a.txt"), reading)
    assert again.stored.outcome == "unchanged"
    counts = line.ledger.counts()
    assert (counts.articles, counts.versions, counts.incidents) == (1, 1, 1)
    assert len(line.ledger.versions("a")) == 1


def test_a_page_that_is_there_is_not_read_again(file_line, made, monkeypatch):
    page, reading = made.brak("a")
    file_line.add_reading(page, reading)
    monkeypatch.setattr(file_line.line, "read_pages", lambda pages, published=None: iter([*pages][1:]))
    (again,) = file_line.add_pages([page])
    assert (again.stored.outcome, again.stored.article) == ("known", "a")


def test_a_changed_page_is_a_new_version_and_says_what_changed(line, made):
    url = "https://news.example/2023/brak"
    page, reading = made.brak("a", url=url)
    line.add_reading(page, reading)
    (before,) = line.ledger.incidents()
    changed = line.add_reading(*made.brak("a2", killed="31", url=url + "?utm_source=x#top"))
    assert (changed.stored.outcome, changed.stored.article, changed.stored.version) == ("changed", "a", 2)
    (after,) = line.ledger.incidents()
    assert after.id == before.id
    assert after.figure("killed").best == 31
    assert line.ledger.versions("a")[0].sha256 == page.sha256
    lines = [text for entry in line.ledger.history("a") for text in entry.what]
    assert any(t.startswith("-") and "killed 23" in t for t in lines)
    assert any(t.startswith("+") and "killed 31" in t for t in lines)
    assert line.ledger.page("a")[0].text == changed.stored.reading.article.text
    assert line.ledger.faults() == ()


def test_the_bytes_come_out_as_they_went_in(line, made):
    page, reading = made.brak("a")
    line.add_reading(page, reading)
    assert line.ledger.page("a")[0] == page


def test_reports_under_one_id_with_two_addresses_are_two_reports(file_line, made):
    file_line.add_reading(*made.brak("1", url="https://a.example/x"))
    other = file_line.add_reading(*made.tbilisi("1", url="https://b.example/y"))
    assert other.stored.outcome == "new"
    assert other.stored.article != "1"
    assert file_line.ledger.counts().articles == 2


def test_a_report_without_a_claim_is_kept(file_line, made):
    one = file_line.add_reading(*made.report("quiet", extra="Nothing happened in the town."))
    assert one.stored.outcome == "new"
    assert file_line.ledger.reading("quiet").claims == ()
    assert file_line.ledger.faults() == ()


def test_totals_are_kept_apart_and_say_how_far_they_are_accounted_for(line, made):
    line.add_reading(*made.brak("a"))
    text = "Since January 150 people were killed by bombs in Libya, and that is the total of the year, it said."
    january = ("Since January", made.date(2023, 1, 1), made.date(2023, 3, 11))
    says = made.Says(text, trigger="bombs", killed="150", when=january, scope="total")
    added = line.add_reading(*made.report("t", says))
    (name,) = added.outcomes.totals
    (total,) = line.totals()
    assert total.id == name
    assert total.accounted[0].said == "23 of 150"
    assert len(line.ledger.incidents()) == 1


def test_incidents_can_be_asked_for(file_line, made):
    for page, reading in (made.brak("a"), made.tbilisi("b")):
        file_line.add_reading(page, reading)

    def events(**asked) -> list[str]:
        return [i.event for i in file_line.ledger.incidents(Filter(**asked))]

    assert events(country="ly") == ["bombing"]
    assert events(place="BILI") == ["clash"]
    assert events(event="siege") == []
    assert events(grade="weak") == events() != []
    assert events(first=made.date(2023, 3, 11)) == []
    assert len(events(last=made.date(2023, 3, 10))) == 2


def test_a_refusal_is_kept_once(file_line, tmp_path):
    from sayso.records import Refusal

    for _ in range(2):
        (one,) = file_line.add([tmp_path / "no-such-file.html"])
        assert isinstance(one, Refusal)
    (kept,) = file_line.ledger.refusals()
    assert kept.code == "missing"


def test_hostile_names_and_texts_are_taken(line, made):
    half = "\ud800"
    says = made.Says(f"A bomb in Brak\0{half} killed 3 on Friday, it said.", killed="3", actor=(f"Brak\0{half}", None))
    for name in ("a\0b", "x" * 9_000, "x" * 9_000 + "y", f"half {half}"):
        url = f"https://news.example/{abs(hash(name))}/{'z' * 9_000}"
        page, reading = made.report("safe", says, publisher=f"Post\0{half}", url=url)
        page = replace(page, id=name, sha256=f"{abs(hash(name)):064x}", body=b"", address=f"a\0{half}")
        title = replace(reading.article, id=name, title=f"\0{half}")
        claims = tuple(replace(c, article=name) for c in reading.claims)
        added = line.add_reading(page, replace(reading, article=title, claims=claims))
        assert added.stored.outcome == "new"
        assert line.ledger.reading(added.stored.article).article.text == reading.article.text
    assert line.ledger.counts().articles == 4
    assert line.ledger.faults() == ()
