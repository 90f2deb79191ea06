"""Invented tables of counts as departments receive them, with their mapping files."""

from soyte.sample.counts.weekly import write_weeks
from soyte.sample.counts.write import SampleTable, write_counts

__all__ = ["SampleTable", "write_counts", "write_weeks"]
