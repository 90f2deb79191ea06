"""Faults that are planted on purpose, one small function for each, named by the rule that it breaks."""

from soyte.sample.claims.faults.planter import FAULTS, Planted, Planter

__all__ = ["FAULTS", "Planted", "Planter"]
