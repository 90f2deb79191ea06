"""Group words: `cả 03 bệnh A, B và C đều tăng`, `tất cả … giảm`, held against the changes that the text states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from soyte.checks.document.changes import Change, basis_of, stated_changes
from soyte.checks.document.sheet import Sheet
from soyte.checks.document.stance import is_demand
from soyte.checks.document.wording import listed
from soyte.statements import Finding, Verdict

KIND = "words"
_GROUP = re.compile(
    r"\b(?:đều|cùng)\s+(?:có xu hướng\s+|ghi nhận\s+|có\s+)?(tăng|giảm)\b"
    r"|\b(?:tất cả|toàn bộ)\b[^.;:]{3,120}?\b(tăng|giảm)\b"
)
_CLAUSE = re.compile(r"[:;(]")
_LEAD = re.compile(
    r".*\b(?:cả|tất cả|toàn bộ)\s+(?:\d+\s+)?(?:các\s+)?(?:loại\s+|nhóm\s+)?(?:bệnh\s+|chỉ tiêu\s+|chỉ số\s+)?(?:là\s+|gồm\s+)?"
)
_TAIL = re.compile(r"\b(?:trên địa bàn|tại|ở|so với|trong (?:tuần|tháng|năm|quý)|năm \d{4})\b.*$")
_SPLIT = re.compile(r",|\bvà\b|\bcùng\b|/")
_SHORT = re.compile(r"^(?:bệnh )?(?:sởi|dại|lao|cúm|ho gà|lỵ|tả)$")
# Words that name no one thing: two others are needed beside them.
_GENERAL = frozenset(
    re.findall(
        r"\w+",
        "số ca mắc tử vong trường hợp bệnh nhân người lượt tỷ lệ chỉ tiêu tổng các nội dung và của cuả tình hình",
    )
)
_HEAD = 10
_NUMBERED = re.compile(r"\bcả\s+(\d{1,2})\s+(?:loại\s+)?(?:dịch\s+)?bệnh\b")
_DISEASES = "preventive"
_VERBS = {"up": "tăng", "down": "giảm"}
_BASES = {"week": "tuần trước", "month": "tháng trước", "year": "năm trước", "plan": "kế hoạch"}


def judge_headlines(sheet: Sheet) -> Iterator[Finding]:
    """One finding for each such phrase."""
    changes: list[Change] | None = None
    for match in _GROUP.finditer(sheet.words.text):
        start, end = sheet.words.original(match.start(), match.end())
        if is_demand(sheet, start):
            continue
        changes = stated_changes(sheet) if changes is None else changes
        yield from _judge(sheet, start, end, "up" if (match[1] or match[2]) == "tăng" else "down", changes)


def _judge(sheet: Sheet, start: int, end: int, way: str, changes: Sequence[Change]) -> Iterator[Finding]:
    low, high = sheet.sentence(start)
    clause = _CLAUSE.split(sheet.words.between(low, end))[-1]
    basis = basis_of(sheet.words.between(end, min(high, end + 60)))
    usable = [
        c
        for c in changes
        if _bears_on(sheet, c, low, high, "tử vong" in clause) and (not basis or c.basis in (basis, ""))
    ]
    items = _items(clause)
    named = {item: found for item in items if (found := _about(item, usable))} or _counted(sheet, clause, usable)
    unknown = [item for item in items if item not in named]
    against = {item: [c for c in found if c.way != way] for item, found in named.items()}
    clear = {item: found[0] for item, found in against.items() if found and len(found) == len(named[item])}
    if not named and any(sheet.line_of(c.statement.start) == sheet.line_of(start) for c in changes):
        return  # it sums up the changes of its own line, which are judged one by one
    claimed = f"đều {_VERBS[way]}"
    numbers = tuple(sorted({c.statement.number for found in named.values() for c in found}))
    verdict, computed = Verdict.AMBIGUOUS, ""
    if clear:
        computed = listed([f"{item} {change.shown}" for item, change in clear.items()])
        against_what = f" so với {_BASES[basis]}" if basis else ""
        message = f"Văn bản viết {claimed}{against_what}, nhưng số liệu nêu sau cho thấy {computed}. Sửa lời tóm tắt cho khớp số liệu."
        verdict = Verdict.WRONG if all(change.sure for change in clear.values()) else Verdict.AMBIGUOUS
    elif named and not any(against.values()) and (not unknown or not any(item in named for item in items)):
        words = listed([f"{item} {found[0].shown}" for item, found in named.items()])
        message, computed, verdict = f"Lời tóm tắt khớp số liệu: {words}.", claimed, Verdict.OK
    else:
        lacking = f": không thấy chiều tăng, giảm của {listed(unknown)}" if named and unknown else ""
        message = f"Lời “{claimed}” chưa kiểm tra được bằng số liệu trong văn bản{lacking}. Nêu số liệu hai kỳ của từng nội dung được nhắc đến."
    while low < start and sheet.reading.text[low].isspace():
        low += 1
    yield sheet.mark(low, end, KIND, claimed, computed, message, verdict, numbers)


def _bears_on(sheet: Sheet, change: Change, low: int, high: int, deaths: bool) -> bool:
    """Is the change told outside the sentence, and in the part of the document that it sums up? The head sums up all."""
    at = change.statement.start
    if low <= at < high or change.deaths is not deaths:
        return False
    return sheet.line_of(low) < _HEAD or sheet.part_of(at) == sheet.part_of(low)


def _counted(sheet: Sheet, clause: str, changes: Sequence[Change]) -> dict[str, list[Change]]:
    """`cả 3 bệnh … đều giảm` without names: the diseases that the text gives changes for, when they are just as many."""
    number = _NUMBERED.search(clause)
    if number is None:
        return {}
    found: dict[str, list[Change]] = {}
    for change in changes:
        indicator = sheet.indicator(change.statement)
        if indicator is not None and indicator.unit == "ca" and sheet.catalogue.domains.get(indicator.id) == _DISEASES:
            found.setdefault(indicator.name_vi.lower(), []).append(change)
    return found if len(found) == int(number[1]) else {}


def _items(clause: str) -> list[str]:
    """The names of a list: `số mắc của cả 03 bệnh sốt xuất huyết, tay chân miệng và sởi trên địa bàn tỉnh đều tăng`."""
    words = _GROUP.sub("", clause) if "đều" in clause or "cùng" in clause else clause
    parts = [_TAIL.sub("", part.strip()).strip() for part in _SPLIT.split(_LEAD.sub("", words))]
    return [part for part in parts if 1 < len(part) < 60 and not part.isdigit()]


def _about(item: str, changes: Sequence[Change]) -> list[Change]:
    """The changes whose introducing words hold the item, or the longest end of it that is long enough to be a name."""
    words = item.split()
    for skip in range(len(words)):
        name = " ".join(words[skip:])
        if not _SHORT.search(name) and len([w for w in words[skip:] if w not in _GENERAL]) < 2:
            break
        pattern = re.compile(rf"\b{re.escape(name)}\b")
        found = [c for c in changes if pattern.search(c.words)]
        if found:
            return found
    return []
