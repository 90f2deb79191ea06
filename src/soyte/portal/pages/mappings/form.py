"""The form of a mapping: a draft as fields of a page, and what a page sends as a draft again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import QueryDict

from soyte.intake.sight.draft import BREAKDOWNS, ROLES, STATES, TOTAL, TRANSLATED, Draft, DraftColumn
from soyte.intake.sight.guessing import states_of, words_of
from soyte.intake.sight.looking import Look
from soyte.intake.sight.vocabulary import Vocabulary, code_of, slug
from soyte.measures.wording import STATUSES

GRAINS = [("month", "tháng"), ("quarter", "quý"), ("year", "năm"), ("week", "tuần"), ("day", "ngày")]
LEVELS = [
    ("commune", "xã, phường"),
    ("district", "huyện, quận"),
    ("province", "tỉnh, thành phố"),
    ("country", "cả nước"),
]
NUMBERS = [("vi", "1.234,5"), ("en", "1,234.5"), ("plain", "1234.5")]
CELLS = [
    ("", "để riêng, hỏi lại"),
    ("not_reported", "chưa báo cáo"),
    ("none", "không phát sinh"),
    ("not_applicable", "không áp dụng"),
]
CALENDARS = [
    ("", "như thường lệ"),
    ("administrative", "hành chính (15 tháng trước đến 14 tháng này)"),
    ("hiv", "chương trình HIV"),
    ("week_friday", "tuần từ thứ Sáu"),
    ("week_sunday", "tuần từ Chủ nhật"),
]
_BROKEN_DOWN = {"sex": "giới", "disease": "bệnh", "category": "phân loại"}
_AS_HEAD = {
    "age_group": "nhóm tuổi ghi ở tên cột",
    "category": "phân loại ghi ở tên cột",
    "facility": "cơ sở ghi ở tên cột",
}
_SHOWN_WORDS = 60


@dataclass(frozen=True)
class WordField:
    """A word of a column, and the code that it stands for."""

    name: str
    word: str
    code: str


@dataclass(frozen=True)
class ColumnField:
    """A column on the page: its head, first cells, role, and for values what they count."""

    index: int
    column: DraftColumn
    cells: tuple[str, ...]
    words: tuple[WordField, ...]
    codes: tuple[tuple[str, str], ...]
    more: int

    @property
    def broken_down(self) -> str:
        """The chosen breakdown of a column of values."""
        return f"{self.column.dimension}:{self.column.code}" if self.column.dimension else ""


def fields_of(draft: Draft, look: Look, vocabulary: Vocabulary, known: Mapping[str, str]) -> list[ColumnField]:
    """The columns as fields; words of a column that is translated are offered with what they probably mean."""
    found = []
    for index, column in enumerate(draft.columns):
        words: tuple[WordField, ...] = ()
        more = 0
        if column.role in TRANSLATED and index < len(look.heads):
            every = list(dict.fromkeys([*column.words, *words_of(look, index)]))
            more = max(0, len(every) - _SHOWN_WORDS)
            optional = column.role in ("age_group", "category")
            words = tuple(
                WordField(
                    f"chu-{index}-{number}",
                    word,
                    column.words.get(word, "" if optional else code_of(column.role, word, vocabulary)),
                )
                for number, word in enumerate(every[:_SHOWN_WORDS])
            )
        cells = tuple(look.column(index)[:4]) if index < len(look.heads) else ()
        found.append(ColumnField(index, column, cells, words, codes_of(column.role, vocabulary, known), more))
    return found


def codes_of(role: str, vocabulary: Vocabulary, known: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What a word of a column of this role may stand for."""
    if role == "measure":
        return tuple(known.items())
    if role == "status":
        return tuple(STATUSES.items())
    if role in BREAKDOWNS:
        return (*vocabulary.breakdowns.get(role, {}).items(), (TOTAL, "dòng cộng, không chia"))
    return ()


