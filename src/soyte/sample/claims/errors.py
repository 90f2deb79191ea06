"""What can be wrong with an order for invented claims."""

from __future__ import annotations


class SampleError(ValueError):
    """The order cannot be carried out; the message says in Vietnamese what was given and what to give instead."""
