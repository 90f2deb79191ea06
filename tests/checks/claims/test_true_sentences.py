"""The promise to whoever writes reports: what is right is never called wrong, and one wrong digit is found.

Sentences are drawn from templates with figures that are right. Every one must be recomputed and found right, none accused. Then one
digit of the claimed number is changed so far that neither rounding nor another reading defends it, and that must be found.
"""

from __future__ import annotations

from random import Random

import said_changes
import said_ratios
import said_together
import said_totals
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from said import Said, Template

from soyte.checks.claims import judge_claims
from soyte.statements import Finding, Reading, Verdict
from written import catalogue, read

TEMPLATES: dict[str, Template] = {
    f"{module.__name__.removeprefix('said_')}: {make.__name__.replace('_', ' ')}": make
    for module in (said_ratios, said_changes, said_totals, said_together)
    for make in module.TEMPLATES
}
# True sentences that are still misread, with the reason.
MISREAD = {"together: parts plan and change": "the change is given to the last part in the brackets, not to the whole"}
SOUND = [make for name, make in TEMPLATES.items() if name not in MISREAD]
# So far apart that figures of two sentences are not compared with each other.
BETWEEN = "\n\n" + 4 * "Các nội dung khác tiếp tục được triển khai theo chương trình công tác.\n\n"

randoms = st.randoms(use_true_random=False)


def findings_of(sentences: list[str]) -> tuple[Reading, list[Finding]]:
    reading = read(BETWEEN.join(sentences))
    return reading, judge_claims(reading, catalogue())


def is_about(reading: Reading, finding: Finding, *figures: str) -> bool:
    """Does the finding use all of these printed figures?"""
    used = [reading.statements[number].value_text for number in finding.statements]
    return all(used.count(figure) >= figures.count(figure) for figure in figures)


def accusations(findings: list[Finding]) -> list[str]:
    return [f"{f.quote}: {f.message}" for f in findings if f.verdict is Verdict.WRONG]


def unconfirmed(reading: Reading, findings: list[Finding], said: list[Said]) -> list[str]:
    """The sentences whose claim nothing confirms."""
    return [
        one.text
        for one in said
        if one.kinds
        and not any(
            f.verdict is Verdict.OK and f.kind in one.kinds and is_about(reading, f, one.claimed, *one.figures)
            for f in findings
        )
    ]


def holds(said: list[Said]) -> None:
    """None of the sentences is accused, every claim is confirmed."""
    reading, findings = findings_of([one.text for one in said])
    assert accusations(findings) == []
    assert unconfirmed(reading, findings, said) == []


def is_found(said: Said, random: Random) -> None:
    """One digit of the claimed number is changed; that number is called wrong."""
    slips = list(said.slips())
    assume(slips)
    slip = random.choice(slips)
    reading, findings = findings_of([said.with_claim(slip)])
    wrong = [f for f in findings if f.verdict is Verdict.WRONG and is_about(reading, f, slip)]
    assert wrong, f"{said.with_claim(slip)} (right: {said.claimed}) {[(f.verdict.value, f.message) for f in findings]}"


@given(st.lists(st.tuples(st.sampled_from(SOUND), randoms), min_size=1, max_size=12))
@settings(max_examples=40)
def test_a_report_of_true_sentences_is_confirmed_and_never_accused(drawn: list[tuple[Template, Random]]) -> None:
    holds([make(random) for make, random in drawn])


@given(st.sampled_from(SOUND), randoms)
@settings(max_examples=100)
def test_one_wrong_digit_is_found(make: Template, random: Random) -> None:
    is_found(make(random), random)
