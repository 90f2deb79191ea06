"""How a fault is written down: a function that changes a draft and says where, or says that this dossier does not suit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from soyte.sample.claims.drafts import Draft, Row, Spot, money, settle_row

Plant = Callable[[Draft, "Around"], Spot | None]
INSIDE = ("03", "04", "09")


@dataclass
class Around:
    """Other dossiers of the same batch, unchanged; `taken` is the one that a fault needed."""

    partners: list[Draft] = field(default_factory=list)
    taken: Draft | None = None

    def partner(self, fits: Callable[[Draft], bool]) -> Draft | None:
        """The first other dossier that fits."""
        self.taken = next((one for one in self.partners if fits(one)), None)
        return self.taken


@dataclass(frozen=True)
class Fault:
    """`severity`: C, E or W as in the rules. `also` are rules that name the very same thing and break with it."""

    rule: str
    severity: str
    plant: Plant
    also: tuple[str, ...] = ()


class Section:
    """Collects the faults of one section of the rules."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def __call__(self, rule: str, severity: str, *also: str) -> Callable[[Plant], Plant]:
        """Decorates the function of a fault."""

        def keep(plant: Plant) -> Plant:
            self.faults.append(Fault(rule, severity, plant, also))
            return plant

        return keep

    def edit(
        self, rule: str, severity: str, table: str, name: str, value: str | Callable[[Row], str], *also: str,
        when: Callable[[Draft, Row], bool] = lambda _draft, _row: True, settle: bool = False,
    ) -> None:  # fmt: skip
        """A fault that is one changed field in the first row that suits."""

        def plant(draft: Draft, _: Around) -> Spot | None:
            row = draft.find(table, lambda one: when(draft, one))
            if row is None:
                return None
            spot = draft.put(table, row, name, value if isinstance(value, str) else value(row))
            if settle:
                settle_row(table, row)
                draft.add_up()
            return spot

        self.faults.append(Fault(rule, severity, plant, also))


def at(text: str) -> datetime:
    """A moment or a day as it is written."""
    return datetime.strptime(text[:12], "%Y%m%d%H%M" if len(text) >= 12 else "%Y%m%d")


def moved(text: str, *, minutes: int = 0, days: int = 0) -> str:
    """A moment or day written otherwise, some time later."""
    form = "%Y%m%d%H%M" if len(text) >= 12 else "%Y%m%d"
    return (at(text) + timedelta(days=days, minutes=minutes)).strftime(form)


def kind(draft: Draft) -> str:
    """MA_LOAI_KCB."""
    return draft.one["MA_LOAI_KCB"]


def inside(draft: Draft) -> bool:
    """Whether the patient had a bed."""
    return kind(draft) in INSIDE


def insured(draft: Draft) -> bool:
    """Whether there is a card, and one only."""
    return bool(draft.one["MA_THE_BHYT"]) and ";" not in draft.one["MA_THE_BHYT"]


def age(draft: Draft) -> float:
    """Years at arrival."""
    born, came = at(draft.one["NGAY_SINH"][:8]), at(draft.one["NGAY_VAO"])
    return (came - born).days / 365.25


def group(row: Row, *groups: str) -> bool:
    """Whether a cost line is of one of the groups."""
    return row["MA_NHOM"] in groups


def add(row: Row, name: str, by: int) -> None:
    """Add đồng to an amount."""
    row[name] = money(Decimal(row[name]) + by)


def steady(draft: Draft) -> bool:
    """Whether the fund pays the same share whatever the visit costs: full entitlement, primary care, or no insurance."""
    one = draft.one
    return (
        one["MA_DOITUONG_KCB"] in ("1.2", "9")
        or bool(one["NGAY_MIEN_CCT"])
        or one["MA_THE_BHYT"][2:3] in ("1", "2", "5")
    )


def copied_row(draft: Draft, table: str, row: Row, **changes: str) -> Row:
    """A further row, numbered on, with amounts of its own; the sums are worked out anew."""
    rows = draft.rows(table)
    new = {**row, "STT": str(len(rows) + 1), **changes}
    rows.append(new)
    settle_row(table, new)
    draft.add_up()
    return new


def alone(draft: Draft, row: Row) -> bool:
    """Whether a line is a procedure that no other line and no result refers to."""
    return group(row, "18") and sum(one["MA_DICH_VU"] == row["MA_DICH_VU"] for _, one in draft.costs()) == 1
