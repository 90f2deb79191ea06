"""The tables of drafts."""

from soyte.portal.drafts.models.audits import Audit, Decision
from soyte.portal.drafts.models.proposals import Proposal, Step

__all__ = ["Audit", "Decision", "Proposal", "Step"]
