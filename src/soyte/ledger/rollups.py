"""What a roll-up is: sums of a table's rows that are kept beside them, as the differences that acts made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from soyte.engine import Aggregate


@dataclass(frozen=True)
class Rollup:
    """Sums of a table's rows by the columns `by`, written with each act as the difference that the act makes."""

    name: str
    by: tuple[str, ...]
    sums: Mapping[str, Aggregate]
