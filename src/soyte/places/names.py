"""Names as people and tables write them, and the index in which they are found.

A name is made plain (case, hyphens, points), and plain names have two keys: the exact one lets the placement of the tone
mark go and i for y, the loose one all diacritics and blanks, so `THUA THIEN - HUE` and `Thừa Thiên Huế` meet.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from soyte.places.model import Unit
from soyte.text import fold, normalise, strip_marks

_KINDS = {
    "tỉnh": "tỉnh",
    "thành phố": "thành phố",
    "tp": "thành phố",
    "t p": "thành phố",
    "huyện": "huyện",
    "h": "huyện",
    "quận": "quận",
    "q": "quận",
    "thị xã": "thị xã",
    "tx": "thị xã",
    "t x": "thị xã",
    "phường": "phường",
    "p": "phường",
    "xã": "xã",
    "x": "xã",
    "thị trấn": "thị trấn",
    "tt": "thị trấn",
    "t t": "thị trấn",
    "đặc khu": "đặc khu",
    "đk": "đặc khu",
}
_ENGLISH = {
    "province": "tỉnh",
    "city": "thành phố",
    "municipality": "thành phố",
    "ward": "phường",
    "commune": "xã",
    "town": "thị xã",
    "district": "huyện",
}
_PREFIXES = sorted({*_KINDS, *(strip_marks(kind) for kind in _KINDS)}, key=len, reverse=True)
_PREFIX = re.compile(rf"^({'|'.join(_PREFIXES)})(?: (?=\S)|(?=\d+$))")
_KIND_OF_PREFIX = {**{strip_marks(kind): meant for kind, meant in _KINDS.items()}, **_KINDS}
_SUFFIX = re.compile(rf" ({'|'.join(_ENGLISH)})$")
_AGE = re.compile(r"\s*\((cũ|cu|mới|moi)\)\s*$|\s(cũ)\s*$", re.IGNORECASE)  # `Chợ Mới` is a name
_PUNCTUATION = re.compile(r"[-.,'’`_/()]+")
_LEADING_ZERO = re.compile(r"\b0+(?=\d)")


@dataclass(frozen=True, slots=True)
class Written:
    """A name taken apart: plain with and without its kind, the kind that it says (a hint), whether it says `(cũ)`."""

    plain: tuple[str, ...]
    kind: str | None
    former: bool

    @property
    def unmarked(self) -> bool:
        """Written without any diacritics."""
        return self.plain[0].isascii()


@lru_cache(maxsize=65536)
def read_name(text: str) -> Written:
    """`T.P Huế`, `HO CHI MINH CITY`, `Bình Dương (cũ)`: the whole as a name first, then without its kind."""
    composed = normalise(text).text
    age = _AGE.search(composed)
    former = age is not None and strip_marks(age[1] or age[2]) == "cu"
    whole = plain(composed[: age.start()] if age is not None else composed)
    prefix = _PREFIX.match(whole)
    if prefix is not None:
        return Written((whole, whole[prefix.end() :]), _KIND_OF_PREFIX[prefix[1]], former)
    suffix = _SUFFIX.search(whole)
    if suffix is not None:
        return Written((whole, whole[: suffix.start()]), _ENGLISH[suffix[1]], former)
    return Written((whole,), None, former)


def plain(name: str) -> str:
    """Lower case, `-`, `.` and `'` as blanks, numbers without leading zeros."""
    return _LEADING_ZERO.sub("", " ".join(_PUNCTUATION.sub(" ", name.lower()).split()))


def loose_key(plain_name: str) -> str:
    """A plain name without diacritics and blanks."""
    return strip_marks(plain_name).replace(" ", "")


class NameIndex:
    """The units of one level by name. `spellings` are other ways to write a name."""

    def __init__(self, units: Iterable[Unit], spellings: Mapping[str, tuple[str, ...]]) -> None:
        by_name: dict[str, list[Unit]] = defaultdict(list)
        for unit in units:
            by_name[unit.name].append(unit)
        self._plain: dict[str, list[Unit]] = defaultdict(list)
        for name, named in by_name.items():
            for written in {plain(written) for written in (name, *spellings.get(name, ()))}:
                self._plain[written] += named

    def exactly(self, plain_name: str) -> list[Unit]:
        """The units, of any time, whose name has the same exact key."""
        return self._exact.get(fold(plain_name), [])

    def loosely(self, plain_name: str) -> list[Unit]:
        """The same by loose key."""
        return self._loose.get(loose_key(plain_name), [])

    def near(self, plain_name: str) -> list[Unit]:
        """Units whose loose key is like that of this name, the most alike first."""
        key = loose_key(plain_name)
        size = len(key)
        keys = [known for known in self._loose if abs(len(known) - size) <= 2 and (size < 4 or _share(known, key))]
        return [unit for known in difflib.get_close_matches(key, keys, n=8, cutoff=0.75) for unit in self._loose[known]]

    @cached_property
    def _exact(self) -> dict[str, list[Unit]]:
        return self._keyed(fold)

    @cached_property
    def _loose(self) -> dict[str, list[Unit]]:
        return self._keyed(loose_key)

    def _keyed(self, key: Callable[[str], str]) -> dict[str, list[Unit]]:
        found: dict[str, list[Unit]] = defaultdict(list)
        for written, units in self._plain.items():
            found[key(written)] += units
        return found


def _share(one: str, other: str) -> bool:
    """A cheap test before the costly one: the same beginning or the same end."""
    return one[:2] == other[:2] or one[-2:] == other[-2:]
