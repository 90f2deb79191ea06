"""A clock that stands still unless it is moved: pictures taken twice show the same moments."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from unittest.mock import patch

MORNING = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)  # eight o'clock in Vietnam
_TICK = timedelta(milliseconds=2)


class StandingClock:
    """Called, it says its moment and goes on by a tick, so that no two acts share one."""

    def __init__(self, at: datetime = MORNING) -> None:
        self.at = at

    def __call__(self) -> datetime:
        self.at += _TICK
        return self.at

    def move(self, **by: float) -> None:
        """Let time pass: `move(minutes=5)`."""
        self.at += timedelta(**by)

    def rule(self) -> None:
        """From now on the product, and Django, read this clock in this process."""
        patch("soyte.ledger.clock.datetime", _standing(self)).start()
        patch("django.utils.timezone.now", self).start()


def _standing(clock: StandingClock) -> type[datetime]:
    class Standing(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return clock().astimezone(tz)

    return Standing
