"""Diseases: what they are called and coded by, which list asks for them and how fast, all by day.

A disease is the same disease whatever a decree says of it: its id never changes, while codes, groups and lists have days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from itertools import pairwise
from pathlib import Path

from soyte.catalogue.disease_model import Deadline, Disease, DiseaseFile, DiseaseList, Group, ListFile
from soyte.catalogue.files import ROOT, CatalogueError, Faults, Located, read_located
from soyte.catalogue.versions import by_id, holds

Code = str


@dataclass(frozen=True)
class OnDay:
    """What holds of a disease on a day. `deadline` and `list` are None where no list asks for it."""

    disease: Disease
    day: date
    icd10: tuple[Code, ...]
    group: Group | None
    group_certainty: str | None
    deadline: Deadline | None
    list: DiseaseList | None
    legal_source: str | None
    certainty: str | None

    @property
    def id(self) -> str:
        """The id, which no decree changes."""
        return self.disease.id

    @property
    def name_vi(self) -> str:
        """The name to show."""
        return self.disease.name_vi


@dataclass(frozen=True)
class Diseases:
    """`all` by id in the order of the files, `lists` by id."""

    all: Mapping[str, Disease]
    lists: Mapping[str, DiseaseList]

    def disease(self, identifier: str, on: date) -> OnDay:
        """A disease as it was on a day, listed or not."""
        found = self.all.get(identifier)
        if found is None:
            raise CatalogueError(f"Danh mục không có bệnh '{identifier}'.")
        group = next((one for one in found.groups if holds(one, on)), None)
        listing = next((one for one in found.listed if holds(self.lists[one.list], on)), None)
        asked = self.lists[listing.list] if listing else None
        return OnDay(
            disease=found,
            day=on,
            icd10=tuple(code for one in found.icd10 if holds(one, on) for code in one.codes),
            group=group.group if group else None,
            group_certainty=group.certainty if group else None,
            deadline=listing.deadline if listing else None,
            list=asked,
            legal_source=asked.legal_source if asked else None,
            certainty=(listing.certainty or asked.certainty) if listing and asked else None,
        )

    def diseases(self, on: date) -> tuple[OnDay, ...]:
        """The diseases that must be reported on a day, in the order of the files."""
        found = (self.disease(name, on) for name in self.all)
        return tuple(one for one in found if one.list is not None)

    def by_icd10(self, code: str, on: date) -> tuple[OnDay, ...]:
        """The diseases that a code means on a day: those with the longest code it falls under, listed ones before others."""
        return tuple(self.disease(name, on) for name in self.meanings([code], on)[code])

    def meanings(self, codes: Iterable[str], on: date) -> dict[str, tuple[str, ...]]:
        """The same for many codes, as ids: a column is coded by its distinct codes, not by its rows.

        `A97.1` and `A971` fall under `A97`, `A9` does not.
        """
        book = self._book(on)
        found: dict[str, tuple[str, ...]] = {}
        for code in codes:
            plain = _plain(code)
            lengths = range(len(plain), 2, -1)
            found[code] = next((book[plain[:length]] for length in lengths if plain[:length] in book), ())
        return found

    def _book(self, on: date) -> dict[str, tuple[str, ...]]:
        """Every code of a day without its point, and what it means."""
        every: dict[str, list[OnDay]] = {}
        for name in self.all:
            one = self.disease(name, on)
            for code in one.icd10:
                every.setdefault(_plain(code), []).append(one)
        return {
            code: tuple(one.id for one in several if one.list) or tuple(one.id for one in several)
            for code, several in every.items()
        }

    def parts(self, identifier: str) -> tuple[str, ...]:
        """The diseases that a group is made of."""
        return tuple(one.id for one in self.all.values() if one.part_of == identifier)

    def name(self, identifier: str) -> str:
        """What to show for an id; the id itself where the catalogue has none."""
        return self.all[identifier].name_vi if identifier in self.all else identifier


def _plain(code: str) -> str:
    return code.strip().upper().replace(".", "")


@cache
def load_diseases() -> Diseases:
    """The shipped diseases, read and checked once."""
    return read_diseases(ROOT)


def read_diseases(root: Path) -> Diseases:
    """`diseases/*.yaml` of a folder: `lists.yaml`, and diseases in all others."""
    faults = Faults()
    lists: dict[str, DiseaseList] = {}
    found: dict[str, Disease] = {}
    located: list[Located[DiseaseFile]] = []
    with faults.kept():
        written = read_located(root / "diseases" / "lists.yaml", ListFile, root)
        entries = written.content.lists
        lists = {name: one[-1] for name, one in by_id(entries, partial(written.where, "lists")).items()}
    for path in sorted((root / "diseases").glob("*.yaml"), key=lambda one: (one.name != "notifiable.yaml", one.name)):
        if path.name != "lists.yaml":
            with faults.kept():
                located.append(read_located(path, DiseaseFile, root))
    for file in located:
        for number, one in enumerate(file.content.diseases):
            if one.id in found:
                faults.add(f"{file.where('diseases', number)}: bệnh này đã có ở trên. Hãy giữ một nơi.")
            found.setdefault(one.id, one)
    for file in located:
        for number, one in enumerate(file.content.diseases):
            for fault in _strange(one, found, lists):
                faults.add(f"{file.where('diseases', number)}: {fault}")
    faults.check()
    return Diseases(found, lists)


def _strange(one: Disease, known: Mapping[str, Disease], lists: Mapping[str, DiseaseList]) -> Iterator[str]:
    if one.part_of and one.part_of not in known:
        yield f"part_of: không có bệnh '{one.part_of}'"
    for listing in one.listed:
        if listing.list not in lists:
            yield f"listed: lists.yaml không có danh mục '{listing.list}'"
    if len({listing.list for listing in one.listed}) < len(one.listed):
        yield "listed: một danh mục chỉ ghi một lần"
    days = sorted(one.groups, key=lambda group: group.valid_from)
    for earlier, later in pairwise(days):
        if (earlier.valid_to or date.max) >= later.valid_from:
            yield f"groups: hai nhóm cùng có hiệu lực ngày {later.valid_from:%d/%m/%Y}"
