"""Which disease a diagnosis means: by the codes of the day that is tested, else by those of earlier lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from soyte.catalogue.diseases import Diseases
from soyte.surveillance.series.feed import JOIN

_EARLIER = (date(2026, 6, 30), date(2020, 10, 27), date(2016, 7, 1))


def meanings(diseases: Diseases, codes: Iterable[str], on: date) -> dict[str, str]:
    """Code → series, for codes of notifiable diseases.

    A code that several diseases share (J09) is one series of all of them, called by their ids with `+`: nothing tells them
    apart. Codes that mean nothing on that day mean what they last meant, so that a series does not break where a code did.
    """
    wanted = sorted({code for code in codes if code})
    found: dict[str, str] = {}
    for day in (on, *(day for day in _EARLIER if day < on)):
        for code, ids in diseases.meanings([code for code in wanted if code not in found], day).items():
            listed = [one for one in ids if diseases.disease(one, day).list is not None]
            if listed:
                found[code] = JOIN.join(sorted(listed))
    return found


def name_of(diseases: Diseases, series: str) -> str:
    """What a series is called."""
    several = series.split(JOIN)
    names = ", ".join(diseases.name(one) for one in several)
    return f"{names} (chung mã bệnh)" if len(several) > 1 else names


def group_of(diseases: Diseases, series: str, on: date) -> str | None:
    """The group by danger on a day; of several diseases the most dangerous one."""
    groups = [group for one in series.split(JOIN) if one in diseases.all and (group := diseases.disease(one, on).group)]
    return min(groups, default=None)


def certainty_of_group(diseases: Diseases, series: str, on: date) -> Mapping[str, str]:
    """How well the group of each disease of a series is known."""
    found = {one: diseases.disease(one, on).group_certainty for one in series.split(JOIN) if one in diseases.all}
    return {one: certainty for one, certainty in found.items() if certainty}
