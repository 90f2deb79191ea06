"""Results of checks are deleted with other files that wait: after a week, looked for every day."""

from __future__ import annotations

from soyte.portal.jobs.daily import daily
from soyte.portal.uploads.keeping import drop_old


@daily
def drop_old_results() -> None:
    """Delete what is older than a week."""
    drop_old()
