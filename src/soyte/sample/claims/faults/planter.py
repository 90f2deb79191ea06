"""Chooses a fault for a dossier: the one that was planted least often among those that suit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from soyte.sample.claims.drafts import Draft, Spot
from soyte.sample.claims.faults import (
    cases,
    dates,
    diagnoses,
    drugs,
    envelope,
    money,
    papers,
    patients,
    sending,
    services,
)
from soyte.sample.claims.faults.base import Around, Fault

_SECTIONS = (envelope, patients, cases, dates, money, diagnoses, drugs, services, papers, sending)
_BETWEEN = ("DAY-14", "DAY-16", "BED-10")
FAULTS: tuple[Fault, ...] = tuple(one for section in _SECTIONS for one in section.fault.faults)


@dataclass(frozen=True)
class Planted:
    """A draft with its fault. `other` is the dossier that it goes against, if there is one."""

    draft: Draft
    rule: str
    severity: str
    spot: Spot
    also: tuple[str, ...]
    other: str

    @property
    def mendable(self) -> bool:
        """Whether sending the dossier again without the fault makes it good."""
        return not self.rule.startswith("SUB") and self.rule not in _BETWEEN

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
                other = around.taken.one["MA_LK"] if around.taken is not None else ""
                return Planted(changed, fault.rule, fault.severity, spot, fault.also, other)
        return None
