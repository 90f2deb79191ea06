"""The rules of claim dossiers as dated data: one file a rule (`MON-01.yaml`, or `DAY-01-b.yaml` for
a half of it with another severity or day), in the folder of its family.

Where the texts contradict each other or leave room, the file says in `choice` what was chosen; it is told with the finding.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from soyte.catalogue.claims.rules.model import Dated, Example, Rows, Rule, Severity
from soyte.catalogue.files import read_yaml

_ROOT = Path(__file__).parent


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, by id and first day. CatalogueError with all faults of a file that cannot be used."""
    found = [read_yaml(path, Rule) for path in sorted(_ROOT.glob("*/*.yaml"))]
    return tuple(sorted(found, key=lambda one: (one.id, str(one.valid_from or ""), one.each)))


__all__ = ["Dated", "Example", "Rows", "Rule", "Severity", "rules"]
