"""XML4 and XML5: results of tests, and notes on the course."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from soyte.sample.claims.blocks import Block
from soyte.sample.claims.homes import Ints
from soyte.sample.claims.lines import Lines, repeated
from soyte.sample.claims.persona import Persona
from soyte.sample.claims.staff import doctors
from soyte.sample.claims.tables import indices, places_of, services
from soyte.sample.claims.visits import MINUTES, Visits
from soyte.sample.claims.writing import Column, chosen, join, moment, number, pick
from soyte.sample.claims.xml_cost import numbered
from soyte.sample.claims.xml_visit import licence

_PLACE = places_of([one.key for one in services()])
_COUNT = np.zeros(len(services()), dtype=np.int64)
_FIRST = np.zeros(len(services()), dtype=np.int64)
for _number, _index in enumerate(indices()):
    if not _COUNT[_PLACE[_index.service]]:
        _FIRST[_PLACE[_index.service]] = _number
    _COUNT[_PLACE[_index.service]] += 1
_LOW, _HIGH = np.array([one.low for one in indices()]), np.array([one.high for one in indices()])
_DECIMALS = np.array([one.decimals for one in indices()])
_FRACTIONS = ["", *(f".{n:0{width}d}" for width in (1, 2, 3) for n in range(10**width))]
_OFFSET = np.array([0, 1, 11, 111])
_SEEN = (
    "Hình ảnh trong giới hạn bình thường, không thấy tổn thương khu trú (số liệu giả định)",
    "Có hình ảnh phù hợp với chẩn đoán lâm sàng, không thấy biến chứng (số liệu giả định)",
    "Tổn thương nhẹ, khu trú, cần đối chiếu với lâm sàng (số liệu giả định)",
)
_SAID = ("Bình thường", "Phù hợp chẩn đoán", "Theo dõi thêm trên lâm sàng")
_STATES = (
    "tỉnh, tiếp xúc tốt, ăn uống được",
    "đỡ mệt, ngủ được, không sốt",
    "còn mệt, sinh hiệu ổn định",
    "ổn định, đi lại nhẹ nhàng",
)


def xml4(rng: np.random.Generator, visits: Visits, who: Persona, lines: Lines) -> Block:
    """A row for each value of a laboratory test; one with description and conclusion for each picture."""
    tests = np.flatnonzero((lines.what == 0) & np.isin(lines.group, (1, 2, 3)))
    which, turn = repeated(np.maximum(_COUNT[lines.item[tests]], 1))
    line = tests[which]
    visit, item = lines.visit[line], lines.item[line]
    valued = _COUNT[item] > 0
    index = np.where(valued, _FIRST[item] + turn, -1)
    seen = np.where(valued, -1, rng.choice(3, len(line), p=[0.5, 0.35, 0.15]))
    order = np.argsort(visit, kind="stable")
    line, visit, item, index, seen = line[order], visit[order], item[order], index[order], seen[order]
    return Block("XML4", visit, {
        "MA_LK": who.key.take(pa.array(visit)), "STT": numbered(visit),
        "MA_DICH_VU": pick([one.code for one in services()], 0, item),
        "MA_CHI_SO": pick([one.code for one in indices()], 0, index),
        "TEN_CHI_SO": pick([one.name for one in indices()], 0, index), "GIA_TRI": _values(rng, index),
        "DON_VI_DO": pick([one.unit for one in indices()], 0, index), "MO_TA": pick(_SEEN, 0, seen),
        "KET_LUAN": pick(_SAID, 0, seen), "NGAY_KQ": moment(lines.ended[line]),
        "MA_BS_DOC_KQ": licence(visits.facility[visit], lines.performer[line]),
    })  # fmt: skip


def xml5(rng: np.random.Generator, visits: Visits, who: Persona) -> Block:
    """A note on admission, every morning and on leaving; one for outpatients in treatment. No two say the same."""
    inside = visits.inpatient
    counts = np.select(
        [inside, visits.kind == 2, np.isin(visits.kind, (5, 8))], [np.maximum(visits.nights, 1) + 1, 2, 1], 0
    )
    visit, turn = repeated(counts)
    last = turn == counts[visit] - 1
    midnight = visits.came[visit] // MINUTES * MINUTES
    begun = np.where(inside[visit], visits.ward[visit] + 15, visits.came[visit] + 20)
    when = np.where(last, visits.left[visit] - 18, np.where(turn == 0, begun, midnight + turn * MINUTES + 485))
    pulse, heat = 68 + rng.integers(0, 34, len(visit)), rng.choice([36, 37, 38], len(visit), p=[0.3, 0.6, 0.1])
    high = 100 + rng.integers(0, 6, len(visit)) * 10
    signs = join("CSST<M", number(pulse), "_T", number(heat), "_HA", number(high), "/", number(high - 40), "_NT",
                 number(16 + pulse % 6), "_HL", number(1 + pulse % 3), ">")  # fmt: skip
    text = join(
        "Ngày thứ ", number(turn + 1), ": người bệnh ", pick(_STATES, 0, rng.integers(0, 4, len(visit))), ". ", signs
    )
    return Block("XML5", visit, {
        "MA_LK": who.key.take(pa.array(visit)), "STT": numbered(visit), "DIEN_BIEN_LS": text, "THOI_DIEM_DBLS": moment(when),
        "NGUOI_THUC_HIEN": licence(visits.facility[visit], doctors(visits.facility[visit], visits.serial[visit])),
    })  # fmt: skip


def _values(rng: np.random.Generator, index: Ints) -> Column:
    at = np.maximum(index, 0)
    scale = 10 ** _DECIMALS[at]
    scaled = np.floor((_LOW[at] + (_HIGH[at] - _LOW[at]) * rng.random(len(index))) * scale).astype(np.int64)
    whole = chosen(index >= 0, number(scaled // scale))
    return join(whole, pick(_FRACTIONS, 0, np.where(index < 0, -1, _OFFSET[_DECIMALS[at]] + scaled % scale)))
