"""Which year a page about a place opens with, and which it offers."""

from __future__ import annotations

from soyte.measures.targets.years import years_of_data, years_of_targets
from soyte.portal.shell.book import asked, today

_MOST = 12


def year_to_show(place: str) -> int:
    """This year if it has targets; else the last that has; else the last with data; else this one."""
    known = asked(years_of_targets, place, today()) or asked(years_of_data, today())
    return known[0] if known else today().year


def years_to_offer(place: str, chosen: int) -> list[int]:
    """The years with targets or data, the newest first, with the one that was chosen."""
    known = {*asked(years_of_targets, place, today()), *asked(years_of_data, today()), chosen}
    return sorted(known, reverse=True)[:_MOST]
