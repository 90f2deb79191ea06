"""The address of a figure: short, readable, and enough to compute it again.

dengue_cases@19/2017?dataset=gdpm&as_of=12
cases@VN/2017-03?dataset=gdpm&as_of=12&disease=dengue|measles&sex=female
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote, unquote

from soyte.measures import spans
from soyte.measures.errors import MeasureError
from soyte.periods import Period

_OWN = ("dataset", "beside", "as_of", "boundaries", "area", "statement")
_PLAIN = "-_.+<>|"


@dataclass(frozen=True)
class Address:
    """What an address says. `dataset` is the source, `beside` the source of the denominator if that is another one.

    `conditions` are columns with the codes that count; `statement` is submission and number of a figure that a report
    states, which has nothing to be computed. `boundaries` is the day whose units these are, if it is not their own time;
    places joined by `+` are a group that only together has a number. `area` is `residence` where dossiers count where patients live.
    """

    indicator: str
    place: str
    period: Period
    dataset: str
    as_of: int
    conditions: Mapping[str, Sequence[str]] = field(default_factory=dict)
    beside: str | None = None
    statement: str | None = None
    boundaries: str | None = None
    area: str | None = None

    def __str__(self) -> str:
        own = (self.dataset, self.beside, str(self.as_of), self.boundaries, self.area, self.statement)
        told = [f"{name}={_quoted(value)}" for name, value in zip(_OWN, own, strict=True) if value]
        told += [f"{name}={'|'.join(map(_quoted, codes))}" for name, codes in sorted(self.conditions.items())]
        return f"{self.indicator}@{self.place}/{spans.code(self.period)}?{'&'.join(told)}"


def read(text: str) -> Address:
    """The address that a text is; refused with an example if it is none."""
    try:
        head, _, tail = text.strip().partition("?")
        indicator, rest = head.split("@")
        place, period = rest.split("/", 1)
        pairs = dict(pair.split("=", 1) for pair in tail.split("&") if pair)
        said = {name: unquote(pairs[name]) for name in _OWN if name in pairs}
        return Address(
            indicator,
            place,
            spans.parse(period),
            said.get("dataset", ""),
            int(said["as_of"]),
            {name: [unquote(code) for code in value.split("|")] for name, value in pairs.items() if name not in _OWN},
            said.get("beside"),
            said.get("statement"),
            said.get("boundaries"),
            said.get("area"),
        )
    except (ValueError, KeyError):
        raise MeasureError(
            f"“{text}” không phải địa chỉ của một số liệu; hãy chép nguyên cột “Mã số liệu” mà “soyte figures” in ra, đặt trong "
            "dấu nháy, ví dụ: soyte trace 'dengue_cases@19/2017?dataset=gdpm&as_of=12'."
        ) from None


@lru_cache(maxsize=4096)
def _quoted(text: str) -> str:
    return quote(text, safe=_PLAIN.replace("|", ""))
