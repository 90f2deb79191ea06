"""A change of places as the ledger keeps it: JSON in a row of `definition`, read back with care."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pydantic import BaseModel, ConfigDict, Field, field_validator

from soyte.ledger.acts import Act as Journalled
from soyte.places import Act, Level, Move, PlaceError, Unit
from soyte.places.model import vietnamese_date

KIND = "place_act"


@dataclass(frozen=True)
class SiteAct:
    """An act of this installation: what it moves, and the submission that recorded it. `seq` is what withdraws it."""

    act: Act
    words: str
    submission: Journalled

    @property
    def seq(self) -> int:
        """The number of the submission."""
        return self.submission.seq


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Move(_Closed):
    old: str = Field(min_length=1, max_length=32)
    new: str = Field(min_length=1, max_length=32)
    weight: str | None = None

    @field_validator("weight")
    @classmethod
    def _share(cls, written: str | None) -> str | None:
        try:
            sound = written is None or 0 < Fraction(written) <= 1
        except ZeroDivisionError:
            sound = False
        if not sound:
            raise ValueError("a share lies between 0 and 1")
        return written


class _Unit(_Closed):
    code: str = Field(min_length=1, max_length=32)
    name: str = Field(min_length=1, max_length=120)
    kind: str = Field(max_length=40)
    level: Level
    parent: str
    invented: bool = False


class _Body(_Closed):
    on: date
    moves: tuple[_Move, ...] = Field(min_length=1)
    opens: tuple[_Unit, ...] = ()
    document: str = Field(min_length=1, max_length=300)


def written(act: Act) -> str:
    """The act as canonical JSON: equal acts give equal text. Its document must be named."""
    if not act.source.strip():
        raise PlaceError(
            f"Thay đổi ngày {vietnamese_date(act.on)}: thiếu văn bản quyết định; hãy ghi số, ngày, cơ quan ban hành của văn bản."
        )
    body = _Body(
        on=act.on,
        moves=tuple(
            _Move(old=move.old, new=move.new, weight=None if move.weight is None else str(move.weight))
            for move in sorted(act.moves, key=lambda move: (move.old, move.new))
        ),
        opens=tuple(
            _Unit(
                code=one.code,
                name=one.name,
                kind=one.kind,
                level=one.level,
                parent=one.parent,
                invented=one.invented,
            )
            for one in sorted(act.opens, key=lambda one: one.code)
        ),
        document=act.source.strip(),
    )
    return json.dumps(body.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)


def read(body: str) -> Act:
    """The act that a row holds; ValueError if it holds none."""
    said = _Body.model_validate_json(body)
    return Act(
        said.on,
        tuple(Move(m.old, m.new, None if m.weight is None else Fraction(m.weight)) for m in said.moves),
        tuple(Unit(u.code, u.name, u.kind, u.level, u.parent, invented=u.invented) for u in said.opens),
        said.document,
    )
