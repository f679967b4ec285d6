"""What stands around the news in a report: sentences that tell of no conflict, much varied, so that two reports are not
taken for copies of each other by what means nothing."""

from __future__ import annotations

from random import Random

from known_world.facts import Happening, Town

FRAMES = (
    "Shops near the {place} stayed shut until {time}.",
    "The government of {country} made no comment by {time}.",
    "The road past the {place} was closed to traffic until {time}.",
    "The governor of {province} put off a visit to a {place}.",
    "Telephone lines in the {side} of the town were down until {time}.",
    "{who} said that schools would open again by {time}.",
    "{who} said that prices in {country} had risen since the {cause}.",
    "Power came back in the {side} of the town by {time}.",
    "A meeting of elders is to be held at the {place} after the {cause}.",
    "{who} waited with others by the {place} until {time}.",
    "Buses to the {side} ran again by {time}.",
    "The {place} was rebuilt ten years ago, {who} recalled.",
    "{who} was selling bread at the {place} when the {cause} came.",
    "Most people in {province} live from cattle and {crop}.",
    "The {crop} harvest in {province} was poor because of the {cause}.",
    "{country} sells {crop} to its neighbours.",
)
CONTEXTS = (
    "{group} is the largest of the rebel groups in the region.",
    "{group} has been at war with {army} for four years.",
    "{group}, a rebel group, wants to rule the region by itself.",
)
CONTEXT = 0.85
WORDS = {
    "place": "old mill,river bridge,town hall,post office,grain store,water tower,railway halt,"
    "football ground,dye works,tea house,cinema,brick kiln,library,bakery,cattle yard",
    "time": "dusk,noon,nightfall,the evening,the weekend,late afternoon,the end of the week,early evening",
    "side": "east,west,north,south,centre,upper part,lower part",
    "who": "A teacher,A baker,A shopkeeper,A driver,A nurse,An engineer,A student,A carpenter,A clerk,"
    "A tailor,A fisherman",
    "cause": "rains,drought,harvest,feast,cold weeks,floods,heat,new taxes",
    "crop": "maize,millet,sorghum,wheat,dates,cotton,sesame,onions,groundnuts",
}
CHOICES = {slot: words.split(",") for slot, words in WORDS.items()}


def fillers(town: Town, count: int, rng: Random) -> list[str]:
    """So many different sentences that tell of nothing."""
    return [_filled(frame, town, rng) for frame in rng.sample(FRAMES, count)]


def context(happening: Happening, rng: Random) -> list[str]:
    """Mostly a sentence on the conflict, by which a reader can tell an attack from a crime."""
    group = happening.who if "army" in happening.foe else happening.foe
    army = f"the {happening.town.theatre.adjective} army"
    frame = rng.choice(CONTEXTS)
    return [frame.format(group=group[0].upper() + group[1:], army=army)] if rng.random() < CONTEXT else []


def detail(happening: Happening, rng: Random) -> list[str]:
    """Sometimes a sentence that only reports of this incident have: where the thing that was hit stands."""
    if rng.random() > 0.35:
        return []
    own = Random(f"{happening.number}:{happening.day}:detail")
    place, other = own.sample(CHOICES["place"], 2)
    return [f"The {happening.hit} stands between the {place} and the {other}."]


def _filled(frame: str, town: Town, rng: Random) -> str:
    words = {slot: rng.choice(choices) for slot, choices in CHOICES.items()}
    words["who"] = words["who"] if frame.startswith("{who}") else words["who"].lower()
    return frame.format(country=town.theatre.name, province=town.province, **words)
