"""What lies inside a total's window, place, event and actor."""

from datetime import date, timedelta
from random import Random

from sayso.merging.shelf import KIN, Shelf, names, shares, within
from sayso.records import Incident, Participant, Ref, Site
from sayso.vocab.kinship import kinship

FIRST = date(2023, 1, 1)
EVENTS = ("bombing", "attack", "killing", "protest", "arrest")
COUNTRIES = ("LY", "TD", None)
WHO = (Participant("Dawn Brigade"), Participant("Hill Guard", "hill-guard"))


def incident(rng, number):
    start = FIRST + timedelta(days=rng.randrange(60))
    site = Site("Coro", lat=20 + rng.random(), lon=15 + rng.random(), country=rng.choice(COUNTRIES))
    return Incident(
        f"i-{number:03d}",
        rng.choice(EVENTS),
        (),
        (Ref("a", f"c{number}"),),
        site if rng.random() < 0.9 else None,
        start if rng.random() < 0.9 else None,
        start + timedelta(days=rng.randrange(3)),
        actors=tuple(rng.sample(WHO, rng.randrange(3))),
        grade=rng.choice(("weak", "fair", "discounted")),
    )


def inside(incidents, code, start, end, place, actors):
    """The same by looking at every incident."""
    found = [
        i
        for i in incidents
        if i.start and i.end and i.site and i.grade != "discounted"
        if start <= i.start.toordinal() and i.end.toordinal() <= end
        if kinship(i.event, code) >= KIN and within(i.site, place) and shares(i, names(actors))
    ]
    return sorted(found, key=lambda i: (i.start, i.id))


def test_the_shelf_finds_what_a_look_at_every_incident_finds():
    rng = Random(3)
    incidents = [incident(rng, n) for n in range(300)]
    shelf = Shelf(incidents)
    sizes = set()
    for _ in range(200):
        start = FIRST.toordinal() + rng.randrange(50)
        country, precision = rng.choice(COUNTRIES), rng.choice(("country", "region", "unknown"))
        place = rng.choice((None, Site("there", lat=20.5, lon=15.5, country=country, precision=precision)))
        asked = (rng.choice(EVENTS), start, start + rng.randrange(40), place, rng.sample(WHO, rng.randrange(2)))
        assert shelf.inside(*asked) == inside(incidents, *asked)
        sizes.add(len(shelf.inside(*asked)))
    assert max(sizes) > 20


def test_an_open_window_holds_nothing():
    shelf = Shelf([incident(Random(1), 1)])
    assert shelf.inside("bombing", None, FIRST.toordinal(), None, ()) == []
    assert shelf.inside("bombing", FIRST.toordinal(), None, None, ()) == []
