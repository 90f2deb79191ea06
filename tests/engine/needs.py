"""What a test needs from the machine, or is skipped without."""

from __future__ import annotations

import shutil
from importlib.util import find_spec

import pytest


def require_spark() -> None:
    """Skips, visibly, where Spark cannot run."""
    if find_spec("pyspark") is None:
        pytest.skip("PySpark is not installed: make spark")
    if shutil.which("java") is None:
        pytest.skip("there is no Java runtime (17 or later)")
