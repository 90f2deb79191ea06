"""The slips planted in the sample reports, so that a demonstration and a test know what an audit must find."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Slip:
    """In `document`, `quote` is wrong; `correct` is what arithmetic gives; `kind` is the kind of claim it breaks."""

    document: str
    quote: str
    correct: str
    kind: str


SLIPS = (
    Slip("bao-cao-nam-2025.docx", "17,4%, đạt chỉ tiêu giao", "chưa đạt (chỉ tiêu dưới 17%)", "target_attainment"),
    Slip("bao-cao-nam-2025.docx", "tăng 47 ca", "37", "difference"),
    Slip("bao-cao-nam-2025.docx", "1.986.450 lượt", "1.976.450", "sum"),
    Slip("bao-cao-nam-2025.docx", "56.480", "56.840", "sum"),
    Slip("bao-cao-nam-2025.docx", "2.031.240 lượt tra cứu thành công, đạt 97,1%", "91,7", "ratio"),
    Slip("bao-cao-an-toan-thuc-pham.pdf", "xử phạt 531 cơ sở", "nhiều nhất 512", "subset"),
    Slip("bao-cao-an-toan-thuc-pham.pdf", "93,0%", "95,0", "ratio"),
    Slip("ban-tin-dich-tuan-50.txt", "cả 3 bệnh truyền nhiễm lưu hành chính đều giảm", "tay chân miệng tăng", "words"),
    Slip("ban-tin-dich-tuan-50.txt", "7 xã, phường", "6", "count"),
    Slip("ban-tin-dich-tuan-50.txt", "tăng 4 ca", "3", "difference"),
    Slip("tin-hoi-nghi-tong-ket.html", "đạt 92,7%", "91,7", "ratio"),
    Slip("bieu-chi-tieu-2025.xlsx", "17,4", "không đạt (không quá 17,0)", "target_attainment"),
    Slip("bieu-chi-tieu-2025.xlsx", "92,0", "90,3", "ratio"),
    Slip("bieu-chi-tieu-2025.xlsx", "17.419", "17.149", "sum"),
)
