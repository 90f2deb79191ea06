"""What is wrong with a document that is no XML, in words that a person who never saw XML understands, and in which field.

Only documents that were refused come here: they are read once more up to the fault.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

_CAUSES = {  # by libxml2's number of the error
    4: "không có thẻ mở đầu",
    5: "còn nội dung sau thẻ đóng cuối cùng",
    9: "có ký tự điều khiển không được phép",
    26: "dùng ký hiệu &…; mà XML không có",
    39: "thuộc tính của thẻ viết sai",
    42: "thuộc tính của thẻ ghi hai lần",
    63: "đoạn CDATA không đóng",
    68: "dấu & hoặc < trong chữ phải viết là &amp; hoặc &lt;",
    76: "thẻ đóng không khớp thẻ mở",
    77: "bị cắt cụt giữa chừng",
    81: "có chữ không phải UTF-8, thường do gõ bằng bảng mã cũ (TCVN3, VNI)",
    114: "thẻ lồng nhau quá sâu",
    201: "tiền tố của thẻ chưa được khai báo",
}
_LONG = "một giá trị dài hơn 10 MB"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a document is no XML. `field` is the element that was open there, `row` how many elements of the table's rows had begun."""

    cause: str
    field: str | None = None
    row: int | None = None


def fault_in(document: bytes, error: etree.XMLSyntaxError, options: Mapping[str, Any], row: str | None) -> Fault:
    """What made lxml refuse a document that it read with these options. `row` is the element that holds one row."""
    words = error.msg or ""
    cause = _LONG if "too long" in words or "too big" in words else _CAUSES.get(getattr(error, "code", 0), "")
    place = f"ký tự thứ {error.offset}" if error.lineno == 1 else f"hàng {error.lineno}, cột {error.offset}"
    said = ", ".join(part for part in (cause, place if error.lineno else "") if part)
    reader = etree.XMLPullParser(("start", "end"), encoding="utf-8", **options)
    try:
        reader.feed(document)
        reader.close()
    except etree.XMLSyntaxError:
        pass
    rows, open_tags = 0, []
    for event, element in reader.read_events():
        name = str(getattr(element, "tag", "")).rpartition("}")[2]
        if event == "start":
            open_tags.append(name)
            rows += name == row
        elif open_tags:
            open_tags.pop()
    return Fault(said, open_tags[-1] if len(open_tags) > 1 else None, rows or None)
