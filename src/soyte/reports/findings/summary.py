"""What checking found, summed up: by facility and by rule, for the screen and as one web page that needs no network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
from jinja2 import Environment, PackageLoader, StrictUndefined

from soyte.catalogue.claims.rules import Rule
from soyte.reports.findings.records import SEVERITIES
from soyte.reports.safe_text import count


@dataclass(frozen=True)
class OfFacility:
    """A facility (empty: nobody knows which): dossiers that were read, and findings by severity."""

    facility: str
    dossiers: int
    findings: int
    by_severity: Mapping[str, int]

    @property
    def per_hundred(self) -> float | None:
        """Findings for a hundred dossiers; None where none were read."""
        return 100 * self.findings / self.dossiers if self.dossiers else None


@dataclass(frozen=True)
class OfRule:
    """A rule that was broken: how often, and in how many dossiers."""

    rule: Rule
    severity: str
    findings: int
    dossiers: int
    facilities: int


@dataclass(frozen=True)
class Summary:
    """Most findings first."""

    files: int
    dossiers: int
    findings: int
    facilities: tuple[OfFacility, ...]
    rules: tuple[OfRule, ...]
    troubles: tuple[str, ...] = ()


def summed(
    counts: pa.Table, dossiers: Mapping[str, int], rules: Sequence[Rule], files: int, troubles: Sequence[str] = ()
) -> Summary:
    """`counts`: facility, rule, severity, findings, dossiers."""
    rows = counts.to_pylist()
    known = {rule.id: rule for rule in rules}
    places: dict[str, dict[str, int]] = {facility: {} for facility in dossiers}
    broken: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        at = places.setdefault(row["facility"] or "", {})
        at[row["severity"]] = at.get(row["severity"], 0) + row["findings"]
        sums = broken.setdefault((row["rule"], row["severity"]), [0, 0, 0])
        for place, add in enumerate((row["findings"], row["dossiers"], 1)):
            sums[place] += add
    facilities = [OfFacility(name, dossiers.get(name, 0), sum(some.values()), some) for name, some in places.items()]
    of_rules = [OfRule(known[rule], severity, *sums) for (rule, severity), sums in broken.items()]
    return Summary(
        files,
        sum(dossiers.values()),
        sum(row["findings"] for row in rows),
        tuple(sorted(facilities, key=lambda one: (-one.findings, one.facility))),
        tuple(sorted(of_rules, key=lambda one: (-one.findings, one.rule.id))),
        tuple(troubles),
    )


def render_html(summary: Summary) -> str:
    """The page."""
    environment = Environment(
        loader=PackageLoader("soyte.reports.findings", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("summary.html.j2")
    return page.render(summary=summary, count=count, rate=_rate, severities=SEVERITIES)


def _rate(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}".replace(".", ",")
