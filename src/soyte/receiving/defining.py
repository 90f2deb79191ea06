"""A definition of an installation's own before it is taken in: checked with all others, and what it would change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from soyte.catalogue.changes import Change, between_catalogues
from soyte.catalogue.overlay import overlay
from soyte.catalogue.whole import Whole, load_whole
from soyte.ledger.ledger import Ledger
from soyte.measures.site import own_definitions, site_catalogue


def tried(ledger: Ledger, kind: str, name: str, body: Mapping[str, Any]) -> tuple[Whole, tuple[Change, ...]]:
    """The catalogue with one more definition, and what it changes. CatalogueError names all that is wrong."""
    since = body.get("valid_from")
    kept = [
        {"kind": one.kind, "name": one.name, "body": one.body}
        for one in own_definitions(ledger)
        if (one.kind, one.name, one.body.get("valid_from")) != (kind, name, since)
    ]
    after = overlay(load_whole(), [*kept, {"kind": kind, "name": name, "body": body}])
    return after, between_catalogues(site_catalogue(ledger.view(), ledger.engine), after)


def file_of(kind: str, name: str, body: Mapping[str, Any]) -> str:
    """The definition as a file that `soyte catalogue define` takes."""
    said = {"definitions": [{"kind": kind, "name": name, "body": dict(body)}]}
    return yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=110)
