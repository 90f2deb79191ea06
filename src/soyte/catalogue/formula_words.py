"""A formula as a person would say it: `Số ca mắc [Bệnh: Sởi] ÷ Dân số × 100.000`."""

from __future__ import annotations

from collections.abc import Mapping

from soyte.catalogue.formula import Formula
from soyte.catalogue.measure_model import Breakdown, Measure
from soyte.catalogue.terms import grouped


def formula_words(
    formula: Formula, measures: Mapping[str, Measure], breakdowns: Mapping[str, Breakdown], factor: int | None = 1
) -> str:
    """The words of a formula over these measures, scaled by a factor."""
    if formula.measure is not None:
        told = [_condition(field, codes, breakdowns) for field, codes in formula.conditions.items()]
        size = f" ÷ {grouped(formula.per)}" if formula.per else ""
        return measures[formula.measure].name_vi + (f" [{'; '.join(told)}]" if told else "") + size
    parts = []
    for part in formula.parts:
        words = formula_words(part, measures, breakdowns)
        parts.append(words if part.measure is not None else f"({words})")
    if formula.ratio:
        return " ÷ ".join(parts) + scaled(factor)
    return (" + " if formula.sum else " − ").join(parts)


def scaled(factor: int | None) -> str:
    """` × 10.000`; nothing where it scales nothing."""
    return f" × {grouped(factor)}" if factor and factor != 1 else ""


def _condition(field: str, codes: tuple[str, ...], breakdowns: Mapping[str, Breakdown]) -> str:
    known = breakdowns.get(field)
    names = ", ".join((known.values.get(code, code) if known else code) or "không phân tổ" for code in codes)
    return f"{known.name_vi if known else field}: {names}"
