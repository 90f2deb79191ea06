"""Chooses a fault for a dossier: the one that was planted least often among those that suit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from soyte.sample.claims.drafts import Draft, Spot
from soyte.sample.claims.faults.base import Around, Fault

FAULTS: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Planted:
    """A draft with its fault. `twin` is a dossier that is replaced by it, if there is one."""

    draft: Draft
    rule: str
    severity: str
    spot: Spot
    also: tuple[str, ...]
    other: str
    twin: Draft | None

    def as_json(self) -> dict[str, Any]:
        """For `labels.jsonl`."""
        return {
            "table": self.spot.table,
            "stt": self.spot.row,
            "field": self.spot.field,
            "rule": self.rule,
            "severity": self.severity,
            "also": list(self.also),
            "with": self.other,
        }


class Planter:
    """Plants faults, the rarest first."""

    def __init__(self) -> None:
        self._planted: Counter[str] = Counter()

    def plant(self, draft: Draft, partners: list[Draft]) -> Planted | None:
        """Change a copy of a dossier, or None if no fault suits it."""
        changed = draft.copy()  # a fault that does not suit changes nothing
        for fault in sorted(FAULTS, key=lambda one: self._planted[one.rule]):
            around = Around(partners)
            spot = fault.plant(changed, around)
            if spot is not None:
                self._planted[fault.rule] += 1
                twin = around.twin
                other = twin.one["MA_LK"] if twin is not None else ""
                return Planted(
                    changed, fault.rule, fault.severity, spot, fault.also, other, twin if around.replaces else None
                )
        return None
