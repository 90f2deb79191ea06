"""The declared rule by which small counts of people are hidden in what is published, as dated data."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from soyte.catalogue.files import ROOT, CatalogueError, read_yaml


class DisclosureRule(BaseModel):
    """A count of people (in a unit of `people`) that is above zero and below `least` is hidden."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    valid_from: date
    valid_to: date | None = None
    least: Annotated[int, Field(ge=2)]
    people: frozenset[str]
    legal_source: Annotated[str, Field(min_length=1)]
    certainty: Literal["looked_up", "memory", "uncertain", "seed_only"]


class DisclosureRuleFile(BaseModel):
    """`disclosure.yaml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    rules: Annotated[list[DisclosureRule], Field(min_length=1)]


@cache
def disclosure_rules() -> tuple[DisclosureRule, ...]:
    """All rules, in the order of the file."""
    return tuple(read_yaml(ROOT / "disclosure.yaml", DisclosureRuleFile).rules)


def disclosure_rule(on: date) -> DisclosureRule:
    """The rule in force on a day."""
    for rule in disclosure_rules():
        if rule.valid_from <= on and (rule.valid_to is None or on <= rule.valid_to):
            return rule
    raise CatalogueError(f"disclosure.yaml: không có quy tắc công khai nào có hiệu lực ngày {on:%d/%m/%Y}.")
