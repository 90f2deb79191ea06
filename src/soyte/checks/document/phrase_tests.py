"""What the figures of the text say about a claim in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from soyte.catalogue.phrases import Events, Falls, Listed, Phrase, Share, Zero
from soyte.checks.document.sheet import Sheet
from soyte.checks.document.targets import compared_targets
from soyte.checks.document.wording import listed, number, stated
from soyte.statements import Qualifier, Role, Statement, Verdict

_PERSON_UNITS = {"ca", "người", "trường hợp", "bệnh nhân", "trẻ"}


@dataclass(frozen=True)
class Outcome:
    """`words` spell out the figures, empty when there are none to test by."""

    verdict: Verdict
    computed: str
    words: str
    statements: tuple[int, ...] = ()


UNTESTED = Outcome(Verdict.AMBIGUOUS, "", "")


def run_test(sheet: Sheet, phrase: Phrase, position: int) -> Outcome | None:
    """The outcome of a phrase's test, None where a claim about figures already covers it."""
    test = phrase.test
    if isinstance(test, Zero):
        return _zero(sheet, test)
    if isinstance(test, Events):
        return _events(sheet, test)
    if isinstance(test, Falls):
        return _falls(sheet, test)
    if isinstance(test, Share):
        return _share(sheet, test)
    if isinstance(test, Listed):
        return _listed(sheet, test, position)
    return _no_deaths(sheet, position)


def _results(sheet: Sheet, indicator: str) -> list[Statement]:
    """Results for the document's own place and period, and what they are said to have been before."""
    roles = (Role.ACTUAL, Role.NUMERATOR, Role.DENOMINATOR, Role.SHARE)
    own = sheet.reading.period
    return [
        s
        for s in sheet.figures
        if s.indicator == indicator and s.role in roles and (own is None or s.period in (own, None))
    ]


def _outcome(verdict: Verdict, computed: str, words: str, about: Sequence[Statement]) -> Outcome:
    return Outcome(verdict, computed, words, tuple(sorted({s.number for s in about})))


def _zero(sheet: Sheet, test: Zero) -> Outcome:
    figures = _results(sheet, test.indicator)
    if not figures:
        return UNTESTED
    some = [s for s in figures if s.value > 0]
    if not some:
        return _outcome(Verdict.OK, "0", f"văn bản ghi {stated(figures[0])}", figures)
    return _outcome(Verdict.WRONG, stated(some[0]), f"văn bản ghi {stated(some[0])} ({sheet.where(some[0])})", some)


def _events(sheet: Sheet, test: Events) -> Outcome:
    """The largest event is known when there was only one."""
    large = [s for s in _results(sheet, test.large) if s.value > 0]
    if large:
        return _outcome(
            Verdict.WRONG, stated(large[0]), f"văn bản ghi {stated(large[0])} ({sheet.where(large[0])})", large
        )
    events, people = _results(sheet, test.events), _results(sheet, test.people)
    if events and all(s.value == 0 for s in events):
        return _outcome(Verdict.OK, "0", f"văn bản ghi {stated(events[0])}", events)
    if not events or not people:
        return UNTESTED
    total, sick = max(events, key=lambda s: s.value), max(people, key=lambda s: s.value)
    words = f"{stated(total)}, {stated(sick)}"
    if sick.value < test.limit:
        return _outcome(Verdict.OK, words, f"{words}, dưới ngưỡng {test.limit} người", (total, sick))
    if total.value == 1 and len({s.value for s in people}) == 1 and sick.qualifier is Qualifier.EXACT:
        return _outcome(Verdict.WRONG, words, f"{words}, từ ngưỡng {test.limit} người trở lên", (total, sick))
    message = f"văn bản chỉ ghi chung {words}, không ghi số người mắc của từng vụ"
    return _outcome(Verdict.AMBIGUOUS, "", message, (total, sick))


