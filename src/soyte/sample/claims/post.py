"""From a batch of dossiers to files: who is late, who is sent again, who has a fault; and what was written where."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import numpy as np

from soyte.sample.claims.blocks import rendered
from soyte.sample.claims.days import EPOCH
from soyte.sample.claims.dossiers import Dossiers
from soyte.sample.claims.drafts import Draft, drafts_of, row_text
from soyte.sample.claims.envelope import Wrapper, arrivals, envelope
from soyte.sample.claims.faults import Planted, Planter
from soyte.sample.claims.homes import Ints
from soyte.sample.claims.manifest import MONEY, Tally, line, tally_of_draft
from soyte.sample.claims.money import BASE_SALARY
from soyte.sample.claims.order import Batch, ClaimOrder
from soyte.sample.claims.sink import Sink
from soyte.sample.claims.tables import facilities

LATE, AGAIN, MENDED = 0.06, 0.02, 0.25  # dossiers sent late, sent again corrected, faults mended by sending again
_DELAYS = (1, 1, 1, 2, 3, 4, 5)  # days; all within seven working days
_PARTNERS = 12


@dataclass
class _File:
    """What lies in one file: places of unchanged dossiers, drafts with their faults, in order."""

    dossiers: list[bytes] = field(default_factory=list)
    clean: list[int] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    labels: list[tuple[int, Planted, Draft]] = field(default_factory=list)
    changes: dict[str, str] = field(default_factory=dict)


class Post:
    """Takes batch after batch and writes their files. Totals: everything `sent`, and what is `standing` after corrections."""

    def __init__(self, sink: Sink, order: ClaimOrder) -> None:
        self.sent, self.standing = Tally(), Tally()
        self.files = self.arrivals = self.faults = self.mended = 0
        self.rules: Counter[str] = Counter()
        self._sink = sink
        self._order = order
        self._wrapper = Wrapper(order.content)
        self._planter = Planter()
        self._parts: Counter[tuple[str, date]] = Counter()
        self._list = (sink.folder / "files.jsonl").open("w", encoding="utf-8", newline="\n")
        self._labels = (sink.folder / "labels.jsonl").open("w", encoding="utf-8", newline="\n")

    def close(self) -> None:
        """End the lists."""
        self._list.close()
        self._labels.close()

    def take(self, rng: np.random.Generator, made: Dossiers, closes: Ints) -> None:
        """Write the files of a batch."""
        count = len(made.visits)
        chance = rng.random((4, count))
        faulty = chance[0] < self._order.faults
        again = np.where(faulty, chance[1] < MENDED, chance[1] < AGAIN)
        delay = np.where(chance[2] < LATE, np.array(_DELAYS)[(chance[3] * len(_DELAYS)).astype(np.int64)], 0)
        if self._order.batch is not Batch.DAY:  # gathered files are late enough
            delay = np.zeros(count, dtype=np.int64)
        sent = closes + delay
        partners = (
            np.flatnonzero(~faulty & ~again & (made.visits.kind == 3))[:_PARTNERS] if faulty.any() else faulty[:0]
        )
        chosen = np.union1d(np.flatnonzero(faulty | again), partners).astype(np.int64)
        drafts = drafts_of(made, chosen)
        planted = self._planted(drafts, np.flatnonzero(faulty), [drafts[int(at)] for at in partners])
        again[[at for at, one in planted.items() if not one.mendable]] = False
        firsts = {int(at): _earlier(drafts[int(at)]) for at in np.flatnonzero(again & ~faulty)}
        files = self._sorted(made, sent, again, planted, firsts, 1 + rng.integers(0, 4, count))
        counts = {block.table: np.diff(block.bounds(count)) for block in made.blocks}
        for (day, facility, _), one in sorted(files.items(), key=lambda item: item[0]):
            self._write(day, facility, one, counts, made)
        replaced = [tally_of_draft(draft) for draft in firsts.values()]
        replaced += [tally_of_draft(planted[at].draft) for at in planted if again[at]]
        replaced += [tally_of_draft(one.draft) for one in planted.values() if _replaced(one.draft)]
        for tally in replaced:
            self.standing.add(tally, -1)
        self._arrivals(made, closes, planted)

    def _planted(self, drafts: dict[int, Draft], faulty: Ints, partners: list[Draft]) -> dict[int, Planted]:
        found = {}
        for at in faulty:
            one = self._planter.plant(drafts[int(at)], partners)
            if one is not None:
                found[int(at)] = one
                self.rules[one.rule] += 1
        return found

    def _sorted(
        self, made: Dossiers, sent: Ints, again: np.ndarray[Any, Any], planted: dict[int, Planted], firsts: dict[int, Draft],
        later: Ints,
    ) -> dict[tuple[int, int, int], _File]:  # fmt: skip
        """Files by day of sending, facility, and a number for those that hold one dossier alone."""
        count = len(made.visits)
        texts = {block.table: rendered(block, count) for block in made.blocks}
        files: dict[tuple[int, int, int], _File] = defaultdict(_File)
        facility, days = made.visits.facility.tolist(), sent.tolist()
        for at in range(count):
            changed = planted[at].draft if at in planted else firsts.get(at)
            alone = at + 1 if changed is not None and changed.envelope else 0
            here = files[days[at] + (changed.late if changed is not None else 0), facility[at], alone]
            if changed is None:
                here.clean.append(at)
                here.dossiers.append(self._wrapper.dossier((table, rows[at]) for table, rows in texts.items()))
                continue
            here.dossiers.append(self._wrapper.draft(changed))
            here.tallies.append(tally_of_draft(changed))
            here.changes.update(changed.envelope)
            if at in planted:
                here.labels.append((len(here.dossiers), planted[at], changed))
            if changed.double is not None:
                here.dossiers.append(self._wrapper.draft(changed.double))
                here.tallies.append(tally_of_draft(changed.double))
                here.labels.append((len(here.dossiers), planted[at], changed.double))
            if again[at]:
                there = files[days[at] + changed.late + int(later[at]), facility[at], 0]
                there.clean.append(at)
                there.dossiers.append(self._wrapper.dossier((table, rows[at]) for table, rows in texts.items()))
                self.mended += at in planted
        return files

    def _write(self, day: int, facility: int, one: _File, counts: dict[str, Ints], made: Dossiers) -> None:
        sent, code = EPOCH + timedelta(day), facilities()[facility].code
        self._parts[code, sent] += 1
        name = f"{sent:%Y%m%d}-{code}-{self._parts[code, sent]:03d}.xml"
        written = self._sink.write(code, name, envelope(code, sent, one.dossiers, one.changes))
        tally = Tally(
            len(one.clean),
            0,
            Counter({table: int(values[one.clean].sum()) for table, values in counts.items()}),
            Counter({name: int(made.sums[name][one.clean].sum()) for name in MONEY}),
        )
        for other in one.tallies:
            tally.add(other)
        self.sent.add(tally)
        self.standing.add(tally)
        self.files += 1
        self._list.write(line({"file": written, "ma_cskcb": code, "sent": f"{sent:%Y-%m-%d}", **tally.as_json()}))
        for position, planted, draft in one.labels:
            self.faults += 1
            self._labels.write(
                line(
                    {
                        "file": written,
                        "dossier": position,
                        "ma_cskcb": code,
                        "ma_lk": draft.one.get("MA_LK", ""),
                        **planted.as_json(),
                    }
                )
            )

    def _arrivals(self, made: Dossiers, closes: Ints, planted: dict[int, Planted]) -> None:
        """Check-ins of a batch, one file for each facility and day."""
        texts = rendered(made.arrivals, len(made.visits))
        rows: dict[tuple[int, int], list[bytes]] = defaultdict(list)
        for at, text in enumerate(texts):
            if at in planted:
                drafted = planted[at].draft.arrivals
                text = "".join(row_text("XML0", row, "TRANG_THAI_KCB") for row in drafted).encode()  # noqa: PLW2901
            if text:
                rows[int(closes[at]), int(made.visits.facility[at])].append(text)
        for (day, facility), some in sorted(rows.items()):
            code, sent = facilities()[facility].code, EPOCH + timedelta(day)
            self._parts[f"in-{code}", sent] += 1
            name = f"{sent:%Y%m%d}-{code}-{self._parts[f'in-{code}', sent]:03d}.xml"
            self._sink.write("check-in", name, arrivals(some))
            self.arrivals += len(some)


def _replaced(draft: Draft) -> bool:
    """Whether the dossier that follows has the same number."""
    return draft.double is not None and draft.double.one["MA_LK"] == draft.one["MA_LK"]


def _earlier(draft: Draft) -> Draft:
    """The first version of a dossier that was corrected: one drug was missing, or the weight was another one."""
    before = draft.copy()
    drugs = before.rows("XML2")
    if len(drugs) > 1 and not drugs[-1]["MA_DICH_VU"]:
        left = Decimal(before.one["T_TONGCHI_BH"]) - Decimal(drugs[-1]["THANH_TIEN_BH"])
        if left * 100 >= BASE_SALARY * 15 or drugs[-1]["MUC_HUONG"] in ("100", "0"):
            drugs.pop()
            before.add_up()
            return before
    before.one["CAN_NANG"] = f"{Decimal(before.one['CAN_NANG']) + 1:.2f}"
    return before
