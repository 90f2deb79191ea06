"""Which verdict each figure of a document carries, and which findings speak of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from soyte.reports.audit.model import AuditedDocument
from soyte.reports.audit.render_words import UNTESTED, VERDICT_WORDS, in_order
from soyte.statements import Finding, Role, Statement, Verdict


class State(StrEnum):
    """What the audit says of one figure. `used`: only an operand of a finding about another figure."""

    WRONG = "wrong"
    AMBIGUOUS = "ambiguous"
    OK = "ok"
    USED = "used"
    UNTESTED = "untested"


STATE_WORDS = {
    **{State(verdict.value): word for verdict, word in VERDICT_WORDS.items()},
    State.USED: "Dùng để đối chiếu",
    State.UNTESTED: UNTESTED,
}
_RANK = list(State)
_OPERANDS = {Role.TARGET, Role.PREVIOUS, Role.NUMERATOR, Role.DENOMINATOR}


@dataclass(frozen=True)
class FigureMark:
    """A figure, its state, and the findings that use it as positions in the ordered list, the decisive one first."""

    statement: Statement
    state: State
    findings: tuple[int, ...]


def figure_marks(audited: AuditedDocument) -> dict[int, FigureMark]:
    """The mark of every figure, by statement number."""
    statements = {statement.number: statement for statement in audited.reading.statements}
    found: dict[int, list[tuple[State, int]]] = defaultdict(list)
    for position, finding in enumerate(in_order(audited.findings)):
        accused = accused_figures(finding, statements)
        for number in dict.fromkeys(finding.statements):
            # All figures of a claim that holds share its verdict; a failing claim accuses only the figure it states.
            direct = finding.verdict is Verdict.OK or number in accused
            found[number].append((State(finding.verdict.value) if direct else State.USED, position))
    marks = {}
    for number, statement in statements.items():
        states = sorted(found[number], key=lambda pair: (_RANK.index(pair[0]), pair[1]))
        state = states[0][0] if states else State.UNTESTED
        marks[number] = FigureMark(statement, state, tuple(position for _, position in states))
    return marks


def accused_figures(finding: Finding, statements: dict[int, Statement]) -> tuple[int, ...]:
    """The figures that a finding is about: those in its span that it claims, else those that are no mere operands.

    Empty for a finding about words.
    """
    used = [statements[number] for number in dict.fromkeys(finding.statements) if number in statements]
    inside = [s for s in used if s.start < finding.end and finding.start < s.end]
    claimed = [s for s in inside if _names(finding.claimed, s.value_text)]
    stated = [s for s in inside if s.role not in _OPERANDS]
    return tuple(s.number for s in claimed or stated or inside)


def _names(claimed: str, digits: str) -> bool:
    """Whether `claimed` holds the number as it is written, not as a part of a longer one."""
    at = claimed.find(digits) if digits else -1
    while at >= 0:
        before, after = claimed[at - 1 : at], claimed[at + len(digits) : at + len(digits) + 2]
        longer = after[:1].isdigit() or (after[:1] in (".", ",") and after[1:].isdigit())
        if not (before.isdigit() or before in (".", ",")) and not longer:
            return True
        at = claimed.find(digits, at + 1)
    return False
