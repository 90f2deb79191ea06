"""What a person says of a change of places, on the form and as an act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.http import QueryDict

from soyte.measures.boundaries import composing
from soyte.measures.boundaries.composing import Part, share_of
from soyte.places import Act, Atlas, PlaceError, resolve
from soyte.portal.shell.book import home_place

KINDS: Mapping[str, str] = {
    "nhap": "Sáp nhập",
    "chia": "Chia tách",
    "lap": "Lập mới từ một phần",
    "ten": "Đổi tên, đổi loại",
    "chuyen": "Chuyển về đơn vị khác",
}
PARTS = 6
_LONGEST = 300


@dataclass(frozen=True)
class SaidPart:
    """A row of the form: where a part goes to or comes from."""

    code: str = ""
    name: str = ""
    share: str = ""


@dataclass(frozen=True)
class Said:
    """The fields of the form as they were written."""

    kind: str = "nhap"
    codes: str = ""
    into: str = ""
    name: str = ""
    parent: str = ""
    on: str = ""
    document: str = ""
    reason: str = ""
    parts: tuple[SaidPart, ...] = ()

    @staticmethod
    def of(query: QueryDict) -> Said:
        """Read from an address or a form."""
        parts = tuple(
            SaidPart(*(query.get(f"phan-{name}-{number}", "").strip() for name in ("ma", "ten", "ty")))
            for number in range(PARTS)
        )
        kind = query.get("viec", "nhap")
        words = {field: query.get(name, "").strip() for field, name in _FIELDS.items()}
        return Said(kind if kind in KINDS else "nhap", **words, parts=parts)

    def act(self, atlas: Atlas) -> Act:
        """The change; PlaceError says what is missing or cannot be done."""
        on, document = self._day(), self._document()
        filled = [replace(one, code=_code(atlas, one.code, on)) for one in self.parts if one.code]
        into, parent = _code(atlas, self.into, on), _code(atlas, self.parent, on)
        match self.kind:
            case "nhap":
                written = [one.strip() for one in self.codes.replace(";", ",").split(",") if one.strip()]
                codes = [_code(atlas, one, on) for one in written]
                return composing.merge(atlas, codes, into, on, document, name=self.name, parent=parent)
            case "chia":
                parts = [Part(one.code, one.name, share_of(one.share)) for one in filled]
                return composing.split(atlas, _code(atlas, self.codes, on), parts, on, document, parent=parent)
            case "lap":
                parts = [Part(one.code, "", share_of(one.share)) for one in filled]
                return composing.carve(atlas, into, self.name, parts, on, document, parent=parent)
            case "ten":
                if not self.name:
                    raise PlaceError("Hãy ghi tên mới, kèm loại nếu đổi loại: “phường Hoa Sữa”.")
                return composing.rename(atlas, _code(atlas, self.codes, on), on, document, name=self.name)
        if not self.parent:
            raise PlaceError("Hãy ghi đơn vị cấp trên mới.")
        return composing.rename(atlas, _code(atlas, self.codes, on), on, document, parent=parent)

    def _day(self) -> date:
        try:
            return date.fromisoformat(self.on)
        except ValueError:
            raise PlaceError("Hãy ghi ngày thay đổi có hiệu lực.") from None

    def _document(self) -> str:
        if not self.document:
            raise PlaceError("Hãy ghi văn bản quyết định: số, ngày, cơ quan ban hành.")
        told = f"{self.document} (lý do: {self.reason})" if self.reason else self.document
        if len(told) > _LONGEST:
            raise PlaceError(f"Văn bản và lý do dài {len(told)} ký tự; hãy rút còn {_LONGEST}.")
        return told


def _code(atlas: Atlas, written: str, on: date) -> str:
    """The code of a unit of the eve that is named; codes stay as they are. PlaceError for a name of none, or of several."""
    if not written or written.isdecimal():
        return written
    own = home_place()
    found = resolve(written, on - timedelta(days=1), within=None if own == "VN" else own, atlas=atlas)
    if found.unit is None:
        raise PlaceError(found.message)
    return found.unit.code


_FIELDS = {
    "codes": "tu",
    "into": "vao",
    "name": "ten",
    "parent": "tren",
    "on": "ngay",
    "document": "van-ban",
    "reason": "ly-do",
}
