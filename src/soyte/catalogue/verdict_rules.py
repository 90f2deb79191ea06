"""The declared rules by which verdicts and notes on targets are given, as dated data."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from soyte.catalogue.files import ROOT, CatalogueError, read_yaml


class VerdictRule(BaseModel):
    """`nearly_met`: the share of a target from which a miss counts as nearly met; 1 means never."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    valid_from: date
    valid_to: date | None = None
    nearly_met: Annotated[Decimal, Field(gt=0, le=1)]
    jump: Annotated[Decimal, Field(gt=0)]
    legal_source: Annotated[str, Field(min_length=1)]
    certainty: Literal["looked_up", "memory", "uncertain", "seed_only"]


class VerdictRuleFile(BaseModel):
    """`verdict_rules.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    rules: Annotated[list[VerdictRule], Field(min_length=1)]


@cache
def verdict_rules() -> tuple[VerdictRule, ...]:
    """All rules, in the order of the file."""
    return tuple(read_yaml(ROOT / "verdict_rules.yaml", VerdictRuleFile).rules)


def verdict_rule(on: date) -> VerdictRule:
    """The rule in force on a day."""
    for rule in verdict_rules():
        if rule.valid_from <= on and (rule.valid_to is None or on <= rule.valid_to):
            return rule
    raise CatalogueError(f"verdict_rules.yaml: không có quy tắc đánh giá nào có hiệu lực ngày {on:%d/%m/%Y}.")
