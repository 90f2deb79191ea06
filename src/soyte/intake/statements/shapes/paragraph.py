"""What a whole paragraph asserts across its sentences, claimed only because it holds: a share of a total named earlier, and
parts that add up to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise, product

from soyte.intake.statements.figures import Figure
from soyte.quantities import money_scale, related_units
from soyte.statements import Claim, ClaimKind, Role, Statement

_NAMED_BASE = re.compile(r"^(?:trong |so với |của )?(?:tổng )?số ([\w ]{4,40}?)(?= trong| năm|[,.;()]|$)")
_PARTS = (Role.ACTUAL, Role.NUMERATOR)
_TAKEN_APART = re.compile(
    r"(?:chia ra|chia theo|phân (?:độ|bố|loại|theo)|cơ cấu|(?:bao )?gồm(?: có)?|cụ thể)\b[^:]{0,30}:?"
)
_IN_FULL = re.compile(r"chia|phân (?:độ|loại)|cơ cấu")  # `Phân bố:` and `Cụ thể:` may name the largest parts only
_OTHERWISE = re.compile(r"so với|trong đó|tăng|giảm|ngoài ra|cộng dồn|tử vong|nặng")
_REACH = 24
_DIGITS = 3  # fewer digits fit too often by chance


Words = Callable[[Statement], Figure | None]


def paragraph_claims(statements: list[Statement], claimed: set[int], words: Words) -> Iterator[Claim]:
    """Loose claims over the statements of one section; `claimed` are the shares that a sentence already explains, `words`
    gives the figure of a statement with the folded words around it."""
    yield from _sums(statements)
    yield from _among_before(statements)
    yield from _breakdowns(statements, words)
    yield from _relative_steps(statements)
    yield from _named_bases(statements, claimed, words)
    yield from _averages(statements, claimed)
    for position, share in enumerate(statements):
        if (
            share.unit == "%"
            and share.role in (Role.SHARE, Role.ACTUAL)
            and share.number not in claimed
            and share.value < 100
        ):
            found = _share_of_earlier(statements, position)
            if found:
                yield _claim(
                    ClaimKind.RATIO, (("numerator", found[0]), ("denominator", found[1]), ("share", share)), ("loose",)
                )


def _sums(statements: list[Statement]) -> Iterator[Claim]:
    """`… 234 cơ sở vi phạm. Trong đó, nhắc nhở 162 cơ sở, phạt 64 cơ sở, đình chỉ 08 cơ sở`: parts in the sentence behind."""
    for position, whole in enumerate(statements):
        if not _is_count(whole) or whole.value < 4:
            continue
        later = [s for s in statements[position + 1 : position + 12] if s.sentence > whole.sentence]
        parts = [s for s in later if s.sentence == later[0].sentence and s.unit == whole.unit and s.role in _PARTS]
        if len(parts) >= 2 and sum(p.value for p in parts) == whole.value:
            yield _claim(ClaimKind.SUM, (("whole", whole), *(("part", p) for p in parts)), ("loose",))


def _among_before(statements: list[Statement]) -> Iterator[Claim]:
    """`Khám 1.200 lượt. Trong đó nội trú 200 lượt`: a part of the only count of its kind in the sentence before."""
    for position, (before, part) in enumerate(pairwise(statements)):
        if part.sentence == before.sentence or part.block != before.block or not part.subject.startswith("trong đó"):
            continue
        earlier = [s for s in statements[max(0, position - _REACH) : position + 1] if s.sentence == before.sentence]
        wholes = [s for s in earlier if s.unit == part.unit and _is_count(s)]
        if len(wholes) == 1 and _is_count(part):
            yield _claim(ClaimKind.SUBSET, (("whole", wholes[0]), ("part", part)), (), "trong đó")


def _breakdowns(statements: list[Statement], words: Words) -> Iterator[Claim]:
    """`… ghi nhận 97 ca. Phân độ lâm sàng: độ 1: 61 ca; độ 2a: 28 ca; độ 2b: 8 ca`: a sentence that takes a total apart."""
    for position, first in enumerate(statements):
        figure = words(first)
        if figure is None or first.role is not Role.ACTUAL or not _TAKEN_APART.match(figure.gap) or not position:
            continue
        before = [s for s in statements[:position] if s.sentence == statements[position - 1].sentence]
        if first.sentence == before[0].sentence or first.block != before[0].block:
            continue
        parts = []
        for part in statements[position:]:
            around = words(part)
            if part.sentence != first.sentence or around is None or _OTHERWISE.search(around.gap):
                break
            if part.role is Role.ACTUAL and part.unit not in ("%", "‰") and (part is first or ":" in figure.gap):
                parts.append(part)
        whole = next((s for s in before if s.role in _PARTS and s.precision >= 1), None)
        if whole is None or len(parts) < 2 or any(not related_units(whole.unit, p.unit) for p in parts):
            continue
        firm = ("labelled",) if len(parts) > 2 and _IN_FULL.match(figure.gap) else ("loose",)
        yield _claim(ClaimKind.SUM, (("whole", whole), *(("part", p) for p in parts)), firm)


def _relative_steps(statements: list[Statement]) -> Iterator[Claim]:
    """`số lượt tăng 58.210 lượt (7,7%)`: the total that grew stands in a sentence before."""
    for position, (step, rate) in enumerate(pairwise(statements)):
        if not (
            step.role is rate.role is Role.CHANGE and rate.unit == "%" and step.unit not in (None, "%", "‰", "lần")
        ):
            continue
        if any(s.role in _PARTS and s.sentence == step.sentence for s in statements[:position]) or step.value <= 0:
            continue
        down = "giảm" in step.subject[-25:]
        for total in reversed(statements[max(0, position - _REACH) : position]):
            if total.role is not Role.ACTUAL or not related_units(total.unit, step.unit) or total.value <= step.value:
                continue
            base = total.value + step.value if down else total.value - step.value
            if base > 0 and abs(step.value * 100 / base - rate.value) <= rate.precision / 2:
                operands = (("actual", total), ("absolute", step), ("change", rate))
                yield _claim(ClaimKind.RELATIVE_CHANGE, operands, ("loose",), "down" if down else "up")
                break


def _named_bases(statements: list[Statement], claimed: set[int], words: Words) -> Iterator[Claim]:
    """`Chuyển tuyến 8.914 lượt, chiếm 0,8% số lượt khám`: the base is the figure that the words name."""
    for position, share in enumerate(statements):
        if share.unit != "%" or share.role not in (Role.SHARE, Role.ACTUAL) or share.number in claimed or not position:
            continue
        named = _NAMED_BASE.match(_behind(words, share))
        part = statements[position - 1]
        if named is None or part.sentence != share.sentence or part.role is not Role.ACTUAL or part.unit in (None, "%"):
            continue
        for whole in reversed(statements[max(0, position - _REACH) : position - 1]):
            called = f"{whole.subject} {whole.unit or ''} {_behind(words, whole)[:40]}"
            if whole.role is Role.ACTUAL and related_units(whole.unit, part.unit) and named.group(1).strip() in called:
                traits = ("linked", "plan") if "tổng số" in whole.subject else ("loose",)
                yield _claim(ClaimKind.RATIO, (("numerator", part), ("denominator", whole), ("share", share)), traits)
                break


def _averages(statements: list[Statement], claimed: set[int]) -> Iterator[Claim]:
    """`Chi phí bình quân: 753,7 nghìn đồng/lượt` behind the cost and the visits of the same section, told where it holds."""
    for position, average in enumerate(statements):
        above, _, below = (average.unit or "").partition("/")
        if not below or below[0].isdigit() or average.number in claimed or average.role not in _PARTS:
            continue
        if len(average.value_text.replace(",", "").lstrip("0")) < _DIGITS:
            continue
        earlier = statements[max(0, position - _REACH) : position]
        tops = [s for s in reversed(earlier) if s.role in _PARTS and _counts(s, above)]
        bottoms = [s for s in reversed(earlier) if s.role in _PARTS and _counts(s, below)]
        scale = money_scale(average.unit)
        for top, bottom in product(tops[:8], bottoms[:8]):
            fits = bottom.value and abs(top.value * money_scale(top.unit) / bottom.value / scale - average.value) * 2
            if top.number != bottom.number and bottom.value and fits <= average.precision:
                operands = (("numerator", top), ("denominator", bottom), ("share", average))
                yield _claim(ClaimKind.RATIO, operands, ("loose",))
                break


def _behind(words: Words, statement: Statement) -> str:
    figure = words(statement)
    return figure.post if figure else ""


def _counts(statement: Statement, noun: str) -> bool:
    """Does the figure count `noun`, or is it money where money is asked for?"""
    unit = statement.unit or ""
    if "/" in unit:
        return False
    return "đồng" in unit if "đồng" in noun else unit == noun or unit.split(" ")[-1] == noun


def completed(claim: Claim, statements: list[Statement]) -> Claim | None:
    """A comparison whose result stands in an earlier sentence of the paragraph, with that result; None when there is none."""
    number = claim.one("comparator")
    other = next((s for s in statements if s.number == number), None)
    if other is None:
        return None
    for result in reversed([s for s in statements if s.number < other.number]):
        if result.unit == other.unit and result.role is Role.ACTUAL and result.place != other.place:
            return _claim(ClaimKind.COMPARISON, (("actual", result), ("comparator", other)), (), claim.assertion)
    return None


def _share_of_earlier(statements: list[Statement], position: int) -> tuple[Statement, Statement] | None:
    """The count nearest before the share, over a larger one of an earlier sentence that fits it exactly."""
    share = statements[position]
    if share.precision >= 1 and share.value < 10:
        return None
    part = next((s for s in reversed(statements[max(0, position - 2) : position]) if _is_count(s)), None)
    if part is None or part.value < 5:
        return None
    for whole in reversed(statements[max(0, position - _REACH) : position]):
        if (
            whole.unit != part.unit
            or whole.value <= part.value
            or not _is_count(whole)
            or whole.sentence == part.sentence
        ):
            continue
        if abs(part.value * 100 / whole.value - share.value) <= share.precision / 2:
            return part, whole
    return None


def _is_count(statement: Statement) -> bool:
    return (
        statement.unit is not None and statement.unit != "%" and "/" not in statement.unit and statement.role in _PARTS
    )


def _claim(
    kind: ClaimKind, operands: tuple[tuple[str, Statement], ...], traits: tuple[str, ...], assertion: str = ""
) -> Claim:
    spans = [statement for _, statement in operands]
    numbered = tuple((name, statement.number) for name, statement in operands)
    return Claim(kind, min(s.start for s in spans), max(s.end for s in spans), numbered, assertion, frozenset(traits))
