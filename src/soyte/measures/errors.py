"""What cannot be asked, in words for the person who asked."""

from __future__ import annotations


class MeasureError(Exception):
    """The message is Vietnamese: what was asked, what is known instead, what to do."""


class NothingKnown(MeasureError):
    """The ledger has no figure at all of what was asked."""
