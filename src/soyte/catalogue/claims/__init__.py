"""The claim feed as dated data: tables XML0 to XML15 with their fields, what is personal in them, and lists of codes.

Made from the annexes of QĐ 130, 4750 and 3176 and the agency's sheet (`legal_source`, `certainty` of each line); the labels
are ours. Where a day is not known, the wider span was taken: a code is rather accepted than refused.
"""

from soyte.catalogue.claims.load import (
    Layout,
    bases,
    code_list,
    code_lists,
    codes_of,
    columns,
    decision,
    decisions,
    fields,
    handed_lists,
    layout,
    table,
    tables,
)
from soyte.catalogue.claims.model import Basis, ClaimField, ClaimTable, Code, Decision

__all__ = [
    "Basis",
    "ClaimField",
    "ClaimTable",
    "Code",
    "Decision",
    "Layout",
    "bases",
    "code_list",
    "code_lists",
    "codes_of",
    "columns",
    "decision",
    "decisions",
    "fields",
    "handed_lists",
    "layout",
    "table",
    "tables",
]
