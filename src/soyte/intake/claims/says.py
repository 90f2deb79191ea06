"""The words for what was set aside: where, why, and what to do. They never repeat what a dossier says of a person."""

from __future__ import annotations

from soyte.catalogue.claims import columns, tables
from soyte.intake.claims.limits import DEEPEST_ARCHIVE, EXPANSION, LARGEST_UNIT, MOST_MEMBERS
from soyte.intake.claims.members import shown
from soyte.intake.claims.model import Aside

_RESEND = "hãy báo cơ sở gửi lại hồ sơ này"
_EXPORT = "hãy báo nơi xuất tệp sửa phần mềm rồi gửi lại"
SAYS: dict[str, tuple[str, str]] = {
    # files
    "bomb": (
        f"tệp nén phình ra hơn {EXPANSION} lần, giống tệp phá hoại",
        "hãy kiểm tra nguồn gốc tệp, chia nhỏ rồi gửi lại",
    ),
    "members": (f"tệp nén có hơn {MOST_MEMBERS:,} tệp".replace(",", "."), "hãy chia thành nhiều tệp nén"),
    "nested": (f"tệp nén lồng quá {DEEPEST_ARCHIVE} lớp", "hãy giải nén bớt rồi gửi lại"),
    "packing": ("tệp nén bị hỏng", "hãy xin lại tệp"),
    "cut": ("tệp nén bị cắt cụt nên chỉ đọc được phần đầu", "hãy xin lại tệp đầy đủ"),
    "trailing": ("sau phần nén còn dữ liệu lạ, đã bỏ qua", "hồ sơ trong phần nén vẫn được nhận; hãy báo nơi xuất tệp"),
    "packed_otherwise": ("nén bằng {detail}, kiểu nén chưa đọc được", "hãy giải nén rồi nén lại thành .zip hoặc .gz"),
    "empty": ("tệp rỗng, không có chữ nào", "hãy xin lại tệp"),
    "page": ("là trang web (HTML), thường là thông báo lỗi được lưu nhầm thành tệp", "hãy xuất hoặc tải lại tệp hồ sơ"),
    "whole_base64": (
        "cả tệp đã mã hóa base64, là dạng gửi lên Cổng chứ không phải tệp hồ sơ",
        "hãy xin tệp XML trước khi mã hóa, gốc là GIAMDINHHS",
    ),
    "no_dossiers": ("không có thẻ HOSO nào", "hãy kiểm tra đã chọn đúng tệp chưa, rồi báo nơi xuất tệp"),
    "between": (
        "giữa các hồ sơ có nội dung không thuộc hồ sơ nào, không được nhận",
        "hãy mở bản gốc để xem, rồi báo nơi xuất tệp kiểm tra phần mềm",
    ),
    "encrypted": ("tệp nén đặt mật khẩu", "hãy bỏ mật khẩu rồi gửi lại"),
    "encoding": ("bảng mã chữ không dùng được", "hãy lưu lại bằng UTF-8"),
    "foreign": ("không phải tệp hồ sơ khám chữa bệnh: gốc cần là GIAMDINHHS", "hãy kiểm tra đã chọn đúng tệp chưa"),
    "declaration": ("có khai báo DOCTYPE hoặc ENTITY, là thứ không được có trong hồ sơ", _EXPORT),
    # dossiers
    "unclosed": ("thiếu thẻ đóng HOSO", _EXPORT),
    "truncated": ("bị cắt cụt ở cuối tệp", "hãy xin lại tệp đầy đủ"),
    "too_large": (f"một hồ sơ lớn hơn {LARGEST_UNIT >> 20} MB", "hãy kiểm tra hồ sơ này tại cơ sở"),
    "open_text": ("có đoạn CDATA hoặc ghi chú không đóng", _EXPORT),
    "marks_in_text": ("có thẻ HOSO nằm trong đoạn chữ nên không biết hồ sơ kết thúc ở đâu", _EXPORT),
    "malformed": ("không phải XML hợp lệ", _RESEND),
    "envelope": ("không đúng cấu trúc HOSO › FILEHOSO › LOAIHOSO, NOIDUNGFILE", _EXPORT),
    "base64": ("nội dung không giải mã được (base64)", _RESEND),
    "other_root": ("nội dung không phải của bảng đã ghi ở LOAIHOSO", _EXPORT),
    "old_layout": (
        "theo mẫu Quyết định 4210/QĐ-BYT, thôi dùng từ 01/7/2024",
        "hãy báo cơ sở xuất theo mẫu Quyết định 130/QĐ-BYT (đã sửa bởi 4750 và 3176)",
    ),
    "repeated_field": ("một trường được ghi hai lần trong một dòng", _EXPORT),
    "no_summary": ("không có bảng XML1", _RESEND),
    "two_summaries": ("có nhiều bảng XML1", _EXPORT),
    "no_rows": ("không có dòng nào đọc được", _RESEND),
    "no_key": ("thiếu mã liên kết (MA_LK) hoặc mã dài quá 100 ký tự", _RESEND),
    "no_facility": ("thiếu mã cơ sở khám chữa bệnh hoặc mã không đủ 5 ký tự", _RESEND),
    "other_facility": (
        "mã cơ sở ở XML1 khác mã cơ sở ở đầu tệp",
        "hãy hỏi lại cơ sở gửi; hồ sơ của cơ sở nào để trong tệp của cơ sở đó",
    ),
    "sent_again": ("được gửi lại ở phía sau trong cùng lần gửi; lấy bản sau", "không cần làm gì"),
    # parts
    "unknown_table": (
        "bảng không có trong quy định",
        "phần còn lại của hồ sơ vẫn được nhận; hãy hỏi cơ sở gửi bảng này để làm gì",
    ),
    "unknown_field": (
        "trường không có trong quy định",
        "phần còn lại của hồ sơ vẫn được nhận; hãy báo cơ sở kiểm tra tên trường",
    ),
    "more_odd": ("còn nhiều chỗ lạ nữa trong bảng này", "hãy mở bản gốc để xem"),
    "nested_field": ("trong trường có thẻ khác; chữ ở trong vẫn được nhận", "hãy báo cơ sở kiểm tra phần mềm"),
    "stray_words": (
        "có chữ nằm ngoài các trường",
        "phần còn lại của hồ sơ vẫn được nhận; hãy báo cơ sở kiểm tra phần mềm",
    ),
    "attribute": ("thẻ có thuộc tính lạ", "giá trị vẫn được nhận; hãy báo cơ sở kiểm tra phần mềm"),
}
_KNOWN = {field.name for one in tables() for field in columns(one.table)}
_TABLES = {name for one in tables() for name in (one.table, one.root, one.list, one.row)}
_TELLING = {"malformed", "other_facility", "encoding"}  # whose detail is in words of ours, or figures


