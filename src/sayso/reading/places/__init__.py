"""Places: every mention in an article, and the point or area that it is.

`find_places` gives the plain mentions ("Iraq", "Mosul", "Turkish"), `describe_regions` the areas that wording makes
of them ("northern Iraq", "45 km south of Mosul", "the Turkish border").
"""

from sayso.reading.places.find import find_places
from sayso.reading.places.regions import describe_regions

__all__ = ["describe_regions", "find_places"]