def breakdown_options(vocabulary: Vocabulary) -> list[tuple[str, list[tuple[str, str]]]]:
    """What the numbers of a column may be divided by, in groups."""
    groups = [
        (words, [(f"{name}:{code}", said) for code, said in vocabulary.breakdowns.get(name, {}).items()])
        for name, words in _BROKEN_DOWN.items()
    ]
    return [*groups, ("khác", [(f"{name}:*", words) for name, words in _AS_HEAD.items()])]


def read(said: QueryDict, start: Draft, look: Look) -> Draft:
    """The draft that a page sends. What the page does not ask for stays as in `start`."""
    columns = tuple(_column(said, index, head, start) for index, head in enumerate(look.heads))
    same = {
        name: said.get(f"chung-{name}", "").strip() for name in ("measure", "place", "period", "status", *BREAKDOWNS)
    }
    cells = {}
    for number in range(len(said.getlist("o-chu"))):
        cells[said.getlist("o-chu")[number]] = said.get(f"o-{number}", "")
    values = [cell for index, column in enumerate(columns) if column.role == "value" for cell in look.column(index)]
    cells = {**states_of(values), **cells}
    return replace(
        start,
        dataset=said.get("bo", "").strip(),
        title=said.get("ten", "").strip(),
        owner=said.get("chu", "").strip(),
        basis=said.get("can-cu", "").strip(),
        grain=_of(said.get("ky", ""), GRAINS, start.grain),
        level=_of(said.get("cap", ""), LEVELS, start.level),
        columns=columns,
        same={name: value for name, value in same.items() if value},
        cells={word: state for word, state in cells.items() if state in ("", *STATES)},
        numbers=_of(said.get("so", ""), NUMBERS, start.numbers),
        whole="le" not in said,
        within=said.get("trong", "").strip(),
        codes="ma" in said,
        boundaries="end" if said.get("dia-gioi") == "end" else "start",
        calendar=_of(said.get("lich", ""), CALENDARS, ""),
        form=said.get("mau", "").strip(),
        valid_from=_day(said.get("tu", "")),
        valid_to=_day(said.get("den", "")),
    )


def _column(said: QueryDict, index: int, head: str, start: Draft) -> DraftColumn:
    before = start.columns[index] if index < len(start.columns) else DraftColumn(head)
    role = said.get(f"vai-{index}", before.role)
    role = role if role in ROLES else "ignore"
    if role == "value":
        dimension, _, code = said.get(f"chia-{index}", "").partition(":")
        if dimension not in ("", *BREAKDOWNS):
            dimension = ""
        return DraftColumn(head, role, said.get(f"dem-{index}", ""), dimension, slug(head) if code == "*" else code)
    if role not in TRANSLATED:
        return DraftColumn(head, role)
    words = said.getlist(f"chu-{index}")
    if not words:  # the role was chosen just now: nothing could be asked yet
        return DraftColumn(head, role, words=before.words if before.role == role else {})
    return DraftColumn(head, role, words={word: said.get(f"chu-{index}-{n}", "") for n, word in enumerate(words)})


def as_json(draft: Draft) -> dict[str, Any]:
    """A draft as it is kept until it is finished."""
    return {
        **{name: value for name, value in vars(draft).items() if name not in ("columns", "valid_from", "valid_to")},
        "columns": [{**vars(column), "words": dict(column.words)} for column in draft.columns],
        "valid_from": draft.valid_from.isoformat() if draft.valid_from else None,
        "valid_to": draft.valid_to.isoformat() if draft.valid_to else None,
    }


def of_json(said: dict[str, Any]) -> Draft:
    """The draft that was kept."""
    days = {name: date.fromisoformat(said[name]) if said[name] else None for name in ("valid_from", "valid_to")}
    columns = tuple(DraftColumn(**column) for column in said["columns"])
    return Draft(**{**said, **days, "columns": columns})


def _of(written: str, options: list[tuple[str, str]], usual: str) -> str:
    return written if written in dict(options) else usual


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
