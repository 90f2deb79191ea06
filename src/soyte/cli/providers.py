"""What `verify` and `compare` ask of the ledger."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from soyte.cli.installation import opened
from soyte.ledger.as_of import moment

if TYPE_CHECKING:
    from soyte.reports.compare import Comparison
    from soyte.reports.linked import CurrentFigure, LinkedDocument


def current_figures_of(home: Path | None, document: LinkedDocument) -> Mapping[str, CurrentFigure] | None:
    """The figures that a scorecard of the same place and year would print now; None where no installation is named."""
    if home is None and not os.environ.get("SOYTE_HOME"):
        return None
    from soyte.reports.scorecard.verifying import figures_now  # noqa: PLC0415 (libraries only when a command runs)

    return figures_now(opened(home), document)


def comparison_of(
    home: Path | None, indicator: str, year: int | None, as_of: str | None, place: str | None
) -> Comparison:
    """What the reports of each place state."""
    from soyte.reports.compare.compose import compose_comparison  # noqa: PLC0415

    return compose_comparison(opened(home), indicator, year, moment(as_of), place)
