"""The customary way with claim dossiers: a tree for each document, a dict for each row, rules as Python functions, a process a core.

The rules are those of the independent oracle of the tests: plain Python over dicts, each value looked at as a person would write it.
"""

from __future__ import annotations

import base64
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from benchmarks.claims_sample import YEAR, Prepared
from benchmarks.record import ROOT
from soyte.catalogue import claims

sys.path.append(str(ROOT / "tests"))
if TYPE_CHECKING:
    from claim_oracle.reading import Dossier


def read(path: Path, name: str) -> Iterator[Dossier]:
    """The dossiers of a file, every row a dict of texts. A file that is no XML has none."""
    from claim_oracle.reading import KNOWN, Dossier  # noqa: PLC0415 (the path is made ready above)

    try:
        root = etree.parse(str(path)).getroot()
    except etree.XMLSyntaxError:
        return
    sent = root.findtext(".//NGAYLAP", "")
    for position, one in enumerate(root.iterfind(".//HOSO"), 1):
        dossier = Dossier(name, position, sent)
        for part in one:
            table, content = part.findtext("LOAIHOSO", ""), part.findtext("NOIDUNGFILE", "")
            if table not in KNOWN:
                dossier.trouble.add("ENV-05")
                continue
            shape = claims.table(table)
            try:
                inner = etree.fromstring(base64.b64decode(content, validate=True))
            except (ValueError, etree.XMLSyntaxError):
                dossier.trouble.add("ENV-06")
                continue
            rows = inner.findall(f"{shape.list}/{shape.row}") if shape.row else [inner]
            texts = [{field.tag: field.text or "" for field in row} for row in rows]
            dossier.tables.setdefault(table, []).extend(texts)
        yield dossier


def form_alone(files: Sequence[Path]) -> int:
    """Read and look at the form of every field (type, length, code list); how many dossiers."""
    from claim_oracle.form import form  # noqa: PLC0415

    count = 0
    for path in files:
        for dossier in read(path, path.name):
            count += 1
            if dossier.tables.get("XML1"):
                try:
                    any(rule is None for rule in form(dossier))
                except (ValueError, KeyError):
                    continue
    return count


def checked(folder: Path, files: Sequence[Path]) -> tuple[int, int]:
    """Read files and apply all rules; how many dossiers, and how many break one."""
    from claim_oracle import between, goods  # noqa: PLC0415
    from claim_oracle.checking import _one, working_days  # noqa: PLC0415
    from claim_oracle.reading import approved  # noqa: PLC0415

    lists, facilities, works = (
        goods.Lists.read(folder),
        set(approved(folder, "co-so")),
        working_days(datetime(YEAR, 1, 1), 420),
    )
    whole: list[Dossier] = []
    broken = count = 0
    for path in files:
        for dossier in read(path, path.name):
            count += 1
            if dossier.tables.get("XML1"):
                broken += bool(_one(dossier, lists, facilities, works))
                whole.append(dossier)
    broken += sum(1 for _ in between.between(whole))
    return count, broken


def on_cores(prepared: Prepared, cores: int) -> int:
    """The same in a process for each core, each with its share of the files; how many dossiers."""
    shares: list[list[Path]] = [[] for _ in range(cores)]
    sizes = [0] * cores
    for path in sorted(prepared.files, key=lambda one: -one.stat().st_size):
        least = sizes.index(min(sizes))
        shares[least].append(path)
        sizes[least] += path.stat().st_size
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        return sum(count for count, _ in pool.map(checked, [prepared.folder] * cores, shares))
