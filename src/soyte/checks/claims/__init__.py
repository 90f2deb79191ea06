"""Judging what a document claims: arithmetic with rounding, verdict words, units, and agreement across the text."""

from soyte.checks.claims.judge import judge_claims

__all__ = ["judge_claims"]
