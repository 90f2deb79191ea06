"""Findings with identities covered, for people who check: why a file could not be read is in our own words and stays."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import pyarrow as pa

from soyte.catalogue.claims.rules import Rule
from soyte.checks.dossiers import masked
from soyte.intake.claims import says


def covered(findings: pa.Table, rules: Sequence[Rule]) -> pa.Table:
    """The same rows; details of what reading set aside show the part of the sentence that names nothing of the file."""
    hidden = masked(findings, rules)
    read = np.array([rule.form == "set_aside" for rule in rules])
    if not len(findings) or not (where := read[findings["variant"].to_numpy()]).any():
        return hidden
    told, shown = findings["details"].to_pylist(), hidden["details"].to_pylist()
    for at in np.flatnonzero(where):
        shown[at] = [_ours(was) or now for was, now in zip(told[at] or (), shown[at] or (), strict=True)]
    place = hidden.schema.get_field_index("details")
    return hidden.set_column(place, "details", pa.array(shown, hidden.schema.field("details").type))


def _ours(words: str | None) -> str | None:
    return next((one for one in _sentences() if words == one or (words or "").startswith(f"{one} (")), None)


@cache
def _sentences() -> tuple[str, ...]:
    return tuple(words for words, _ in says.SAYS.values() if "{" not in words)
