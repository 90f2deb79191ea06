"""Findings as the ledger keeps them: nothing that tells who somebody is, and details as JSON.

Of fields that tell it nothing is kept. Of others a value is kept if it is a number, a date, or looks like a code: a name written into a
field of codes does not, nor does the number of a citizen, a card or a telephone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue.claims import code_lists, codes_of, columns, tables
from soyte.catalogue.claims.rules import Rule
from soyte.checks.dossiers.facts import words
from soyte.checks.dossiers.messages import placeholders

# Figures and separators, or one word of code letters; in neither case a run of figures as long as those of identities.
_HARMLESS = r"^(?:[0-9.,;:/+ TZ-]{1,40}|[A-Za-z0-9][A-Za-z0-9._/;:,+-]{0,40})$"
COVERED = "(đã che)"
_LONG = r"(?:^|[^0-9.])[0-9]{9,15}(?:[^0-9]|$)"
_harmless, _long = re.compile(_HARMLESS), re.compile(_LONG)


def kept(findings: pa.Table, rules: Sequence[Rule]) -> pa.Table:
    """Rows of `claim_finding`. The key of a dossier that was refused is its place in the file, which no dossier has."""
    if not len(findings):
        return findings.select([])
    names = {"ma_lk": "ma_lk", "table": "claim_table", "stt": "stt", "rule": "rule", "severity": "severity"}
    made = {new: findings[old] for old, new in names.items()}
    key = findings["row_key"]
    unknown = pc.binary_join_element_wise(
        "refused", findings["path"], findings["block"].cast(pa.string()), "/", null_handling="replace"
    )
    made |= {
        "row_key": pc.coalesce(key, unknown),
        "dossier_key": key,
        "field": findings["field"],
        "value": _values(findings),
        "details": _details(findings, rules),
        "facility": pc.fill_null(findings["facility"], ""),
        "month": pc.fill_null(findings["month"], ""),
        **{name: findings[name] for name in ("block", "line", "path")},
        "column": findings["table"],
    }
    return pa.table(made)


def masked(findings: pa.Table, rules: Sequence[Rule]) -> pa.Table:
    """The same rows with what tells who somebody is covered: for findings that are kept outside the ledger. Keys of dossiers stay."""
    if not len(findings):
        return findings
    at, told = findings.schema.get_field_index, findings["details"].to_pylist()
    places, distinct = _shown(findings, rules)
    details = [
        [COVERED if open_ is None and was is not None else open_ for open_, was in zip(some, whole or (), strict=True)]
        for some, whole in zip((distinct[place] for place in places.to_pylist()), told, strict=True)
    ]
    covered = pc.if_else(pc.is_valid(findings["value"]), COVERED, pa.scalar(None, pa.string()))
    values = pc.coalesce(_values(findings), covered)
    shown = pa.array(details, findings.schema.field("details").type)
    return findings.set_column(at("value"), "value", values).set_column(at("details"), "details", shown)


@cache
def private() -> Mapping[str, frozenset[str]]:
    """By table, the fields that tell who somebody is, or hold free words that may."""
    return {
        one.table: frozenset(field.name for field in columns(one.table) if field.personal in ("identity", "text"))
        for one in tables()
    }


def _values(findings: pa.Table) -> pa.Array | pa.ChunkedArray:
    hidden = [f"{table}.{name}" for table, names in private().items() for name in names]
    place = pc.binary_join_element_wise(findings["table"], findings["field"], ".")
    shown = pc.invert(pc.is_in(place, pa.array(hidden)))
    value = findings["value"]
    code = pc.and_(pc.match_substring_regex(value, _HARMLESS), pc.invert(pc.match_substring_regex(value, _LONG)))
    fits = pc.or_(pc.is_in(place, pa.array(_numeric())), code)
    return pc.if_else(pc.fill_null(pc.and_(shown, fits), False), value, pa.scalar(None, pa.string()))


@cache
def _numeric() -> list[str]:
    """Fields that hold numbers and dates."""
    kinds = ("integer", "decimal", "date8", "datetime12")
    return [f"{one.table}.{field.name}" for one in tables() for field in columns(one.table) if field.type in kinds]


@cache
def _labels() -> frozenset[str]:
    """Words of ours that messages name."""
    every = [field for one in tables() for field in columns(one.table)]
    lists = [code.label for name in code_lists() for code in codes_of(name)]
    return frozenset([*lists, *(field.label for field in every), *(field.name for field in every)])


def _plain(value: str | None, kind: str) -> bool:
    if value is None or kind in ("so", "tien", "phut", "ngay", "luc"):
        return True
    return value in _labels() or bool(_harmless.match(value) and not _long.search(value))


def _details(findings: pa.Table, rules: Sequence[Rule]) -> pa.Array:
    places, distinct = _shown(findings, rules)
    return pa.array([json.dumps(some, ensure_ascii=False) for some in distinct], pa.string()).take(places)


def _shown(findings: pa.Table, rules: Sequence[Rule]) -> tuple[pa.Array, list[list[str | None]]]:
    """What may be kept of details: each row's place among the distinct ones. Feeds that are wrong all over repeat themselves."""
    variants, details = findings["variant"].combine_chunks(), findings["details"].combine_chunks()
    told = pc.binary_join(_lists(details), "\x1f")
    coded = pc.binary_join_element_wise(variants.cast(pa.string()), told, "\x1e").dictionary_encode()
    _, first = np.unique(coded.indices.to_numpy(), return_index=True)
    some = zip(variants.take(pa.array(first)).to_pylist(), details.take(pa.array(first)).to_pylist(), strict=True)
    return coded.indices, [_clear(rules[place], one or ()) for place, one in some]


def _lists(details: pa.ListArray) -> pa.ListArray:
    """With a mark for values that are not there: joined, a list without one would be null."""
    offsets = details.offsets.to_numpy() - details.offsets[0].as_py() if len(details) else np.zeros(1, np.int32)
    values = pc.fill_null(details.flatten(), "\x00")
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), values)


def _clear(rule: Rule, details: Sequence[str | None]) -> list[str | None]:
    kinds = [kind for _, kind in placeholders(rule.message)]
    told = zip(details, _open(rule), kinds, strict=True)
    return [one if clear and _plain(one, kind) else None for one, clear, kind in told]


def _open(rule: Rule) -> list[bool]:
    """Which of the things that a message names may be kept: not those that are made of what tells who somebody is."""
    hidden = {name for table in (*rule.each, "xml1") for name in private().get(table.upper(), ())}
    hidden |= {f"hs_{name}" for name in private()["XML1"]}
    made = {**rule.derive, **rule.gather}

    def behind(name: str, above: frozenset[str] = frozenset()) -> set[str]:
        found = words([made[name]]) - above if name in made else set()
        return {name}.union(found, *(behind(one, above | {name, *found}) for one in found))

    return [not behind(name) & hidden and (not rule.across or name in _PLAIN) for name, _ in placeholders(rule.message)]


_PLAIN = frozenset(
    (
        "here",
        "people",
        "there",
        "service",
        "ward",
        "bed",
        "begun",
        "ended",
        "other_begun",
        "other_ended",
        "came",
        "left_at",
        "other_came",
        "other_left",
        "next_came",
        "other_lk",
        "next_lk",
        "ma_lk",
        "others",
        "staff",
    )
)
"""What questions between dossiers name that tells of nobody."""
