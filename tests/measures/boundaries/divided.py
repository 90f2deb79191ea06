"""A small country that merges and divides in every way, and a ledger of it.

Until 30 June 2025: provinces 10 (communes 10001, 10002), 20 (20001), 30 (30001), 40.
Since 1 July 2025: 30 went into 20, with its commune; commune 10002 gave 3/10 to 10001; 40 was divided into 40 and 50, and
nobody knows how.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

from measures.books import Book
from soyte.ledger.ledger import Ledger
from soyte.measures import Figures, Geography, Trace, figures, trace
from soyte.measures.compute import Boundaries
from soyte.places import Atlas, Succession, Unit

REFORM, EVE = date(2025, 7, 1), date(2025, 6, 30)
BEFORE, AFTER = date(2025, 1, 1), date(2026, 1, 1)


def _both(code: str, name: str, kind: str, parent: str) -> tuple[Unit, Unit]:
    level = "province" if len(code) == 2 else "commune"
    return (
        Unit(code, name, kind, level, parent, None, EVE),  # type: ignore[arg-type]
        Unit(code, name, kind, level, parent, REFORM),  # type: ignore[arg-type]
    )


@cache
def geography() -> Geography:
    units = (
        Unit("VN", "Việt Nam", "", "country", ""),
        Unit("10", "Sông Xanh", "tỉnh", "province", "VN"),
        *_both("20", "Núi Vàng", "tỉnh", "VN"),
        Unit("30", "Đồng Đỏ", "tỉnh", "province", "VN", None, EVE),
        *_both("40", "Biển Lớn", "tỉnh", "VN"),
        Unit("50", "Biển Nhỏ", "tỉnh", "province", "VN", REFORM),
        *_both("10001", "Một", "xã", "10"),
        *_both("10002", "Hai", "xã", "10"),
        Unit("20001", "Ba", "xã", "commune", "20"),
        Unit("30001", "Bốn", "xã", "commune", "30", None, EVE),
        Unit("30001", "Bốn", "xã", "commune", "20", REFORM),
    )
    whole = Fraction(1)
    successions = (
        Succession(REFORM, "20", "20", "merge", whole, "whole"),
        Succession(REFORM, "30", "20", "merge", whole, "whole"),
        Succession(REFORM, "30001", "30001", "keep", whole, "whole"),
        Succession(REFORM, "10001", "10001", "merge", whole, "whole"),
        Succession(REFORM, "10002", "10002", "part", Fraction(7, 10), "declared", "NQ 7"),
        Succession(REFORM, "10002", "10001", "part", Fraction(3, 10), "declared", "NQ 7"),
        Succession(REFORM, "40", "40", "part", None),
        Succession(REFORM, "40", "50", "part", None),
    )
    return Geography(Atlas(units, successions))


class Divided(Book):
    """A ledger of that country."""

    def on(self, boundaries: Boundaries, indicators: str = "cases", **options: object) -> Figures:
        """Figures on some boundaries."""
        options.setdefault("place", "VN")
        said = {"geography": geography(), "expectations": self.expected.get if self.expected else None}
        return figures(self.ledger, indicators, boundaries=boundaries, **said, **options)  # type: ignore[arg-type]

    def behind(self, figure_id: str) -> Trace:
        """Where a figure comes from."""
        return trace(self.ledger, figure_id, geography=geography())


def new_divided(folder: Path) -> Divided:
    return Divided(Ledger.create(folder / "so", name="Sở Y tế thử"))
