"""Tidy tables of counts (CSV, workbooks) read by a mapping file: accepted cells as Arrow batches, faults for the rest."""

from soyte.intake.counts.keys import replace_person
from soyte.intake.counts.mapping import Mapping
from soyte.intake.counts.mapping_files import MappingError, read_mapping
from soyte.intake.counts.model import IDENTITY, OBSERVATION, QUARANTINE, CountBatch, UnreadableCounts
from soyte.intake.counts.reading import CountReading, read_counts

__all__ = [
    "IDENTITY",
    "OBSERVATION",
    "QUARANTINE",
    "CountBatch",
    "CountReading",
    "Mapping",
    "MappingError",
    "UnreadableCounts",
    "read_counts",
    "read_mapping",
    "replace_person",
]
