"""The sentences by which cells are set aside. None of them repeats what was written there."""

from __future__ import annotations

from collections.abc import Iterable

from soyte.intake.counts.model import Fault

FIELDS = {
    "line": "dòng",
    "measure": "số đo",
    "place": "địa bàn",
    "period": "kỳ",
    "status": "trạng thái",
    "facility": "cơ sở",
    "disease": "bệnh",
    "sex": "giới",
    "age_group": "nhóm tuổi",
    "category": "phân loại",
    "person": "người",
    "value": "giá trị",
}
_VALUE = {
    "not_a_number": (
        "Giá trị không phải là số theo cách viết đã khai ({form}).",
        "Sửa ô thành số, hoặc khai chữ này trong cells hay sửa value › numbers của tệp ánh xạ.",
    ),
    "negative": ("Số đếm âm.", "Số đếm không thể âm: kiểm tra lại ô này."),
    "not_whole": (
        "Số lẻ, trong khi số đo đếm từng đơn vị nguyên.",
        "Sửa ô, xem lại dấu phân cách (value › numbers), hoặc khai value › whole: false nếu số đo có phần lẻ.",
    ),
    "too_large": ("Số quá lớn, phần nguyên có hơn 18 chữ số.", "Kiểm tra lại ô này, có thể nhiều số bị dính liền."),
    "too_precise": ("Số có hơn 6 chữ số ở phần lẻ.", "Làm tròn còn nhiều nhất 6 chữ số ở phần lẻ."),
}
_FORMS = {"vi": "1.234,5", "en": "1,234.5", "plain": "1234.5"}
_LINES = {
    "too_few_fields": ("Dòng có ít ô hơn dòng tiêu đề.", "Thêm các ô thiếu hoặc xem dòng có bị ngắt giữa chừng không."),
    "too_many_fields": (
        "Dòng có nhiều ô hơn dòng tiêu đề.",
        "Đặt ô có dấu phân cách ở bên trong vào dấu nháy kép, hoặc bỏ ô thừa.",
    ),
    "unclosed_quote": ("Dấu nháy kép mở ra mà không khép lại.", "Khép dấu nháy kép, hoặc bỏ nó đi."),
    "overlong": ("Dòng dài hơn 1 MB.", "Xem tệp có mất dấu xuống dòng không."),
}


def bad_line(reason: str) -> Fault:
    """A line whose cells cannot be told apart."""
    return Fault("line", reason, *_LINES[reason])


def bad_value(reason: str, form: str) -> Fault:
    """A value cell that cannot be counted."""
    message, remedy = _VALUE[reason]
    return Fault("value", reason, message.format(form=_FORMS[form]), remedy)


def missing(field: str) -> Fault:
    """Nothing written where something must be."""
    return Fault(field, "missing", f"Ô {FIELDS[field]} để trống.", "Điền vào ô này rồi gửi lại.")


def too_long(field: str) -> Fault:
    """More than any name, label or code."""
    name = FIELDS.get(field, field)
    return Fault(field, "too_long", f"Ô {name} dài hơn 300 ký tự.", "Kiểm tra lại ô này, có thể nhiều ô bị dính liền.")


def unknown_word(field: str, known: Iterable[str]) -> Fault:
    """A word that the mapping does not translate."""
    reason = {"measure": "unknown_measure", "status": "unknown_status"}.get(field, "unknown_value")
    words = [word or "(để trống)" for word in known]
    listed = ", ".join(words[:12]) + (", …" if len(words) > 12 else "")
    return Fault(
        field,
        reason,
        f"Chữ ở ô {FIELDS[field]} chưa có trong tệp ánh xạ.",
        f"Tệp ánh xạ biết: {listed}. Sửa ô hoặc thêm vào values.",
    )


def unknown_place(near: Iterable[str]) -> Fault:
    """Nothing is called so."""
    names = ", ".join(near)
    hint = f"Gần giống: {names}. " if names else ""
    return Fault(
        "place",
        "unknown_place",
        "Không có đơn vị hành chính nào mang tên hoặc mã này.",
        f"{hint}Sửa ô, hoặc khai tên này trong place › names.",
    )


def ambiguous_place(candidates: Iterable[str]) -> Fault:
    """Several places are called so."""
    names = "; ".join(candidates)
    return Fault(
        "place",
        "ambiguous_place",
        "Nhiều đơn vị hành chính cùng mang tên này.",
        f"Có thể là: {names}. Ghi mã, hoặc khai place › within hay place › names.",
    )


def place_not_in_period(spans: Iterable[str], since: Iterable[str]) -> Fault:
    """The place existed before or after, not then."""
    there = ", ".join(since)
    remedy = f"Địa bàn này trong kỳ đó thuộc {there}. " if there else ""
    return Fault(
        "place",
        "place_not_in_period",
        f"Đơn vị hành chính này không tồn tại trong kỳ của dòng: {'; '.join(spans)}.",
        f"{remedy}Kiểm tra kỳ, hoặc ghi tên đơn vị của thời điểm đó.",
    )


def outside_place() -> Fault:
    """A place, but not of the area that the file is about."""
    return Fault(
        "place",
        "outside_place",
        "Đơn vị hành chính này nằm ngoài địa bàn đã khai ở place › within.",
        "Kiểm tra mã, hoặc sửa place › within của tệp ánh xạ.",
    )


def unreadable_period(expected: str) -> Fault:
    """Not a period."""
    return Fault("period", "unreadable_period", "Không hiểu kỳ ghi ở dòng này.", f"Cần {expected}.")


def wrong_grain(expected: str) -> Fault:
    """A period, but not of the kind that the table is about."""
    return Fault(
        "period",
        "wrong_grain",
        f"Kỳ này không phải là {expected}.",
        f"Cần đúng {expected}; kỳ khác loại hãy để ở tệp khác.",
    )