def message(aside: Aside) -> str:
    """Why it was set aside."""
    words, detail = SAYS[aside.reason][0].format(detail=aside.detail), aside.detail
    if not detail:
        return words
    if aside.reason == "marks_in_text":
        return f"{words} ({detail} thẻ trong đoạn chữ)"
    if aside.reason in ("foreign", "other_root"):
        return f"{words} (gốc {named(detail)})"
    return f"{words} ({detail})" if aside.reason in _TELLING else words


def remedy(aside: Aside) -> str:
    """What to do."""
    return SAYS[aside.reason][1]


def where(aside: Aside) -> str:
    """File, dossier, table and row, as far as they are known."""
    parts = [aside.member]
    if aside.dossier is not None:
        parts.append(f"hồ sơ thứ {aside.dossier}")
    if aside.table is not None:
        parts.append(f"bảng {named(aside.table)}")
    if aside.row is not None:
        parts.append(f"dòng {aside.row}")
    if aside.field is not None:
        parts.append(f"trường {named(aside.field)}")
    return ", ".join(parts)


def named(name: str) -> str:
    """A name that a dossier gives to something: an unknown one is told in part only, for it may be anything."""
    if name in _KNOWN or name in _TABLES:
        return name
    return f"lạ “{shown(name)[:24]}”"
