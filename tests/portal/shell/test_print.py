"""On paper: all rows, heads on each sheet, sheets that are numbered in text."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page

from soyte.portal.accesslog import note_from_inside


def test_a_list_that_comes_in_pages_is_printed_whole(home: Path, sign_in: Callable[[str], Client]) -> None:
    for number in range(120):
        note_from_inside("data", "thử", what=f"dòng thử {number:03}")
    client, address = sign_in("auditor"), "/quan-tri/nhat-ky/?viec=th%E1%BB%AD"
    page = client.get(f"{address}&trang=2").content.decode()
    assert len(re.findall(r"dòng thử \d+", page)) == 20 and "data-print" not in page
    way = re.search(r'href="([^"]*xuat=in[^"]*)">In mọi dòng', page)
    assert way and "trang=2" not in way[1]
    whole = client.get(f"{address}&xuat=in").content.decode()
    assert len(set(re.findall(r"dòng thử \d+", whole))) == 120 and "data-print" in whole


@pytest.mark.slow
def test_every_sheet_has_the_head_of_the_table_and_its_number(
    home: Path, as_person: Callable[..., Page], tmp_path: Path
) -> None:
    page = as_person("viewer", "/danh-muc/")
    shown = page.locator("tbody tr").count()
    page.pdf(path=tmp_path / "in.pdf", prefer_css_page_size=True)
    read = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "in.pdf", "-"], capture_output=True, text=True, check=True
    )
    sheets = read.stdout.split("\f")[:-1]
    assert shown > 100 and len(sheets) > 2
    head = page.locator("thead th").first.inner_text()
    for number, sheet in enumerate(sheets, 1):
        assert re.search(rf"\b{number} ?/ ?{len(sheets)}\s*$", sheet.rstrip())
    assert all(head in sheet for sheet in sheets[:-1])
    assert page.locator("tbody tr").last.locator("td").first.inner_text().split()[0] in " ".join(sheets[-2:])
