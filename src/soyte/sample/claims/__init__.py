"""Invented claim dossiers: facilities, people, families and visits of the province of Sao Mai, as hospitals send them."""

from soyte.sample.claims.errors import SampleError
from soyte.sample.claims.order import Batch, ClaimOrder, Content, Pack
from soyte.sample.claims.write import write_claims

__all__ = ["Batch", "ClaimOrder", "Content", "Pack", "SampleError", "write_claims"]
