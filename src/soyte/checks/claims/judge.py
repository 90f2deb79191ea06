"""Every claim of a document to its rule, then the rules that look across sentences."""

from __future__ import annotations

from collections.abc import Callable

from soyte.catalogue import Catalogue
from soyte.checks.claims.attainment import judge_target
from soyte.checks.claims.change import judge_difference, judge_direction, judge_relative
from soyte.checks.claims.context import Judge
from soyte.checks.claims.ratio import judge_ratio
from soyte.checks.claims.relations import judge_relations
from soyte.checks.claims.totals import judge_count, judge_subset, judge_sum
from soyte.statements import Claim, ClaimKind, Finding, Reading

Rule = Callable[[Judge, Claim], Finding | None]

RULES: dict[ClaimKind, Rule] = {
    ClaimKind.RATIO: judge_ratio,
    ClaimKind.DIFFERENCE: judge_difference,
    ClaimKind.RELATIVE_CHANGE: judge_relative,
    ClaimKind.COMPARISON: judge_direction,
    ClaimKind.SUM: judge_sum,
    ClaimKind.SUBSET: judge_subset,
    ClaimKind.COUNT: judge_count,
    ClaimKind.TARGET_ATTAINMENT: judge_target,
}


def judge_claims(reading: Reading, catalogue: Catalogue) -> list[Finding]:
    """A finding for every claim that can be judged; claims that hold are findings too."""
    judge = Judge(reading, catalogue)
    findings = [RULES[claim.kind](judge, claim) for claim in reading.claims if claim.kind in RULES]
    found = [finding for finding in findings if finding is not None]
    judged = {frozenset(finding.statements) for finding in found}
    return found + judge_relations(reading, catalogue, judged)
