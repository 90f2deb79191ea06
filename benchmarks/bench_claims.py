"""Claim dossiers: the full way, the parser alone (the limit) and the customary way, on the same bytes and all cores of this machine.

(a) The full way: from the file to the committed ledger, with everything that taking in does (hash, encrypted original, cutting,
    decoding, reading, types, rules, pseudonyms, files, act).
(b) The limit: xml2arrow on the documents of each table, which were cut out, decoded and joined beforehand, in a thread a core.
(c) The customary way: lxml trees, a dict for each row, the rules as Python functions, in a process a core. It keeps nothing.

Dossiers a second by the clock; the processor time of each way is a record of its own, for a machine that has other things to do.
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.claims_customary import checked, form_alone, on_cores
from benchmarks.claims_limit import Text, parsed, texts_of
from benchmarks.claims_sample import Prepared, prepare
from benchmarks.record import Record
from soyte.intake.claims import read_claims
from soyte.ledger.ledger import Ledger
from soyte.receiving import Order, receive

LIMIT = "the limit: xml2arrow alone on joined documents, all cores"
CUSTOMARY = "the customary way: lxml, dicts, the same rules as Python functions, a process a core"


def run(quick: bool) -> list[Record]:
    """One archive, each way; libraries and compiled loops are warm before."""
    visits = 300 if quick else 10_000
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        warm(folder / "warm")
        (folder / "real").mkdir()
        prepared = prepare(folder / "real", visits)
        ledger = Ledger.create(folder / "kho")
        texts = texts_of(prepared.archive)
        times = 1 if quick else 2
        full = best(lambda: receive(ledger, Order(prepared.archive, actor="bench")), 1)
        reading = best(lambda: through(prepared), times)
        limit = best(lambda: on_threads(texts, cores), times)
        customary = best(lambda: on_cores(prepared, cores), 1)
        form = best(lambda: form_alone(prepared.files), 1)
        data = f"{prepared.dossiers:,} dossiers of {prepared.kilobytes:.0f} kB in {len(prepared.files)} files, invented; {cores} cores"
        pairs = [
            ("claim dossiers taken in with all rules", full, customary, CUSTOMARY),
            ("claim dossiers taken in with all rules", full, limit, LIMIT),
            ("claim dossiers read", reading, limit, LIMIT),
            ("claim dossiers read", reading, form, "lxml, dicts, looking at the form of each field, one core"),
        ]
        return [
            Record(label, prepared.dossiers / ours[n], prepared.dossiers / other[n], unit, data, against, "higher")
            for label, ours, other, against in pairs
            for n, unit in enumerate(("dossiers/s", "dossiers/s of processor"))
        ]


def warm(folder: Path) -> None:
    """Each way once with a few dossiers."""
    folder.mkdir()
    small = prepare(folder, 20)
    receive(Ledger.create(folder / "kho"), Order(small.archive, actor="bench"))
    on_threads(texts_of(small.archive), 2)
    checked(small.folder, small.files)


def through(prepared: Prepared) -> int:
    """Read everything, as taking in does."""
    return sum(batch.dossiers for batch in read_claims(prepared.archive).batches())


def on_threads(texts: list[Text], cores: int) -> int:
    """The parser alone, which lets go of the interpreter's lock."""
    with ThreadPoolExecutor(cores) as pool:
        return sum(pool.map(parsed, texts))


def best(work: Callable[[], object], times: int) -> tuple[float, float]:
    """The shortest time by the clock, and of processors (this process and those that it waited for), in seconds."""
    clock, processor = [], []
    for _ in range(times):
        begun, spent = time.perf_counter(), _spent()
        work()
        clock.append(time.perf_counter() - begun)
        processor.append(_spent() - spent)
    return min(clock), min(processor)


def _spent() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)
