"""What was ever assigned for an indicator, and owners who give differing values."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

from ninja import Query, Schema
from pydantic import Field

from soyte.catalogue import load_catalogue
from soyte.measures.targets.history import Past, past_targets, settled
from soyte.portal.api.figures import PlaceName, Year
from soyte.portal.api.operations import Called, operation
from soyte.portal.pages.owners.views import pairs
from soyte.portal.shell.book import asked
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.where import place_for
from soyte.reports.scorecard.compose import compose

TAG, SEE = "Chỉ tiêu giao", Permission.SEE_FIGURES


class PastOut(Schema):
    """Something that was assigned, as the ledger keeps it."""

    id: str
    period: str
    operator: str
    value: Any
    high: Any
    unit: str | None
    body: str
    document: str | None
    counts: bool = Field(description="Đang áp dụng")
    withdrawn: bool
    recorded_at: datetime
    actor: str


@operation("targets/history", needs=SEE, tag=TAG, gives=list[PastOut])
def target_history(
    request: Called,
    indicator: Annotated[str, Query(..., max_length=60, description="Mã chỉ tiêu")],
    place: PlaceName,
) -> Any:
    """Mọi mức giao của một chỉ tiêu đã vào sổ, kể cả đã được thay hoặc đã rút."""
    known = load_catalogue().indicator(indicator)
    return [_past(one) for one in asked(past_targets, known.id, place_for(request.access, place, SEE))]


@operation("owners", needs=SEE, tag=TAG)
def owners(request: Called, year: Year, place: PlaceName) -> list[dict[str, Any]]:
    """Chỉ tiêu mà các cơ quan nêu giá trị khác nhau: từng giá trị, giá trị đang dùng, giá trị đã chốt."""
    code = place_for(request.access, place, SEE)
    found = pairs(asked(compose, code, year), asked(settled, code, year))
    return [
        {
            "indicator": one.indicator,
            "name": one.name,
            "settled": one.event is not None,
            "reason": one.event.body.get("reason") if one.event else None,
            "values": [{name: said for name, said in asdict(value).items() if name != "trace"} for value in one.values],
        }
        for one in found
    ]


def _past(one: Past) -> dict[str, Any]:
    target = one.target
    return {
        "id": target.id,
        "period": target.period.iso,
        "operator": str(target.operator),
        "value": target.value,
        "high": target.high,
        "unit": target.unit,
        "body": str(target.body),
        "document": target.source.document,
        "counts": one.counts,
        "withdrawn": one.withdrawn,
        "recorded_at": one.recorded_at,
        "actor": one.actor,
    }
