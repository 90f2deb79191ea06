"""`soyte places import-boundaries`: shapes of units for maps."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Put the command under `soyte places`."""
