"""Rules about a document as a whole: numbering, units, separators, plausibility, claims in words, privacy."""

from soyte.checks.document.judge import judge_document
from soyte.checks.document.kinds import KINDS

__all__ = ["KINDS", "judge_document"]
