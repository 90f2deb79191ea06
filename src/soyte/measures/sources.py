"""What the sources of rows are called: a dataset by the title of its mapping, the claim feed by a name of its own."""

from __future__ import annotations

from soyte.ledger.contribution import DATASET
from soyte.ledger.ledger import AsOf, Ledger
from soyte.measures.boundaries import site_of
from soyte.measures.kept import kept_mappings

CLAIMS = "Hồ sơ khám bệnh, chữa bệnh gửi giám định BHYT"


def titles(ledger: Ledger, as_of: AsOf = None) -> dict[str, str]:
    """Dataset → title, by the mapping that was the newest at that moment. A dataset without a mapping has none."""
    view = ledger.view(as_of)
    kept = kept_mappings(view, ledger.engine, site_of(ledger, view.state).geography)
    return {DATASET: CLAIMS, **{name: one.title for name, one in kept.items()}}
