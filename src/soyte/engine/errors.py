"""What the port refuses."""

from __future__ import annotations


class EngineError(Exception):
    """A description that no engine may carry out: a column that is missing, types that do not fit. A fault of ours."""
