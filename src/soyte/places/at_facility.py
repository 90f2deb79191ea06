"""A facility where a place is expected: an amount is assigned to a hospital, not to the commune that has the same five figures."""

from __future__ import annotations

import re

PREFIX = "facility:"
_WRITTEN = re.compile(r"(?:cơ sở|cskcb|mã cskcb)\s*:?\s*([0-9A-Z]{5})", re.IGNORECASE)


def place_of_facility(code: str) -> str:
    """What a facility is called where a place stands: `facility:99901`."""
    return PREFIX + code


def facility_at(place: str | None) -> str | None:
    """The facility's code; None for a real place."""
    return place.removeprefix(PREFIX) if place and place.startswith(PREFIX) else None


def facility_written(text: str) -> str | None:
    """The code in `cơ sở 99901` or `CSKCB 99901`; None for anything else."""
    found = _WRITTEN.fullmatch(text.strip())
    return found[1].upper() if found else None
