"""Invented claim dossiers: facilities, people, families and visits of the province of Sao Mai, as hospitals send them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from soyte.sample.claims.errors import SampleError
from soyte.sample.claims.order import Batch, ClaimOrder, Content, Pack

if TYPE_CHECKING:
    from soyte.sample.claims.write import write_claims

__all__ = ["Batch", "ClaimOrder", "Content", "Pack", "SampleError", "write_claims"]


def __getattr__(name: str) -> Any:
    """`write_claims` is imported when it is used: the command line asks for the words of an order only."""
    if name == "write_claims":
        from soyte.sample.claims.write import write_claims  # noqa: PLC0415

        return write_claims
    raise AttributeError(name)
