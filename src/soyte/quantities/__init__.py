"""Reading and writing Vietnamese numbers with units and approximators."""

from soyte.quantities.model import NO_UNIT, Form, Ignored, Quantity, Scan, Unit, UnitKind
from soyte.quantities.money import money_scale
from soyte.quantities.scan import scan
from soyte.quantities.units import related_units, unit_after, unit_in_label
from soyte.quantities.writing import write, write_at, write_number

__all__ = [
    "NO_UNIT", "Form", "Ignored", "Quantity", "Scan", "Unit", "UnitKind", "money_scale", "related_units", "scan", "unit_after", "unit_in_label", "write",
    "write_at", "write_number",
]  # fmt: skip
