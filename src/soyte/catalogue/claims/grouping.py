"""What codes of the claim feed count as: forms of care, groups of cost, antibiotics, kinds of facilities."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pydantic import BaseModel, ConfigDict

from soyte.catalogue.model import Certainty, Words

What = Literal["care", "cost", "drug", "tier"]
COST_GROUPS = (
    *("exam", "bed", "lab", "imaging", "function", "surgery", "procedure"),
    *("drug", "blood", "supply", "transport", "other"),
)
RECALLED = "recalled"  # care of a dossier that its sender asks to be taken back (MA_DOITUONG_KCB 8)
_DRUG = r"^(?P<list>\d{1,2})\.(?P<number>\d{1,4})"


class Group(BaseModel):
    """Codes from `first` to `last` count as `group`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    what: What
    first: Words
    last: Words
    group: Words
    name_vi: Words
    valid_from: date | None = None
    valid_to: date | None = None
    legal_source: Words
    certainty: Certainty


@cache
def groups(what: What) -> tuple[Group, ...]:
    """The groups of one kind of code, in the order of the file."""
    with (Path(__file__).parent / "groups.csv").open(encoding="utf-8", newline="") as lines:
        rows = [{name: value for name, value in row.items() if value} for row in csv.DictReader(lines)]
    return tuple(Group.model_validate(row) for row in rows if row["what"] == what)


def grouped(what: What, codes: pa.Array) -> pa.Array:
    """The group of each code (text), which is listed by itself; null where it is in none."""
    coded = codes.dictionary_encode()
    known = {one.first: one.group for one in groups(what)}
    words = [known.get(word) for word in coded.dictionary.to_pylist()]
    return pa.array(words, pa.string()).take(coded.indices)


def antibiotics(codes: pa.Array) -> pa.Array:
    """Whether each MA_THUOC names an antibiotic: by the numbers of the list of drugs, `40.154` or `40.154.…`."""
    coded = codes.dictionary_encode()
    parts = pc.extract_regex(coded.dictionary, _DRUG)
    chapter, number = (pc.struct_field(parts, name).cast(pa.int64()) for name in ("list", "number"))
    found = np.zeros(len(coded.dictionary), bool)
    for one in groups("drug"):
        (of, first), (_, last) = (map(int, word.split(".")) for word in (one.first, one.last))
        inside = pc.and_(pc.equal(chapter, of), pc.and_(pc.greater_equal(number, first), pc.less_equal(number, last)))
        found |= pc.fill_null(inside, False).to_numpy(zero_copy_only=False)
    return pc.fill_null(pa.array(found).take(coded.indices), False)