def _falls(sheet: Sheet, test: Falls) -> Outcome:
    now = [
        s for s in sheet.figures if s.indicator == test.indicator and s.role is Role.ACTUAL and sheet.is_home(s.place)
    ]
    then = [
        s for s in sheet.figures if s.indicator == test.indicator and s.role is Role.PREVIOUS and sheet.is_home(s.place)
    ]
    if not now or not then or now[0].unit != then[0].unit:
        return UNTESTED
    a, b = now[0], then[0]
    sign = "<" if a.value < b.value else ">" if a.value > b.value else "="
    words = f"{stated(a)} {sign} {stated(b)} kỳ trước"
    return _outcome(Verdict.OK if a.value < b.value else Verdict.AMBIGUOUS, words, words, (a, b))


def _share(sheet: Sheet, test: Share) -> Outcome:
    part, whole = _results(sheet, test.part), _results(sheet, test.whole)
    if not part or not whole or not 0 <= part[0].value <= whole[0].value or not whole[0].value:
        return UNTESTED
    return _by_share(part[0], whole[0], test.percent)


def _by_share(part: Statement, whole: Statement, percent: int) -> Outcome:
    share = part.value / whole.value * 100
    words = f"{part.value_text}/{whole.value_text} = {number(share, 1)}%"
    if share >= percent:
        return _outcome(Verdict.OK, f"{number(share, 1)}%", words, (part, whole))
    return _outcome(Verdict.AMBIGUOUS, f"{number(share, 1)}%", f"{words}, thấp hơn {percent}%", (part, whole))


def _listed(sheet: Sheet, test: Listed, position: int) -> Outcome:
    low, high = sheet.sentence(position)
    inside = [s for s in sheet.figures if low <= s.start < high]
    for part, whole in pairwise(inside):
        if (part.role, whole.role) == (Role.NUMERATOR, Role.DENOMINATOR) and 0 < part.value <= whole.value:
            return _by_share(part, whole, test.percent)
    targets = [
        c for c in compared_targets(sheet) if low <= c.target.start < high or _is_under(sheet, c.target, position)
    ]
    known = [c for c in targets if c.reached is not None]
    if not known:
        return UNTESTED
    met = [c for c in known if c.reached]
    words = f"{len(met)}/{len(known)} chỉ tiêu có đủ kết quả và mức giao là đạt ({listed([stated(c.actual) for c in known if c.actual])})"
    if len(targets) > len(known):
        words += f", {len(targets) - len(known)} chỉ tiêu khác chưa nêu kết quả"
    about = [s for c in known for s in (c.target, c.actual) if s is not None]
    if len(met) * 100 >= test.percent * len(known):
        return _outcome(Verdict.OK, f"{len(met)}/{len(known)}", words, about)
    missed = listed([f"{stated(c.actual)} so với {stated(c.target)}" for c in known if not c.reached and c.actual])
    return _outcome(Verdict.AMBIGUOUS, f"{len(met)}/{len(known)}", f"{words}; chưa đạt: {missed}", about)


def _is_under(sheet: Sheet, statement: Statement, position: int) -> bool:
    """Does the figure stand in a list that the line at `position` introduces?"""
    opener, index = sheet.line_of(position), sheet.line_of(statement.start)
    return opener >= 0 and any(line is sheet.lines[opener] for line in sheet.chain(index)) if index >= 0 else False


def _no_deaths(sheet: Sheet, position: int) -> Outcome | None:
    """Beside a number of cases the claim is judged with it; in a summary it speaks of all deaths of the period."""
    low, high = sheet.sentence(position)
    if any(low <= s.start < high and s.unit in _PERSON_UNITS for s in sheet.figures):
        return None
    if any(low <= claim.start < high and "none" in claim.traits for claim in sheet.reading.claims):
        return None
    deaths = [
        s
        for name in sheet.catalogue.indicators
        if name.endswith("_deaths")
        for s in _results(sheet, name)
        if s.role is Role.ACTUAL
    ]
    if not deaths:
        return UNTESTED
    some = [s for s in deaths if s.value > 0]
    if not some:
        return _outcome(Verdict.OK, "0", f"{len(deaths)} số tử vong nêu trong văn bản đều bằng 0", deaths)
    words = listed([f"{i.name_vi if (i := sheet.indicator(s)) else ''} {stated(s)} ({sheet.where(s)})" for s in some])
    return _outcome(Verdict.AMBIGUOUS, stated(some[0]), f"văn bản ghi {words}", some)
