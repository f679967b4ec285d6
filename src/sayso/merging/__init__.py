"""Merging: claims that tell of one happening become one incident, counted once, with every link explained.

    from sayso.merging import merge
    merged = merge(readings, rulings)
    merged.incidents[0].figure("killed")

Stages, a file each: `gather` (claims to compact facts), `tellings` (one article's account of one happening), `block`
(which accounts meet), `compare` with `keys_*` (named evidence in bits), `cluster`, then `voices`, `ranges`,
`contradictions`, `grades`, `incidents`, `totals`. Nothing here touches a store: the ledger gives and keeps.
"""

from sayso.merging.block import Blocks
from sayso.merging.door import Merged, block_keys, merge, merge_facts
from sayso.merging.wording import Spread

__all__ = ["Blocks", "Merged", "Spread", "block_keys", "merge", "merge_facts"]
