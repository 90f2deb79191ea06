"""Makes the sample files beside it with python-docx, xlwt and LibreOffice: `python make.py`.

The province is invented. The files are committed so that the tests need neither LibreOffice nor xlwt,
which is no dependency of ours.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

import docx
import xlwt
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

HERE = Path(__file__).parent
PARAGRAPHS = [
    "Thực hiện Kế hoạch số 12/KH-SYT ngày 05/01/2024, Sở Y tế tỉnh Hoà Giang tổng hợp kết quả công tác y tế năm 2024; "
    "toàn tỉnh có 152 trạm y tế xã, phường, thị trấn, trong đó 149 trạm có bác sĩ làm việc, đạt 98,0%, tăng 2,6% so "
    "với cùng kỳ năm trước và vượt 1,0% so với kế hoạch được giao từ đầu năm.",
    "- Tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ đạt 95,2%, tương ứng 18.274 trẻ trên tổng số 19.195 trẻ sinh ra "
    "và cư trú trên địa bàn (chỉ tiêu giao năm 2024 là ≥ 95%).",
    "- Số ca mắc sốt xuất huyết giảm 12,5% (từ 1.208 ca xuống 1.057 ca), không có tử vong.",
    "Về khám bệnh, chữa bệnh: tổng số lượt khám là 1.916.510 lượt, công suất sử dụng giường bệnh đạt 86,4%; thực hiện "
    "Quyết định số 815/QĐ-UBND ngày 20/3/2024 của Uỷ ban nhân dân tỉnh về kế hoạch phát triển sự nghiệp y tế.",
]


def page_number(paragraph: docx.text.paragraph.Paragraph) -> None:
    run = paragraph.add_run()._r
    for kind, instruction in (("begin", ""), ("", " PAGE "), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = instruction
        run.append(element)


def report() -> docx.document.Document:
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Liberation Serif", Pt(14)
    normal.paragraph_format.line_spacing, normal.paragraph_format.space_after = 1.3, Pt(6)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    page_number(section.header.paragraphs[0])
    section.footer.paragraphs[0].text = "Sở Y tế Hoà Giang - Báo cáo năm 2024"
    title = document.add_paragraph()
    title.add_run("BÁO CÁO KẾT QUẢ CÔNG TÁC Y TẾ NĂM 2024").bold = True
    for number in range(1, 8):
        document.add_paragraph().add_run(f"{number}. Kết quả nhóm {number}").bold = True
        for text in PARAGRAPHS:
            paragraph = document.add_paragraph(text)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.first_line_indent = Cm(1.27)
        if number == 1:
            table = document.add_table(4, 4)
            table.style = "Table Grid"
            table.cell(0, 0).merge(table.cell(1, 0)).text = "TT"
            table.cell(0, 1).merge(table.cell(0, 2)).text = "Số lượt"
            table.cell(0, 3).merge(table.cell(1, 3)).text = "Tỷ lệ thực hiện so với kế hoạch được giao (%)"
            table.cell(1, 1).text, table.cell(1, 2).text = "Kế hoạch", "Thực hiện"
            for row, values in enumerate([("1", "1.200", "1.260", "105,0"), ("2", "800", "", "—")], 2):
                for column, value in enumerate(values):
                    table.cell(row, column).text = value
    return document


def workbook(path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet, hidden = book.add_sheet("Biểu 1"), book.add_sheet("Nháp")
    for column, text in enumerate(["Chỉ tiêu", "Năm 2024"]):
        sheet.write(0, column, text)
    sheet.write(1, 0, "Tỷ lệ trạm có bác sĩ")
    sheet.write(1, 1, 0.864, xlwt.easyxf(num_format_str="0.0%"))
    hidden.write(0, 0, "không đọc")
    hidden.visibility = 1
    book.save(str(path))


def convert(source: Path, target: str, options: dict[str, object] | None = None) -> Path:
    """`target` is an extension with an optional filter; the result lies beside the source."""
    wrapped = {
        key: {"type": "boolean" if value is True else "string", "value": str(value).lower()}
        for key, value in (options or {}).items()
    }
    argument = f"{target}:{json.dumps(wrapped)}" if options else target
    subprocess.run(["soffice", "--headless", "--convert-to", argument, "--outdir", source.parent, source], check=True)
    return source.with_suffix("." + target.partition(":")[0])


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "report.docx")
        report().save(str(source))
        convert(source, "pdf").rename(HERE / "report.pdf")
        secret = {"EncryptFile": True, "DocumentOpenPassword": "matkhau"}
        convert(source, "pdf:writer_pdf_Export", secret).rename(HERE / "password.pdf")
        short = Path(folder, "old.docx")
        docx_short = docx.Document()
        docx_short.add_paragraph("Tệp Word đời cũ.")
        docx_short.save(str(short))
        convert(short, "doc").rename(HERE / "old.doc")
    workbook(HERE / "book.xls")


if __name__ == "__main__":
    main()
