"""Countries by their two letters, as ISO 3166-1 has them."""

import re
from functools import cache

from babel import Locale

# What Unicode's list, which Babel has, holds beside the standard: codes that ISO keeps free for
# others (the Canary Islands, the United Nations …), and those that anyone may use as they like.
RESERVED = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "TA", "UN"})
ALPHA_2 = re.compile(r"[A-Z]{2}")
FREE = re.compile(r"AA|Q[M-Z]|X[A-Z]|ZZ")


@cache
def country_codes() -> frozenset[str]:
    """Every code that is assigned to a country or territory now."""
    areas = {str(area) for area in Locale("nb").territories}
    return frozenset(
        area for area in areas - RESERVED if ALPHA_2.fullmatch(area) and not FREE.fullmatch(area)
    )
