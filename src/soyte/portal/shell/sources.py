"""What a source of rows is called on the screen."""

from __future__ import annotations

from soyte.measures.sources import titles
from soyte.portal.shell.book import asked


def source_title(dataset: str) -> str:
    """The title that its mapping gives it; its name where it has none."""
    return asked(titles).get(dataset, dataset)
