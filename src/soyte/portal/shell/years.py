"""Which year a page about a place opens with, and which it offers."""

from __future__ import annotations

from soyte.measures.targets.years import years_of_data, years_of_targets
from soyte.portal.shell.book import asked, today

_MOST = 12
_FIRST, _LAST = 1900, 2200


def year_said(written: str) -> int | None:
    """The year that somebody wrote into an address; None for what is none that a calendar of ours knows."""
    year = int(written) if written.isdecimal() and len(written) == 4 else 0
    return year if _FIRST <= year <= _LAST else None


def year_to_show(place: str) -> int:
    """This year if it has targets; else the last that has; else the last with data; else this one."""
    known = asked(years_of_targets, place, today()) or asked(years_of_data, today())
    return known[0] if known else today().year


def years_to_offer(place: str, chosen: int) -> list[int]:
    """The years with targets or data, the newest first, with the one that was chosen."""
    known = {*asked(years_of_targets, place, today()), *asked(years_of_data, today()), chosen}
    return sorted(known, reverse=True)[:_MOST]
