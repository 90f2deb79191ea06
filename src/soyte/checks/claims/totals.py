"""Parts and wholes: sums, subsets, and counts against lists."""

from __future__ import annotations

from soyte.checks.claims.context import Judge
from soyte.checks.claims.interval import Interval, in_dong
from soyte.checks.claims.slips import likely_slip
from soyte.checks.claims.wording import exact, figure, rounding_note
from soyte.quantities import money_scale
from soyte.statements import Claim, ClaimKind, Finding, Statement, Verdict


def judge_sum(judge: Judge, claim: Claim) -> Finding | None:
    """`tổng số a (nội trú: b; ngoại trú c)`: a = b + c, exactly for counts, within rounding for the rest."""
    whole, parts = judge.operand(claim, "whole"), judge.operands(claim, "part")
    total = _total(parts)
    unit = money_scale(whole.unit)
    words = _addition(whole, parts, total)
    claimed, recomputed = figure(whole), exact(total.mid / unit, 4) + (f" {whole.unit}" if whole.unit else "")
    if in_dong(whole).meets(total):
        words += rounding_note(whole, total.mid / unit)
        return judge.finding(claim, Verdict.OK, claimed, recomputed, f"Tổng khớp: {words}.")
    if "loose" in claim.traits:
        return None
    labelled = "labelled" in claim.traits and abs(total.mid - in_dong(whole).mid) * 7 <= in_dong(whole).mid
    firm = (
        bool({"listed", "complementary"} & claim.traits) or labelled
    )  # (nhóm 1: 9; nhóm 2: 8; nhóm 3: 6) nearly adds up
    beyond = next((p for p in parts if in_dong(p).low > in_dong(whole).high), None)
    if beyond is not None:
        message = f"Bộ phận lớn hơn tổng: {figure(beyond)} > {figure(whole)}."
        return judge.finding(claim, Verdict.WRONG if firm else Verdict.AMBIGUOUS, claimed, recomputed, message)
    message = f"Tổng không khớp: {words}, văn bản ghi {claimed}.{likely_slip(whole, total.mid / unit)}"
    return judge.finding(claim, Verdict.WRONG if firm else Verdict.AMBIGUOUS, claimed, recomputed, message)


def _total(parts: list[Statement]) -> Interval:
    total = in_dong(parts[0])
    for part in parts[1:]:
        total = total + in_dong(part)
    return total


def _addition(whole: Statement, parts: list[Statement], total: Interval) -> str:
    """`60 + 120 = 180`; with units where they differ: `800 triệu đồng + 0,4 tỷ đồng = 1,2 tỷ đồng`."""
    value = exact(total.mid / money_scale(whole.unit), 4)
    if len({money_scale(s.unit) for s in (whole, *parts)}) == 1:
        return f"{' + '.join(p.value_text for p in parts)} = {value}"
    return f"{' + '.join(figure(p) for p in parts)} = {value} {whole.unit or 'đồng'}"


def judge_subset(judge: Judge, claim: Claim) -> Finding | None:
    """`a, trong đó có b`: no part is larger than its whole; deaths never exceed cases."""
    whole, parts = judge.operand(claim, "whole"), judge.operands(claim, "part")
    deaths = "deaths" in claim.traits
    if "none" in claim.traits:
        return judge.finding(
            claim, Verdict.OK, "0", "0", f"Không có tử vong trong {figure(whole)}: 0 ≤ {whole.value_text}."
        )
    beyond = [p for p in parts if in_dong(p).low > in_dong(whole).high]
    claimed = " + ".join(figure(p) for p in parts)
    if beyond:
        if "pair" in claim.traits and whole.unit is None:
            return None  # a/b without a noun is as likely a date or a code
        noun = "Số tử vong lớn hơn số mắc" if deaths else "Bộ phận lớn hơn tổng"
        message = f"{noun}: {figure(beyond[0])} > {figure(whole)}."
        return judge.finding(claim, Verdict.WRONG, claimed, f"≤ {figure(whole)}", message)
    total = _total(parts)
    if len(parts) > 1:
        words = _addition(whole, parts, total)
        if in_dong(whole).meets(total):
            return judge.finding(
                claim,
                Verdict.OK,
                figure(whole),
                exact(total.mid / money_scale(whole.unit), 4),
                f"Tổng khớp: {words}.",
                kind=ClaimKind.SUM.value,
            )
        if "complementary" in claim.traits:
            message = f"Tổng không khớp: {words}, văn bản ghi {figure(whole)}."
            recomputed = exact(total.mid / money_scale(whole.unit), 4)
            return judge.finding(claim, Verdict.WRONG, figure(whole), recomputed, message, kind=ClaimKind.SUM.value)
        if total.low > in_dong(whole).high:
            message = f"Các phần cộng lại ({words}) lớn hơn {figure(whole)}; có thể một số được đếm ở hai nhóm."
            return judge.finding(claim, Verdict.AMBIGUOUS, claimed, f"≤ {figure(whole)}", message)
    noun = "Số tử vong không vượt số mắc" if deaths else "Bộ phận không vượt tổng"
    first = max(parts, key=lambda p: in_dong(p).mid)
    return judge.finding(
        claim, Verdict.OK, claimed, f"≤ {figure(whole)}", f"{noun}: {first.value_text} ≤ {whole.value_text}."
    )


def judge_count(judge: Judge, claim: Claim) -> Finding | None:
    """`cả 9/9 huyện`, and a number of things against the list of their names."""
    whole = judge.operand(claim, "whole")
    if "pair" in claim.traits:
        part = judge.operand(claim, "part")
        if part.value == whole.value:
            return judge.finding(
                claim, Verdict.OK, figure(part), figure(whole), f"Đủ toàn bộ: {part.value_text} = {whole.value_text}."
            )
        message = f"Văn bản viết “{claim.assertion}” nhưng {part.value_text} khác {whole.value_text}."
        return judge.finding(claim, Verdict.WRONG, figure(part), figure(whole), message)
    items = int(claim.assertion)
    if whole.value == items:
        return judge.finding(
            claim, Verdict.OK, figure(whole), str(items), f"Số đếm khớp danh sách nêu sau: {items} mục."
        )
    if "sure" not in claim.traits and abs(whole.value - items) > 2:
        return None
    message = f"Văn bản ghi {figure(whole)} nhưng danh sách nêu sau đếm được {items} mục; kiểm tra lại danh sách."
    verdict = Verdict.WRONG if "figured" in claim.traits else Verdict.AMBIGUOUS  # each place has its own figure
    return judge.finding(claim, verdict, figure(whole), str(items), message)
