"""All rules over a folder: which rule each dossier breaks."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from decimal import InvalidOperation
from pathlib import Path

from claim_oracle import between, cases, form, goods, money, papers
from claim_oracle.reading import Dossier, approved, read_folder
from soyte.catalogue.working_days import load_working_days

Key = tuple[str, int]
"""A file and the place of a dossier in it."""


def working_days(first: datetime, count: int) -> set[datetime]:
    """The days on which offices work."""
    calendar = load_working_days()
    days = (first + timedelta(k) for k in range(count))
    return {day for day in days if (calendar.works(day.date()) if day.year <= calendar.last else day.weekday() < 5)}


class Checked:
    """What was read from a folder, and the rules that each dossier breaks."""

    def __init__(self, folder: Path, year: int) -> None:
        self.dossiers = {(d.file, d.position): d for d in read_folder(folder)}
        self.broken: dict[Key, set[str]] = {}
        lists, facilities = goods.Lists.read(folder), set(approved(folder, "co-so"))
        works = working_days(datetime(year, 1, 1), 420)
        whole = {}
        for key, d in self.dossiers.items():
            self.broken[key] = set(d.trouble)
            if not d.trouble & {"ENV-01", "ENV-04", "ENV-06"}:
                whole[key] = d
                self.broken[key] |= _one(d, lists, facilities, works)
        self._first_sending_counts(whole)
        places = {id(d): key for key, d in whole.items()}
        for rule, d in between.between(self._standing(whole)):
            self.broken[places[id(d)]].add(rule)
        self._twice()

    def _first_sending_counts(self, whole: dict[Key, Dossier]) -> None:
        """A correction may come later."""
        seen = set()
        for key, d in sorted(whole.items(), key=lambda item: (item[1].sent, item[0])):
            number = d.one["MA_CSKCB"], d.one["MA_LK"]
            if number in seen:
                self.broken[key].discard("SUB-08")
            seen.add(number)

    def _standing(self, whole: dict[Key, Dossier]) -> list[Dossier]:
        last = {(d.one["MA_CSKCB"], d.one["MA_LK"]): d for _, d in sorted(whole.items(), key=lambda item: item[1].sent)}
        return list(last.values())

    def _twice(self) -> None:
        """SUB-01: one number twice in a file."""
        numbers: dict[tuple[str, str], list[Key]] = defaultdict(list)
        for key, d in self.dossiers.items():
            if d.tables.get("XML1"):
                numbers[d.file, d.one["MA_LK"]].append(key)
        for keys in numbers.values():
            for key in keys if len(keys) > 1 else []:
                self.broken[key].add("SUB-01")


def _one(d: Dossier, lists: goods.Lists, facilities: set[str], works: set[datetime]) -> set[str]:
    """Rules of one dossier. What a broken form keeps from being judged is not judged."""
    found: set[str] = set()
    for rules in (
        form.form(d), form.patient(d), form.card(d), cases.case(d, facilities), cases.days(d), cases.diagnoses(d), money.money(d),
        goods.drugs(d, lists), goods.services(d, lists), goods.beds(d), papers.results(d), papers.discharge(d), papers.family(d),
        papers.onward(d), papers.programmes(d), between.sending(d, works),
    ):  # fmt: skip
        try:
            found.update(rules)
        except (ValueError, InvalidOperation, KeyError):
            found.add("form")
    return found
