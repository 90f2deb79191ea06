"""What the pages of signals read from the address: week, disease, level, kind; and who may see which place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from soyte.measures.errors import MeasureError
from soyte.measures.spans import code, parse
from soyte.periods import Calendar, Kind, Period, holding
from soyte.portal.shell.access import Access
from soyte.portal.shell.book import asked, today
from soyte.portal.shell.pages import Asked
from soyte.portal.shell.permissions import Permission
from soyte.reports.signals.drawn import Choice, choices
from soyte.surveillance.signals.latest import last_week
from soyte.surveillance.signals.model import SignalKind

LEVELS = {"xa": "commune", "huyen-cu": "district", "tinh": "province", "co-so": "facility"}
LEVEL_WORDS = {"xa": "xã", "huyen-cu": "huyện (trước 01/7/2025)", "tinh": "tỉnh", "co-so": "cơ sở"}
KINDS: dict[str, SignalKind] = {"thong-ke": "statistic", "cum": "cluster", "quy-dinh": "law", "thong-le": "practice"}
KIND_WORDS = {
    "thong-ke": "tín hiệu thống kê",
    "cum": "cụm ca bệnh",
    "quy-dinh": "điều kiện theo quy định",
    "thong-le": "quy tắc thường dùng",
}
LEVEL_SLUGS = {name: slug for slug, name in LEVELS.items()}


@dataclass(frozen=True)
class Question:
    """What is asked; empty: everything."""

    week: Period
    disease: str
    level: str
    kind: str

    @property
    def code(self) -> str:
        """The week as addresses name it."""
        return code(self.week)

    @property
    def before(self) -> str:
        """The week before."""
        return code(_moved(self.week, -7))

    @property
    def after(self) -> str:
        """The week after; empty where it is not over yet."""
        following = _moved(self.week, 7)
        return code(following) if following.end < today() else ""


def question(request: Asked) -> Question:
    """`?tuan=2025-W34&benh=dengue&cap=xa&loai=thong-ke`; without a week the newest that something is known of."""
    level, kind = request.GET.get("cap", ""), request.GET.get("loai", "")
    return Question(
        week_of(request),
        request.GET.get("benh", "").strip(),
        level if level in LEVELS else "",
        kind if kind in KINDS else "",
    )


def week_of(request: Asked) -> Period:
    """The week of the address. MeasureError for what is no week."""
    written = request.GET.get("tuan", "").strip()
    if not written:
        return asked(last_week, today())
    found = parse(written)
    if found.kind is not Kind.WEEK or found.calendar is not Calendar.WEEK_MONDAY:
        raise MeasureError(f"tuan={written}: cần một tuần từ thứ Hai đến Chủ nhật, ví dụ 2025-W34.")
    return found


def known(week: Period) -> tuple[Choice, ...]:
    """The sources of a week with what they have."""
    return asked(choices, week)


def diseases_of(found: tuple[Choice, ...]) -> list[tuple[str, str]]:
    """All their diseases, by name."""
    return sorted({pair for one in found for pair in one.diseases}, key=lambda pair: pair[1])


def sees(access: Access, level: str, place: str) -> bool:
    """Whether somebody may see a place's series. Facilities are for those who see the whole province."""
    if access.whole(Permission.SEE_FIGURES):
        return True
    return level != "facility" and access.may(Permission.SEE_FIGURES, place)


def _moved(week: Period, days: int) -> Period:
    return holding(week.start + timedelta(days=days), Kind.WEEK, Calendar.WEEK_MONDAY)
