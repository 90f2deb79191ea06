"""The claim feed: dossiers of visits (XML1 to XML15), check-ins (XML0) and assessments (XML12), from bytes to typed columns."""

from soyte.intake.claims.at import dossier_at, row_at
from soyte.intake.claims.envelope import form_of
from soyte.intake.claims.model import Aside, ClaimBatch, Seen
from soyte.intake.claims.reading import ClaimReading, read_claims
from soyte.intake.claims.recognising import looks_like_claims

__all__ = [
    "Aside",
    "ClaimBatch",
    "ClaimReading",
    "Seen",
    "dossier_at",
    "form_of",
    "looks_like_claims",
    "read_claims",
    "row_at",
]
