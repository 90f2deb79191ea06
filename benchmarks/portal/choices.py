"""What the people of a load choose among, drawn anew for each page, the same in every run."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Choices:
    """Indicators that have figures, communes, years, addresses of figures, numbers of submissions."""

    indicators: Sequence[str]
    places: Sequence[str]
    years: Sequence[int]
    addresses: Sequence[str]
    submissions: Sequence[int]
    _random: random.Random = field(default_factory=lambda: random.Random(50))

    def indicator(self) -> str:
        """A few are looked at most."""
        return self.indicators[min(int(self._random.expovariate(0.4)), len(self.indicators) - 1)]

    def place(self) -> str:
        """Any commune."""
        return self._random.choice(self.places)

    def year(self) -> int:
        """The last ones more often."""
        return self.years[-1 - min(int(self._random.expovariate(1)), len(self.years) - 1)]

    def address(self) -> str:
        """Any figure."""
        return self._random.choice(self.addresses)

    def submission(self) -> int:
        """Any of them."""
        return self._random.choice(self.submissions)
