"""The invented feed of Sao Mai taken in: the sums of its manifest are the sums of the ledger, to the đồng."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from soyte.cli.handing_in import handed_in
from soyte.engine import Count, Sum
from soyte.engine.expressions import Column
from soyte.intake.claims import looks_like_claims, says
from soyte.ledger.ledger import Ledger
from soyte.receiving import Order, receive
from soyte.sample.claims import ClaimOrder, Content, Pack, write_claims


@pytest.mark.parametrize(("content", "pack"), [(Content.BASE64, Pack.ZIP), (Content.INLINE, Pack.NONE)])
def test_sums_of_the_feed_are_the_sums_of_the_ledger(content: Content, pack: Pack, tmp_path: Path) -> None:
    folder = tmp_path / "ho-so"
    write_claims(folder, ClaimOrder(40, 2025, 8, seed=3, content=content, pack=pack))
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))["standing"]
    ledger = Ledger.create(tmp_path / "kho")
    for handed in handed_in([folder], []):
        with handed.laid_out() as path:
            if not looks_like_claims(path):
                continue  # lists and labels lie beside the feed
            receipt = receive(ledger, Order(path, "người thử"))
            assert receipt.outcome.warnings == ()
            assert {one.message for one in receipt.outcome.aside} <= {f"{says.SAYS['sent_again'][0]};"}
    view = ledger.view()
    for name, expected in manifest["rows"].items():
        assert len(ledger.engine.collect(view.rows(name.lower()).select("line").steps)) == expected, name
    amounts = {name: Sum(Column(name)) for name in manifest["sums"]}
    row = ledger.engine.collect(view.rows("xml1").group(n=Count(), **amounts).steps).to_pylist()[0]
    assert {name: row[name] for name in amounts} == {name: Decimal(sum_) for name, sum_ in manifest["sums"].items()}
