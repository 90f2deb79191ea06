"""What a ledger must answer, in a few lines of plain Python: the oracle of the random tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

Values = Mapping[str, int | None]


@dataclass(frozen=True)
class Said:
    """An act as the oracle sees it: `values` for one that was accepted, none for one that takes back or changes no rows."""

    submission_id: str
    values: Values | None = None
    supersedes: str | None = None
    withdraws: bool = False


@dataclass
class Model:
    """Acts in their order; the number of an act is its place, from 1."""

    acts: list[Said] = field(default_factory=list)

    def living(self, seq: int) -> dict[str, int]:
        """Submissions that count after act `seq`, with their numbers."""
        acts = self.acts[:seq]
        withdrawn = {act.submission_id for act in acts if act.withdraws}
        accepted = {act.submission_id: (number, act) for number, act in enumerate(acts, 1) if act.values is not None}
        stood_for: set[str] = set()
        for name, (_, act) in accepted.items():
            if name in withdrawn:
                continue
            while act.supersedes is not None:  # the whole line of those that it corrects
                stood_for.add(act.supersedes)
                act = accepted[act.supersedes][1]  # noqa: PLW2901
        return {name: number for name, (number, _) in accepted.items() if name not in withdrawn | stood_for}

    def answers(self, seq: int) -> dict[str, Decimal | None]:
        """Key → value: of several living submissions the one with the highest number is believed."""
        found: dict[str, Decimal | None] = {}
        for number in sorted(self.living(seq).values()):
            for key, value in (self.acts[number - 1].values or {}).items():
                found[key] = None if value is None else Decimal(value)
        return dict(sorted(found.items()))

    def total(self, seq: int) -> tuple[int, Decimal]:
        """Rows that count, and their sum."""
        values = self.answers(seq).values()
        return len(values), sum((value for value in values if value is not None), Decimal(0))

    def everything(self) -> Iterable[tuple[dict[str, Decimal | None], tuple[int, Decimal]]]:
        """What must be answered as of every act."""
        return [(self.answers(seq), self.total(seq)) for seq in range(len(self.acts) + 1)]
