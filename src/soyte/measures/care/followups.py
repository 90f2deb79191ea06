"""Appointments for another examination (XML14), and whether the person came: at the same facility, near the day."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from soyte.engine import Coalesce, Column, Frame, Max
from soyte.ledger.ledger import AsOf, Ledger
from soyte.measures.care.answer import Answer, Field, Value, share
from soyte.measures.care.feed import Feed
from soyte.measures.care.scope import Scope

Where = Literal["same", "any"]
WINDOW = 7
Whole = npt.NDArray[np.int64]
_PERSON = ("SO_CCCD", "MA_THE_BHYT", "MA_BN")
SOURCE = "QĐ 4750/QĐ-BYT; QĐ 3176/QĐ-BYT"


def definition(window: int, where: Where) -> str:
    """The definition with its parameters, for a reader."""
    there = "cùng cơ sở" if where == "same" else "bất kỳ cơ sở nào đã gửi hồ sơ"
    return (
        f"Hẹn là giấy hẹn khám lại (XML14) của hồ sơ ra viện trong kỳ; đến hẹn là cùng người có đợt khám khác tại {there} bắt đầu "
        f"trong vòng {window} ngày trước hoặc sau NGAY_HEN_KL và sau ngày ra. Cùng người: cùng số căn cước, nếu không có thì cùng "
        "thẻ, rồi cùng mã người bệnh của cơ sở (đều là mã giả). Hẹn chưa qua hết khoảng ấy thì chưa kết luận"
    )


def followups(
    ledger: Ledger,
    scope: Scope | None = None,
    *,
    window: int = WINDOW,
    where: Where = "same",
    as_of: AsOf = None,
) -> Answer:
    """Appointments made, kept, missed and still open, by facility. What is known ends with the last day of admission."""
    scope, feed = scope or Scope(), Feed(ledger, as_of)
    feed.only_whole("giấy hẹn khám lại")
    made = _appointments(feed, scope)
    seen = _visits(feed, made)
    last = _last(feed)
    keys = _shared(made["person"], made["facility"], seen[0], seen[1], where)
    day, left = _numbers(made["appointed"]), _numbers(made["left"])
    came = kept(keys[0], day, left, keys[1], seen[2], window)
    nobody = pc.is_null(made["person"]).to_numpy(zero_copy_only=False)
    pending = ~came & (day + window > last)
    codes = made["facility"].combine_chunks().dictionary_encode()
    names, at = codes.dictionary.to_pylist(), codes.indices.to_numpy()
    masks = (np.ones(len(made), bool), came & ~nobody, ~came & ~pending & ~nobody, pending & ~nobody, nobody)
    counts = np.array([np.bincount(at[mask], minlength=len(names)) for mask in masks]).T.reshape(-1, len(masks))
    rows = sorted(
        (_row(code, feed.named(code), counts[place]) for place, code in enumerate(names)),
        key=lambda row: (-int(str(row[2])), str(row[0])),
    )
    total = _row("", "", counts.sum(axis=0))
    until = np.datetime64(last, "D").astype(object)
    fields = (
        Field("facility", "Cơ sở", asks="facility"),
        Field("name", "Tên"),
        Field("made", "Hẹn", "count"),
        Field("kept", "Đến hẹn", "count"),
        Field("missed", "Không đến", "count"),
        Field("open", "Chưa kết luận", "count"),
        Field("unknown", "Không rõ người", "count"),
        Field("kept_share", "% đến hẹn", "percent"),
    )
    return Answer(
        "followups",
        f"Hẹn khám lại, {scope.words}",
        fields,
        tuple(rows),
        feed.pedigree(scope, ("xml1", "xml14"), definition(window, where), SOURCE, len(made)),
        (("Hẹn", total[2], "count"), ("Đến hẹn", total[3], "count"), ("% đến hẹn", total[7], "percent")),
        (f"biết các đợt khám bắt đầu đến ngày {until:%d/%m/%Y}",) if last else (),
        common={"appointed": "true"},
    )


def kept(person: Whole, day: Whole, left: Whole, who: Whole, began: Whole, window: int) -> npt.NDArray[np.bool_]:
    """Whether each appointment (person, day, day of discharge before it) has a visit (who, began) of the same person within the
    window around its day and after the discharge. Days and persons are whole numbers; persons below 2³¹, days from 1970 to 3000."""
    span = 1 << 20
    visits = np.sort(who * span + began)
    start = person * span + np.maximum(day - window, left + 1)
    at = np.searchsorted(visits, start)
    there = at < len(visits)
    found = np.zeros(len(person), bool)
    found[there] = visits[at[there]] <= (person * span + day + window)[there]
    return found


def _appointments(feed: Feed, scope: Scope) -> pa.Table:
    """One row for each dossier with an appointment: facility, person (null where nobody can tell), appointed and left (days)."""
    asked = feed.rows("xml14", scope, "row_key", "NGAY_HEN_KL").select("row_key", appointed=Column("NGAY_HEN_KL"))
    main = feed.rows("xml1", scope, "row_key", "NGAY_RA_day", *_PERSON).select(
        "row_key", "facility", person=_person(), left=Column("NGAY_RA_day")
    )
    joined = main.join(asked, ["row_key"]).reported("appointed").reported("left")
    return feed.collect(joined.select("facility", "person", "appointed", "left"))


def _person() -> Coalesce:
    return Coalesce(tuple(Column(name) for name in _PERSON))


def _visits(feed: Feed, made: pa.Table) -> tuple[pa.ChunkedArray, pa.ChunkedArray, Whole]:
    """Person, facility and day of admission of every visit of these people, in any month."""
    everywhere = feed.rows("xml1", Scope(), "NGAY_VAO_day", *_PERSON).select(
        "facility", person=_person(), began=Column("NGAY_VAO_day")
    )
    people = Frame.rows(pa.table({"person": made["person"]})).distinct("person")
    found = feed.collect(everywhere.join(people, ["person"], "semi").reported("began"))
    return found["person"], found["facility"], _numbers(found["began"])


def _last(feed: Feed) -> int:
    """The last day of admission that is known, as a number of days since 1970; 0 for none."""
    found = feed.collect(feed.rows("xml1", Scope(), "NGAY_VAO_day").group(last=Max(Column("NGAY_VAO_day"))))
    return int(found["last"].cast(pa.int32())[0].as_py() or 0)


def _shared(
    person: pa.ChunkedArray, facility: pa.ChunkedArray, who: pa.ChunkedArray, there: pa.ChunkedArray, where: Where
) -> tuple[Whole, Whole]:
    """Numbers for people (at facilities), the same on both sides; −1 for nobody."""
    people = pc.unique(pa.chunked_array([*person.chunks, *who.chunks], pa.string()))
    places = pc.unique(pa.chunked_array([*facility.chunks, *there.chunks], pa.string()))

    def numbered(names: pa.ChunkedArray, at: pa.ChunkedArray) -> Whole:
        known = pc.fill_null(pc.index_in(names, people), -1).to_numpy().astype(np.int64)
        if where == "any":
            return np.where(pc.is_null(names).to_numpy(zero_copy_only=False), -1, known)
        place = pc.fill_null(pc.index_in(at, places), -1).to_numpy().astype(np.int64)
        return np.where(pc.is_null(names).to_numpy(zero_copy_only=False), -1, known * len(places) + place)

    return numbered(person, facility), numbered(who, there)


def _numbers(days: pa.ChunkedArray) -> Whole:
    return np.asarray(days.cast(pa.int32()).to_numpy(), np.int64)


def _row(code: str, name: str, counts: Whole) -> tuple[Value, ...]:
    made, came, missed, pending, unknown = map(int, counts)
    return code, name, made, came, missed, pending, unknown, share(came, came + missed)
