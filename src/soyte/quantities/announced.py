"""Units that words announce before the number: `Số bác sĩ trên 10.000 dân: 9,8`."""

from __future__ import annotations

from soyte.quantities.model import Ignored, Unit, UnitKind
from soyte.quantities.state import State
from soyte.quantities.tokens import Kind
from soyte.quantities.units import base_at, density_at, noun_at

# Nouns that are counted over inhabitants.
RATED = {
    "giường", "bác sĩ", "dược sĩ", "điều dưỡng", "ca", "trường hợp", "người", "trẻ", "trẻ trai", "bệnh viện", "trạm", "y sĩ",
    "nhân viên", "cán bộ", "người bệnh", "bệnh nhân", "hộ sinh", "kỹ thuật viên", "lượt",
}  # fmt: skip


def announced_base(state: State, i: int) -> int:
    """`trên 10.000 dân` without a number in front belongs to the name of a rate, which it gives its unit."""
    base = base_at(state.tokens, i)
    before = state.tokens.key(i - 1)
    slash = before == "/"
    if slash and state.tokens.key(i) in {"10", "100"} and "điểm" in {state.tokens.key(i - 2), state.tokens.key(i + 1)}:
        state.ignored.append(Ignored(state.tokens[i].start, state.tokens[i].end, "unit"))
        return 2 if state.tokens.key(i + 1) == "điểm" else 1  # 87,5 điểm/100 điểm
    if base is None and slash:
        tail = density_at(state.tokens, i - 1)
        base = (tail[0], tail[1] - 1) if tail else None
    if base is None or before not in {"/", "trên", "quân", "tính", "cho", "mỗi", "một"}:
        return 0
    if base[0].split()[-1] not in {"dân", "sống", "gái"} and not slash:
        return 0
    noun = _noun_before(state, i - 1)
    name = f"{noun}/{base[0]}" if noun else f"/{base[0]}"
    state.ignored.append(
        Ignored(state.tokens[i].start, state.tokens[i + base[1] - 1].end, "unit", Unit(name, UnitKind.DENSITY))
    )
    return base[1]


def _noun_before(state: State, i: int) -> str:
    """The noun of a rate: the one that `số` or `tỷ lệ` introduces, else the nearest before token `i` in its clause."""
    nearest = ""
    for k in range(i - 1, max(-1, i - 12), -1):
        if state.tokens[k].kind is not Kind.WORD and state.tokens.key(k) not in {"(", ")", "/"}:
            break
        noun = noun_at(state.tokens, k)
        if noun is None or noun[0].kind is not UnitKind.COUNT or noun[0].name not in RATED:
            continue
        if state.tokens.key(k - 1) in {"số", "lệ"}:
            return noun[0].name
        if not nearest:
            wider = noun_at(state.tokens, k - 1)
            nearest = wider[0].name if wider is not None and wider[1] > noun[1] else noun[0].name
    return nearest
