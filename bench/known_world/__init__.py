"""A made world whose answers are known: incidents, and reports of them in plain English by outlets that round, err,
copy each other and disagree.

    world = make_world(seed=1, incidents=300, reports=1500)
    world.reports[0].text, world.reports[0].tellings      # the sentences, and the incidents they tell of
    world.reports[0].reading()                            # what a perfect reader would make of it

`facts` says what happened, `accounts` what each outlet knows and gets wrong, `phrases` and `wording.tsv` how things are
said, `page` builds a text whose spans are known, `tell` writes the reports, `score` compares incidents with the truth.
Towns are real, from the packaged gazetteer; nothing that is told of them happened. Outlets and groups are invented.
"""

from known_world.facts import Happening, Town
from known_world.tell import Report, World, make_world

__all__ = ["Happening", "Report", "Town", "World", "make_world"]
