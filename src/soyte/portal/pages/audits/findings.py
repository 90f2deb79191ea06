"""The findings of an audit as the page lists them: filtered by severity and kind, each with what was decided about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from soyte.portal.drafts.models import Audit, Decision
from soyte.reports.audit import AuditedDocument
from soyte.reports.audit.decided import finding_keys
from soyte.reports.audit.render_html_view import DocumentView, FindingView, UntestedView
from soyte.reports.audit.render_words import in_order, kind_word

A_SHEET = 300  # findings listed at a time: each brings a form
LEVELS = {
    "": "Sai và cần xem lại",
    "sai": "Sai",
    "doi-muc-dat": "Làm đổi mức đạt",
    "xem-lai": "Cần xem lại",
    "khop": "Khớp",
    "chua-doi-chieu": "Chưa đối chiếu",
    "tat-ca": "Tất cả",
}
_STATES = {
    "": ("wrong", "ambiguous"),
    "sai": ("wrong",),
    "doi-muc-dat": ("wrong", "ambiguous"),
    "xem-lai": ("ambiguous",),
    "khop": ("ok",),
    "chua-doi-chieu": (),
    "tat-ca": ("wrong", "ambiguous", "ok"),
}
DECIDED = {"": "Mọi phát hiện", "chua": "Chưa kết luận", "nhan": "Đã nhận", "bo": "Đã bỏ qua"}
_DECISIONS = {"chua": None, "nhan": Decision.Verdict.ACCEPTED, "bo": Decision.Verdict.DISMISSED}


@dataclass(frozen=True)
class Judged:
    """A finding with its lasting name and the decision that holds, if there is one."""

    view: FindingView
    key: str
    kind: str
    decision: Decision | None
    history: tuple[Decision, ...]

    @property
    def dismissed(self) -> bool:
        """Whether somebody found that there is nothing in it."""
        return self.decision is not None and self.decision.verdict == Decision.Verdict.DISMISSED


@dataclass(frozen=True)
class Sheet:
    """One sheet of a long list of findings: those on it, and the sheet of each of the others by its position in the text."""

    number: int
    count: int
    found: tuple[Judged, ...]
    elsewhere: Mapping[int, int]

    @property
    def first(self) -> int:
        """The number of its first finding."""
        return (self.number - 1) * A_SHEET + 1

    @property
    def last(self) -> int:
        """The number of its last finding."""
        return self.first + len(self.found) - 1


def sheet_of(listed: list[Judged], asked: str) -> Sheet:
    """The sheet that an address asks for; the first one for a number that is none."""
    count = max(1, -(-len(listed) // A_SHEET))
    number = int(asked) if asked.isdecimal() and len(asked) < 7 and 1 <= int(asked) <= count else 1
    first = (number - 1) * A_SHEET
    elsewhere = {one.view.position: at // A_SHEET + 1 for at, one in enumerate(listed) if at // A_SHEET + 1 != number}
    return Sheet(number, count, tuple(listed[first : first + A_SHEET]), elsewhere)


@dataclass(frozen=True)
class Filter:
    """What the address asks for."""

    level: str = ""
    kind: str = ""
    decided: str = ""

    @property
    def any(self) -> bool:
        """Whether something is left out of the text, too."""
        return bool(self.level not in ("", "tat-ca") or self.kind or self.decided)

    def holds(self, one: Judged) -> bool:
        """Whether a finding is listed."""
        if one.view.state not in _STATES[self.level] or (self.kind and one.kind != self.kind):
            return False
        if self.level == "doi-muc-dat" and not one.view.changes_verdict:
            return False
        verdict = one.decision.verdict if one.decision else None
        return not self.decided or verdict == _DECISIONS[self.decided]


def filter_of(query: Mapping[str, str]) -> Filter:
    """The filter of an address; unknown words are as if they were not there."""
    level, decided = query.get("muc", ""), query.get("ket-luan", "")
    return Filter(level if level in LEVELS else "", query.get("loai", "")[:40], decided if decided in DECIDED else "")


def judged(audit: Audit, audited: AuditedDocument, view: DocumentView) -> list[Judged]:
    """Every finding in the order of the page: wrong, doubtful, sound."""
    ordered = in_order(audited.findings)
    names = dict(zip(map(id, audited.findings), finding_keys(audited.findings), strict=True))
    said = decisions(audit)
    views = {one.position: one for group in view.groups for one in group.findings}
    found = []
    for position, finding in enumerate(ordered):
        key = names[id(finding)]
        history = said.get(key, ())
        last = history[-1] if history and history[-1].verdict != Decision.Verdict.REOPENED else None
        found.append(Judged(views[position], key, finding.kind, last, tuple(history)))
    return found


def decisions(audit: Audit) -> dict[str, list[Decision]]:
    """What was decided, by finding, oldest first."""
    found: dict[str, list[Decision]] = {}
    for one in Decision.objects.filter(audit=audit).select_related("by"):
        found.setdefault(one.finding, []).append(one)
    return found


def dismissed_keys(audit: Audit) -> frozenset[str]:
    """The findings that were dismissed and not taken up again."""
    return frozenset(key for key, said in decisions(audit).items() if said[-1].verdict == Decision.Verdict.DISMISSED)


def kinds_of(found: list[Judged]) -> list[tuple[str, str, int]]:
    """The kinds that occur among what is wrong or doubtful: code, words, how many."""
    counted = Counter(one.kind for one in found if one.view.state != "ok")
    return sorted(((kind, kind_word(kind), number) for kind, number in counted.items()), key=lambda one: one[1])


def untested(view: DocumentView, asked: Filter) -> list[UntestedView]:
    """The figures that no finding speaks of, when they are asked for."""
    return view.untested if asked.level in ("chua-doi-chieu", "tat-ca") and not asked.kind else []
