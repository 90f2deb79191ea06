"""Where a submission came from and what became of it: the facts that stand at the head of its page."""

from __future__ import annotations

from dataclasses import dataclass

from soyte.ledger.acts import Act, ActKind
from soyte.ledger.state import State
from soyte.portal.pages.submissions.listing import link, visible
from soyte.portal.people.models import User
from soyte.portal.shell.access import Access
from soyte.portal.shell.numbers import moment
from soyte.receiving.wording import WHAT, name_words, owner_words, status_words

_CHANNELS = {"cli": "dòng lệnh", "portal": "trang web", "api": "API"}


@dataclass(frozen=True)
class Fact:
    """A line: title, words, and where it leads."""

    title: str
    words: str
    href: str | None = None
    code: bool = False


def facts(act: Act, state: State, access: Access) -> list[Fact]:
    """What is known of a submission, in the order in which people ask. What is not known is left out."""
    told = [
        Fact("Tình trạng", status_words(act, state)),
        Fact("Loại", WHAT.get(act.what, act.what)),
        Fact("Tệp", name_words(act)),
        Fact("Lúc nhận", moment(act.recorded_at)),
        Fact("Đơn vị gửi", act.sender or ""),
        Fact("Người đưa vào", _actor(act)),
        Fact("Bộ số liệu", act.dataset or ""),
        Fact(*owner_words(act)),
        *_mapping(act, state),
        *_succession(act, state, access),
        *_withdrawn(act, state),
        Fact("Lý do không đọc được", act.reason or "" if act.kind is ActKind.REJECTED else ""),
        Fact("Mã SHA-256", act.content_hash or "", code=True),
        Fact("Mã lần gửi", act.submission_id, code=True),
    ]
    return [fact for fact in told if fact.words]


def person(username: str) -> str:
    """Who an account belongs to, with its name; an account of the machine as it is."""
    known = User.objects.filter(username=username).first()
    return f"{known.full_name} ({username})" if known else username


def _actor(act: Act) -> str:
    return f"{person(act.actor)}, qua {_CHANNELS.get(act.channel, act.channel or 'phần mềm')}, máy {act.host}"


def _mapping(act: Act, state: State) -> list[Fact]:
    if act.what != "counts" or not act.reading_hash:
        return []
    used = next((one for one in state.accepted.values() if one.content_hash == act.reading_hash), None)
    if used is None:
        return []
    return [Fact("Đọc theo ánh xạ", f"{used.name} (lần gửi số {used.seq})", link("submission", used.seq))]


def _succession(act: Act, state: State, access: Access) -> list[Fact]:
    def fact(title: str, other: Act) -> Fact:
        seen = visible(access, other)
        return Fact(title, f"lần gửi số {other.seq}", link("submission", other.seq) if seen else None)

    found = [fact("Thay cho", state.accepted[act.supersedes])] if act.supersedes else []
    by = state.superseded.get(act.submission_id)
    return [*found, *([fact("Đã được thay bằng", state.accepted[by])] if by else [])]


def _withdrawn(act: Act, state: State) -> list[Fact]:
    taken = next(
        (one for one in state.acts if one.kind is ActKind.WITHDRAWN and one.submission_id == act.submission_id), None
    )
    if taken is None:
        return []
    told = f"{moment(taken.recorded_at)}, {person(taken.actor)} (ghi sổ số {taken.seq})"
    return [Fact("Đã rút", told), Fact("Lý do rút", taken.reason or "")]
