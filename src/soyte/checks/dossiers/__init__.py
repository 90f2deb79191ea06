"""Claim dossiers checked by the rules of the catalogue: within a dossier, across its tables, and between dossiers."""

from soyte.checks.dossiers.checker import Checker, Lists
from soyte.checks.dossiers.messages import filled
from soyte.checks.dossiers.schema import FINDING

__all__ = ["FINDING", "Checker", "Lists", "filled"]
