"""All the rules about a document as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from soyte.catalogue import Catalogue
from soyte.checks.document.ambition import judge_ambition
from soyte.checks.document.cutoffs import judge_cutoffs
from soyte.checks.document.duplicates import judge_duplicates
from soyte.checks.document.estimates import judge_estimates
from soyte.checks.document.extremes import judge_extremes
from soyte.checks.document.headlines import judge_headlines
from soyte.checks.document.implied import judge_implied
from soyte.checks.document.number_style import judge_number_style
from soyte.checks.document.numbering import judge_numbering
from soyte.checks.document.phrases import judge_phrases
from soyte.checks.document.plausibility import judge_plausibility
from soyte.checks.document.privacy import judge_privacy
from soyte.checks.document.sheet import Sheet
from soyte.checks.document.small_base import judge_small_base
from soyte.checks.document.targets import judge_met_targets
from soyte.checks.document.terms import judge_terms
from soyte.checks.document.units import judge_missing_units, judge_unit_consistency
from soyte.statements import Finding, Reading

RULES: tuple[Callable[[Sheet], Iterator[Finding]], ...] = (
    judge_numbering,
    judge_number_style,
    judge_missing_units,
    judge_unit_consistency,
    judge_plausibility,
    judge_implied,
    judge_small_base,
    judge_duplicates,
    judge_extremes,
    judge_cutoffs,
    judge_estimates,
    judge_privacy,
    judge_headlines,
    judge_phrases,
    judge_ambition,
    judge_met_targets,
    judge_terms,
)


def judge_document(reading: Reading, catalogue: Catalogue) -> list[Finding]:
    """Findings that no single sentence gives."""
    sheet = Sheet(reading, catalogue)
    return [finding for rule in RULES for finding in rule(sheet)]
