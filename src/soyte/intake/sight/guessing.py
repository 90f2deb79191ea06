"""A guess at what the columns of a table mean, from their heads and from what stands in them. A person looks at it before it counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from soyte.intake.counts.texts import key
from soyte.intake.sight import hints
from soyte.intake.sight.draft import Draft, DraftColumn
from soyte.intake.sight.looking import Look
from soyte.intake.sight.shapes import YEAR, fractional, grain_of, is_number, is_period, may_count, number_form, share
from soyte.intake.sight.vocabulary import Vocabulary, code_of, disease_in
from soyte.periods import Kind, PeriodError, parse
from soyte.text import strip_marks

WORDS = 200  # different words of a column that a person can be asked about
_MOST, _SOME = 0.8, 0.5
_BY_DISEASE = ("cases", "deaths")


def guess(look: Look, vocabulary: Vocabulary, *, owner: str = "") -> Draft:
    """A draft of the mapping of a table that nobody has described yet."""
    columns = [_column(head, look.column(index), vocabulary) for index, head in enumerate(look.heads)]
    columns = _once(columns)
    values = [column for column in columns if column.role == "value"]
    cells = [cell for column in values for cell in look.column(columns.index(column))]
    place = next((column for column in columns if column.role == "place"), None)
    stated = look.column(columns.index(place)) if place else []
    measures = {column.measure for column in values}
    return Draft(
        dataset=_slug(look.name),
        title=_title(look.name),
        owner=owner,
        grain=_grain(look, columns),
        level=_level(place, stated),
        columns=tuple(_settled(columns, vocabulary)),
        same={"status": "final"} | ({"measure": "cases"} if measures == {""} and not _has(columns, "measure") else {}),
        cells=states_of(cells),
        numbers=number_form(cells),
        whole=not any(fractional(cell) for cell in cells),
        within=vocabulary.within,
        codes=bool(stated) and all(cell.isdecimal() for cell in stated if cell),
        frame=vocabulary.frame,
        form=_sample(look, columns),
        sheet=look.sheet if look.sheet and len(look.sheets) > 1 else "",
        header_row=look.header_row,
        header_rows=look.depth,
        delimiter=look.delimiter,
    )


def words_of(look: Look, index: int) -> list[str]:
    """The different words of a column, the most frequent first; not more than a person can be asked about."""
    counted = Counter(cell for cell in look.column(index) if cell)
    return [word for word, _ in counted.most_common(WORDS)]


def translated(role: str, words: Sequence[str], vocabulary: Vocabulary) -> dict[str, str]:
    """The code that each word probably means; empty where nothing is like it."""
    return {word: code_of(role, word, vocabulary) for word in words}


def _column(head: str, cells: list[str], vocabulary: Vocabulary) -> DraftColumn:
    filled = [cell for cell in cells if cell]
    role = hints.role_by_head(head)
    if role in (None, "sex", "period") or not filled:
        role = _by_values(head, filled) or role
    if role is None and filled and re.match(r"ma\b", hints.bare(head)):  # a code is never counted
        return DraftColumn(head, "place" if all(cell.isdecimal() and len(cell) == 5 for cell in filled) else "ignore")
    enough = _SOME if hints.found_in(head, hints.MEASURES) else _MOST
    if role is None and filled and share(filled, may_count) >= enough:
        return _value(head)
    if role is None and filled:
        role = _by_words(filled, vocabulary)
    column = DraftColumn(head, role or "ignore")
    if column.role in ("measure", "status", "disease", "sex"):
        words = [word for word, _ in Counter(filled).most_common(WORDS)]
        return replace(column, words=translated(column.role, words, vocabulary))
    return column


def _by_values(head: str, filled: list[str]) -> str | None:
    """What only the cells can tell: `nam` is a year or a man."""
    words = hints.bare(head)
    if filled and words in ("nam", "nam bao cao") and share(filled, lambda cell: bool(YEAR.fullmatch(cell))) >= _MOST:
        return "year"
    if filled and not head.strip() and share(filled, lambda cell: bool(YEAR.fullmatch(cell))) >= _MOST:
        return "year"
    if filled and re.search(r"\b(?:ky|thang|quy|ngay|thoi gian)\b", words) and share(filled, is_period) >= _MOST:
        return "period"
    return None


def _by_words(filled: list[str], vocabulary: Vocabulary) -> str | None:
    """A column whose words are known is what they are; one of many different ones is nothing that is counted by."""
    distinct = list(dict.fromkeys(filled))[:WORDS]
    for role in ("status", "sex", "disease"):
        if sum(bool(code_of(role, word, vocabulary)) for word in distinct) >= max(1, _MOST * len(distinct)):
            return role
    return "period" if share(distinct, is_period) >= _MOST else None


def _value(head: str) -> DraftColumn:
    if re.search(hints.DERIVED, hints.bare(head)):
        return DraftColumn(head)
    sex = hints.SEXES.get(key(head).replace("_", " ")) or {"nam gioi": "male", "nu gioi": "female"}.get(
        hints.bare(head)
    )
    if sex:
        return DraftColumn(head, "value", dimension="sex", code=sex)
    return DraftColumn(head, "value", measure=hints.found_in(head, hints.MEASURES))


def _once(columns: list[DraftColumn]) -> list[DraftColumn]:
    """Of several columns of one role the first is kept; of places the one of codes."""
    seen: dict[str, int] = {}
    for at, column in enumerate(columns):
        if column.role in ("ignore", "value"):
            continue
        before = seen.setdefault(column.role, at)
        if before != at:
            better = column.role == "place" and "ma" in hints.bare(column.head).split()
            loser = before if better else at
            seen[column.role] = at if better else before
            columns[loser] = DraftColumn(columns[loser].head)
    if "year" in seen and "period" in seen:
        columns[seen["period"]] = DraftColumn(columns[seen["period"]].head)
    return columns


def _settled(columns: list[DraftColumn], vocabulary: Vocabulary) -> list[DraftColumn]:
    """Columns of values that say nothing beside others that do are looked at as breakdowns: a disease, a sex."""
    if not _has(columns, "disease"):
        columns = [_of_disease(column, vocabulary) for column in columns]
    values = [column for column in columns if column.role == "value"]
    if len(values) < 2 or any(column.measure for column in values):
        return columns
    coded = {one.head: one.code or code_of("disease", one.head, vocabulary) for one in values}
    if {one.dimension for one in values} == {"sex"} or not all(coded.values()):
        return columns
    return [
        replace(one, dimension="disease", code=coded[one.head]) if one.role == "value" and not one.dimension else one
        for one in columns
    ]


def _of_disease(column: DraftColumn, vocabulary: Vocabulary) -> DraftColumn:
    """A column of cases whose head names the disease."""
    if column.measure not in _BY_DISEASE or column.dimension:
        return column
    code = disease_in(column.head, vocabulary)
    return replace(column, dimension="disease", code=code) if code else column


def _grain(look: Look, columns: list[DraftColumn]) -> str:
    for role in ("month", "quarter", "week"):
        if _has(columns, role):
            return role
    if _has(columns, "year"):
        return "year"
    index = next((at for at, column in enumerate(columns) if column.role == "period"), None)
    kinds = (
        Counter(kind for cell in look.column(index)[:200] if (kind := grain_of(cell))) if index is not None else None
    )
    return kinds.most_common(1)[0][0] if kinds else "month"


def _sample(look: Look, columns: list[DraftColumn]) -> str:
    """A label of a period as this table writes them."""
    index = next((at for at, column in enumerate(columns) if column.role == "period"), None)
    cells = look.column(index) if index is not None else []
    first = next((cell for cell in cells if grain_of(cell)), "")
    try:
        return first if first and parse(first).kind is not Kind.DAY else ""
    except PeriodError:
        return ""


def _level(place: DraftColumn | None, stated: list[str]) -> str:
    by_head = hints.found_in(place.head, hints.LEVELS) if place else ""
    widths = {len(cell) for cell in stated if cell.isdecimal()}
    if widths and max(widths) <= 2:
        return "province"
    return by_head or "commune"


def states_of(cells: list[str]) -> dict[str, str]:
    """The words in place of numbers, the most frequent first, with the state that each probably means; empty: set aside."""
    words = Counter(cell for cell in cells if not is_number(cell))
    return {word: hints.CELLS.get(key(word), "not_reported" if not word else "") for word, _ in words.most_common(30)}


def _has(columns: Sequence[DraftColumn], role: str) -> bool:
    return any(column.role == role for column in columns)


def _slug(name: str) -> str:
    words = re.sub(r"[^a-z]+", "_", strip_marks(key(name.rsplit("/", 1)[-1].split(".", maxsplit=1)[0]))).strip("_")
    return words or "bang_so_lieu"


def _title(name: str) -> str:
    words = re.sub(r"[-_ ]+", " ", name.rsplit("/", 1)[-1].split(".", maxsplit=1)[0]).strip()
    return words[:1].upper() + words[1:]
