"""What the header over a column says: the role of its figures, their unit and period, and what they measure."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum

from soyte.intake.statements.tables.grid import Block, Entry
from soyte.intake.statements.tables.numbers import Look
from soyte.intake.statements.tables.units import column_unit
from soyte.periods import Period
from soyte.quantities import Unit
from soyte.statements import Role
from soyte.text import fold

_OF_PLAN = re.compile(
    r"(?:%|tỷ lệ|so (?:với|sánh)?|đạt|\bht\b|hoàn thành|thực hiện|\bth\b)[\s()%/]*(?:đạt |hoàn thành |th |thực hiện )?[\s()%/]*(?:so )?(?:với |của )?"
    r"(?:\bkh\b|kế hoạch|chỉ tiêu|mục tiêu|dự toán)|(?:\bkh\b|kế hoạch) \(%\)$"
)
_CHANGE = re.compile(r"so sánh|^so\b|so với|tăng|giảm|±|\+/-|chênh lệch|biến động")
_COMPARING = re.compile(r"so (?:sánh|với)|tăng(?! huyết áp| cường)[, /]|chênh lệch|(?:%|tỷ lệ|tỷ lệ %) so ")
_BARE_RATIO = re.compile(r"(?:tỷ lệ|đạt|tỷ lệ đạt|đạt tỷ lệ|hoàn thành)?[ (]*%?[ )]*(?:tỷ lệ|đạt|hoàn thành)?")
_TARGET = re.compile(
    r"\bkh\b|kế hoạch|^(?:chỉ|mục) tiêu|(?:chỉ|mục) tiêu (?:năm|giao|kh|20\d\d|đến|đề ra)|\bgiao\b|dự toán|phấn đấu|dự kiến"
)
_PREVIOUS = re.compile(r"cùng kỳ|(?:năm|kỳ|tháng|tuần|quý) trước")
_ACTUAL = re.compile(r"thực hiện|\bth\b|\bưth\b|kết quả|\bước\b|thực tế|lũy kế|lũy tích|cộng dồn|đạt được")
_ESTIMATE = re.compile(r"\bước\b|\bưth\b")
_NOTE = re.compile(
    r"ghi chú|nguyên nhân|giải pháp|cơ quan|phụ trách|chủ trì|điện thoại|địa chỉ|họ (?:và )?tên|email|căn cứ|^mã\b|ngày tháng"
)
_SKIPPED = re.compile(
    r"điện thoại|\bsđt\b|^mã\b|\bmã số\b|căn cứ|số hiệu|văn bản|số quyết định|ngày sinh|năm sinh|ngày (?:cấp|ban hành|khởi phát)"
)
_UNIT_HEADER = re.compile(r"đvt|đơn vị tính|đơn vị|đv tính")
_PAIR = re.compile(r"mắc\s*[/(+-]\s*(?:số |ca )*(?:chết|tử vong|tv\b)|ca\s*/\s*(?:tử vong|chết)|\bm\s*/\s*c\b|\bm/tv\b")
_VERDICT = re.compile(
    r"(?:đạt|vượt|không đạt|chưa đạt|hoàn thành|không hoàn thành|chưa hoàn thành|cơ bản đạt|xấp xỉ đạt)(?: và vượt)?(?: (?:chỉ tiêu|kế hoạch|kh|mục tiêu))?\.?"
)
# Words of a header that say nothing about what is measured.
_IDLE = re.compile(
    r"(?:ước )?(?:thực hiện|\bth\b|kết quả)(?: đạt được)?|(?:kế hoạch|\bkh\b)(?: giao)?|(?:chỉ|mục) tiêu(?: (?:giao|kế hoạch))?|\bnăm\b|\b20\d\d\b|cùng kỳ"
    r"|\d{1,2} tháng(?: đầu năm| cuối năm)?|tháng \d{1,2}|quý [ivx]+|tuần(?: \d{1,2})?|so (?:với|sánh)|\bso\b"
    r"|tăng(?! huyết áp| cường)|giảm(?! nghèo| đau)|\(%\)|%|\+/-|±|lũy kế|cộng dồn|\bước\b|năm trước|đầu năm|báo cáo",
)


class Kind(StrEnum):
    """What a column is for."""

    FIGURES = "figures"
    OF_PLAN = "of_plan"  # result in percent of the plan
    COMPARED = "compared"  # change, or result in percent of the earlier one
    UNITS = "units"
    VERDICTS = "verdicts"
    NOTES = "notes"
    SKIPPED = "skipped"


@dataclass
class Head:
    """A column of a block. `words` is the header as printed, `measure` what is left when role, period and unit are taken away."""

    column: int
    kind: Kind
    words: str = ""
    folded: str = ""
    measure: str = ""
    role: Role | None = None
    unit: Unit | None = None
    period: Period | None = None
    told: bool = False  # the header names the role itself
    stated: bool = False  # the header names the period itself
    among: bool = False  # under `trong đó`
    estimate: bool = False
    pair: bool = False  # cases/deaths
    lines: list[str] = field(default_factory=list)  # the header cells, from the top
    entries: list[Entry] = field(default_factory=list)


def heads_of(block: Block, caption: str = "") -> dict[int, Head]:
    """The heads of all columns behind the names, not dated yet.

    A caption such as `(đơn vị: ca mắc/ca chết)` announces pairs for every column that has them.
    """
    announced = bool(_PAIR.search(fold(caption)))
    cells: dict[int, list[Entry]] = defaultdict(list)
    for row in block.rows:
        if row[0].row not in block.sections and row[0].row not in block.counting:
            for entry in row:
                cells[entry.column].append(entry)
    found: dict[int, Head] = {}
    for column in block.columns:
        if column in (block.index, block.label):
            continue
        head = found[column] = _head(block, column, cells[column])
        if announced and head.kind is Kind.FIGURES and not head.unit:
            head.pair = head.pair or sum("/" in e.text for e in head.entries) * 2 > len(head.entries)
    _settle_ratios(found)
    return found


def _settle_ratios(heads: dict[int, Head]) -> None:
    """A bare `Tỷ lệ (%)` or `Đạt (%)` behind a target and its result is the percentage of the plan."""
    for head in heads.values():
        if head.kind is Kind.FIGURES and head.role in (None, Role.ACTUAL) and _BARE_RATIO.fullmatch(head.folded):
            roles = {
                other.role for other in heads.values() if other.column < head.column and other.kind is Kind.FIGURES
            }
            counted = any(o.unit is None and o.column < head.column for o in heads.values())
            if {Role.TARGET, Role.ACTUAL} <= roles and counted:
                head.kind, head.role = Kind.OF_PLAN, Role.SHARE


def header_over(block: Block, column: int) -> list[Entry]:
    """The header cells over a column, from the top: its own, and above its first own the merged ones that span it."""
    own = next((i for i, row in enumerate(block.header) if any(e.column == column for e in row)), None)
    if own is None:
        return []
    edge = max((c for c in (block.index, block.label) if c is not None), default=-1)
    over: list[Entry] = []
    for row in block.header[:own]:
        left = [e for e in row if e.column < column]
        if left and left[-1].column > edge:
            over.append(left[-1])
    over += [e for row in block.header[own:] for e in row if e.column == column]
    return over


def _head(block: Block, column: int, cells: list[Entry]) -> Head:
    over = header_over(block, column)
    words, folded = " ".join(e.text for e in over), " ".join(e.folded for e in over)
    head = Head(column, Kind.FIGURES, words, folded, lines=[e.text for e in over], entries=cells)
    filled = [e for e in cells if e.look is not Look.NOTHING]
    if _SKIPPED.search(folded):
        head.kind = Kind.SKIPPED
    elif _is_unit_column(folded, filled):
        head.kind = Kind.UNITS
    elif filled and sum(bool(_VERDICT.fullmatch(e.folded)) for e in filled) * 2 > len(filled):
        head.kind = Kind.VERDICTS
    elif _NOTE.search(folded) or (filled and all(e.look is Look.WORDS and len(e.text) > 25 for e in filled)):
        head.kind = Kind.NOTES
    else:
        _read_role(head, over)
        head.pair = bool(_PAIR.search(folded)) and any("/" in e.text or "(" in e.text for e in cells)
        head.among = any(e.folded.startswith("trong đó") for e in over)
        head.unit = column_unit(words)
        head.measure = " ".join(_IDLE.sub(" ", folded).split()).strip(" ,;:-()/")
    return head


def _is_unit_column(folded: str, filled: list[Entry]) -> bool:
    if not _UNIT_HEADER.fullmatch(folded.strip(" .:")):
        return False
    if folded.startswith("đv") or "tính" in folded:
        return True
    return bool(filled) and sum(column_unit(f"({e.text})") is not None for e in filled) * 2 > len(filled)


def _read_role(head: Head, over: list[Entry]) -> None:
    """The lowest header cell that says something about the role decides, unless all of it together compares."""
    whole = head.folded
    for words in [e.folded for e in reversed(over)]:
        if _PREVIOUS.search(words) and not _CHANGE.search(words):
            head.role = Role.PREVIOUS
        elif _OF_PLAN.search(words) and not (_ACTUAL.match(words) and "%" not in words):
            head.kind, head.role = Kind.OF_PLAN, Role.SHARE
        elif _CHANGE.search(words) and not re.search(r"tăng huyết áp|giảm (?:nghèo|đau|thính)|tăng cường", words):
            head.kind, head.role = Kind.COMPARED, Role.CHANGE
        elif _TARGET.search(words) and not _ESTIMATE.search(words):
            head.role = Role.TARGET
        elif _ACTUAL.search(words):
            head.role = Role.ACTUAL
        if head.role is not None:
            break
    if head.kind is Kind.FIGURES and any(_COMPARING.match(e.folded) for e in over[: max(1, len(over) - 1)]):
        plan = re.search(r"\bkh\b|kế hoạch|chỉ tiêu", whole)
        head.kind, head.role = (Kind.OF_PLAN, Role.SHARE) if plan else (Kind.COMPARED, Role.CHANGE)
    head.estimate = bool(_ESTIMATE.search(whole)) and head.role in (None, Role.ACTUAL)
    if head.estimate:
        head.role = Role.ACTUAL
    head.told = head.role is not None
