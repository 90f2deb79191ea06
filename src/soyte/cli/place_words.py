"""What the commands on places share: the day that is meant, the places that are known, how a refusal is told."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from soyte.places import Atlas

_FORMS = ("%d/%m/%Y", "%Y-%m-%d")


def atlas_of(home: Path | None) -> Atlas:
    """The places of the installation that is meant, with what it recorded itself; the shipped ones where none is."""
    from soyte.places import shipped_atlas  # noqa: PLC0415 (the lists are read only when a command runs)

    if home is None and not os.environ.get("SOYTE_HOME"):
        return shipped_atlas()
    from soyte.cli.installation import opened  # noqa: PLC0415
    from soyte.measures.boundaries import site  # noqa: PLC0415

    here = site(opened(home))
    for warning in here.warnings:
        typer.echo(warning, err=True)
    return here.atlas


def latest_change(atlas: Atlas) -> date:
    """The day of the last change that the places know of."""
    return atlas.event_days(date.min, date.max)[-1]


def day_of(written: str) -> date:
    """A day as a person writes it."""
    for form in _FORMS:
        try:
            return datetime.strptime(written.strip(), form).date()
        except ValueError:
            continue
    raise failed(f"“{written}” không phải một ngày; hãy viết như 30/6/2025 hoặc 2025-06-30.")


def failed(message: str) -> typer.Exit:
    """Say why on standard error; the exit to raise."""
    typer.echo(message, err=True)
    return typer.Exit(2)
