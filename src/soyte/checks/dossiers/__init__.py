"""Claim dossiers checked by the rules of the catalogue: within a dossier, across its tables, and between dossiers."""

from soyte.checks.dossiers.across import Across, Extractor, Extracts
from soyte.checks.dossiers.checker import Checker, Lists
from soyte.checks.dossiers.keeping import kept, masked
from soyte.checks.dossiers.messages import filled
from soyte.checks.dossiers.schema import FINDING

__all__ = ["FINDING", "Across", "Checker", "Extractor", "Extracts", "Lists", "filled", "kept", "masked"]
