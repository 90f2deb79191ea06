"""Looking at everything a ledger consists of, and mending what can be mended."""

from soyte.ledger.doctor.examination import Progress, check
from soyte.ledger.doctor.repair import Repair, Reread, repair
from soyte.ledger.trouble import Kind, Severity, Trouble

__all__ = ["Kind", "Progress", "Repair", "Reread", "Severity", "Trouble", "check", "repair"]
