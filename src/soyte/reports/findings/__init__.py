"""Findings of claim dossiers written out: JSON lines, a workbook for each facility, a page that sums up."""

from soyte.reports.findings.records import FIELDS, SEVERITIES, lines, records
from soyte.reports.findings.summary import OfFacility, OfRule, Summary, render_html, summed
from soyte.reports.findings.workbook import write_workbook

__all__ = [
    "FIELDS",
    "SEVERITIES",
    "OfFacility",
    "OfRule",
    "Summary",
    "lines",
    "records",
    "render_html",
    "summed",
    "write_workbook",
]
