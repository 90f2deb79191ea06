"""Money in hundredths of a đồng: what each line costs and who pays. Prices are such that nothing ever needs rounding."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from soyte.sample.claims.homes import Ints
from soyte.sample.claims.lines import Lines
from soyte.sample.claims.people import CARDS
from soyte.sample.claims.tables import drugs
from soyte.sample.claims.visits import CODES, Visits

BASE_SALARY = 2_340_000
_FREE_BELOW = BASE_SALARY * 15  # hundredths: 15 % of the base salary
_ARV = next(number for number, one in enumerate(drugs()) if one.key == "arv")
_SHARE = np.array([{"3": 95, "4": 80}.get(card[2:], 100) for card in CARDS])
_PRIMARY, _UNINSURED = CODES.index("1.2"), CODES.index("9")


@dataclass(frozen=True)
class Amounts:
    """By line: THANH_TIEN_BV, THANH_TIEN_BH, T_NGUONKHAC, T_BNTT, T_BNCCT, T_BHTT; `level` is MUC_HUONG."""

    whole: Ints
    insured: Ints
    other: Ints
    patient: Ints
    shared: Ints
    fund: Ints
    level: Ints


def cost(lines: Lines) -> tuple[Ints, Ints]:
    """What the facility charges and what the insurance counts, in hundredths of a đồng."""
    whole = lines.quantity * lines.price * lines.rate_service // 1000
    insured = lines.quantity * lines.price_fund * lines.rate_service * lines.rate_fund // 100_000
    return whole, insured


def levels(visits: Visits, insured: Ints, card: Ints, exempt: Ints) -> Ints:
    """MUC_HUONG by visit: by card; 100 % in primary care, below 15 % of the base salary, and for whoever is exempt."""
    full = (visits.code == _PRIMARY) | (insured < _FREE_BELOW) | visits.newborn | (exempt == 1)
    return np.where(visits.code == _UNINSURED, 0, np.where(full, 100, _SHARE[card]))


def split(lines: Lines, level: Ints) -> Amounts:
    """Who pays each line. Other sources pay for drugs of programmes, in place of the patient."""
    whole, insured = cost(lines)
    fund = insured * level // 100
    donated = (lines.what == 3) & (lines.item == _ARV)
    patient = whole - insured
    other = np.where(donated, patient, 0)
    return Amounts(whole, insured, other, patient - other, insured - fund, fund, level)


def by_visit(values: Ints, lines: Lines, count: int) -> Ints:
    """Sums of a batch."""
    sums = np.zeros(count, dtype=np.int64)
    np.add.at(sums, lines.visit, values)
    return sums
