"""Inventing claim dossiers: ours from nothing to files, against writing rows that are already there element by element."""

from __future__ import annotations

import base64
import tempfile
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np

from benchmarks.record import Record, best_of
from soyte.catalogue import claims
from soyte.sample.claims import ClaimOrder, write_claims
from soyte.sample.claims.batches import batches
from soyte.sample.claims.days import numbered
from soyte.sample.claims.dossiers import dossiers_of
from soyte.sample.claims.drafts import Draft, drafts_of
from soyte.sample.claims.episodes import Episodes
from soyte.sample.claims.people import make_people
from soyte.sample.claims.pools import Pools
from soyte.sample.claims.staff import Staff


def run(quick: bool) -> list[Record]:
    """Dossiers a second of processor time, and how large they are."""
    visits = 1_000 if quick else 6_000
    order = ClaimOrder(visits, 2025, 8)
    make_people(order.seed, order.year)  # once for all orders of a year
    ours = best_of(1 if quick else 2, lambda: _write(order))
    drafts = _drafts(ClaimOrder(min(visits, 1_000), 2025, 8))
    theirs = best_of(1, lambda: [_tree(draft) for draft in drafts])
    size = np.mean([len(_tree(draft)) for draft in drafts[:200]]) / 1e3
    return [
        Record(
            "invented claims, written",
            visits / ours,
            len(drafts) / theirs,
            "dossiers/s",
            f"{visits} dossiers of one month, {size:.0f} kB each; people of the province already drawn",
            "the same rows, drawn beforehand, as an ElementTree for each table",
            "higher",
        )
    ]


def _write(order: ClaimOrder) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_claims(Path(folder) / "out", order)


def _drafts(order: ClaimOrder) -> list[Draft]:
    """Dossiers as rows of texts."""
    people = make_people(order.seed, order.year)
    episodes, staff = Episodes(people, Pools(people, order)), Staff(numbered(order.first), 31)
    share = next(batches(order))
    rng = np.random.default_rng(1)
    made = dossiers_of(rng, people, episodes.batch(rng, share.day, share.ward, share.closes), staff)
    return list(drafts_of(made, np.arange(len(share.day))).values())


def _tree(draft: Draft) -> bytes:
    """The customary way: an element for each field, a tree for each table, base64, a tree around it."""
    dossier = ET.Element("HOSO")
    for name, rows in draft.tables.items():
        table = claims.table(name)
        root = ET.Element(table.root)
        above = ET.SubElement(root, table.list) if table.list else root
        for row in rows:
            line = ET.SubElement(above, table.row) if table.row else root
            for field, text in row.items():
                ET.SubElement(line, field).text = text
        file = ET.SubElement(dossier, "FILEHOSO")
        ET.SubElement(file, "LOAIHOSO").text = name
        ET.SubElement(file, "NOIDUNGFILE").text = base64.b64encode(ET.tostring(root, "utf-8")).decode()
    return ET.tostring(dossier)
