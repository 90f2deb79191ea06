"""Claims in words: each one of the catalogue's phrases that the text uses, tested where figures are at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from soyte.catalogue.phrases import Phrase, load_phrases
from soyte.checks.document.phrase_tests import Outcome, run_test
from soyte.checks.document.sheet import Sheet
from soyte.checks.document.stance import is_demand
from soyte.statements import Finding, Verdict

KIND = "words"


def judge_phrases(sheet: Sheet) -> Iterator[Finding]:
    """One finding for each use of a phrase, unless a claim about figures already says it."""
    found: list[tuple[int, int, Phrase]] = []
    text = sheet.words.text
    for phrase, pattern in _compiled():
        for match in pattern.finditer(text):
            if not text[match.start() - 1 : match.start()].isalnum():
                found.append((match.start(), match.end(), phrase))
    last = -1
    for low, high, phrase in sorted(found, key=lambda use: (use[0], -use[1])):
        start, end = sheet.words.original(low, high)
        if low < last or is_demand(sheet, start):
            continue
        last = high
        outcome = run_test(sheet, phrase, start)
        if outcome is not None:
            yield _finding(sheet, start, end, phrase, outcome)


def _finding(sheet: Sheet, start: int, end: int, phrase: Phrase, outcome: Outcome) -> Finding:
    claimed = " ".join(sheet.reading.text[start:end].split())
    if outcome.verdict is Verdict.OK:
        message = f"“{claimed}” khớp số liệu: {outcome.words}."
    elif outcome.computed:
        message = f"“{claimed}” (nghĩa là {phrase.meaning}) cần xem lại: {outcome.words}. Nên {phrase.remedy}."
    else:
        message = f"“{claimed}” chưa kiểm tra được: {outcome.words or phrase.untested}. Nên {phrase.remedy}."
    return sheet.mark(start, end, KIND, claimed, outcome.computed, message, outcome.verdict, outcome.statements)


@lru_cache(maxsize=1)
def _compiled() -> tuple[tuple[Phrase, re.Pattern[str]], ...]:
    return tuple((phrase, re.compile(expression)) for phrase in load_phrases() for expression in phrase.expressions)
