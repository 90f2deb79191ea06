"""Rules about a document as a whole: numbering, units, separators, plausibility, claims in words, privacy."""

from soyte.checks.document.judge import judge_document

__all__ = ["judge_document"]
