"""Somebody who follows every link that is shown to them meets no closed door, and reads Vietnamese everywhere."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

SignIn = Callable[[str], Client]
MOST = 150
PROGRAMMERS = "/tai-khoan/api/"
LINK = re.compile(r'<a [^>]*href="([^"#]+)')
HIDDEN = re.compile(r"<head>.*?</head>|<(script|code|pre)\b.*?</\1>", re.DOTALL)
CODES = re.compile(
    r"\b(None|True|False|null|submission|observation|statement|publication|proposed|withdrawn|rejected|accepted|missed|"
    r"attained|stated|computed|council|committee|20\d\d-\d\d-\d\d)\b"
)


def kind(address: str) -> str:
    """Addresses of one kind show the same page: numbers and the values of filters aside."""
    path, _, query = address.partition("?")
    names = sorted(one.partition("=")[0] for one in query.split("&"))
    return re.sub(r"^/(danh-muc/\w+|chi-tieu)/[^/]+/$", r"/\1/x/", re.sub(r"\d+", "0", path)) + ",".join(names)


@pytest.mark.slow
@pytest.mark.parametrize("who", ["viewer", "sender"])
def test_no_link_leads_to_a_closed_door_and_no_code_is_shown(home: Path, sign_in: SignIn, who: str) -> None:
    client, seen, ways = sign_in(who), set[str](), [("/", "")]
    closed, codes = [], []
    while ways and len(seen) < MOST:
        address, at = ways.pop(0)
        if kind(address) in seen:
            continue
        seen.add(kind(address))
        answer = client.get(address)
        if answer.status_code not in (200, 302):
            closed.append(f"{at} → {address}: {answer.status_code}")
        if answer.status_code != 200 or answer.streaming or not answer["Content-Type"].startswith("text/html"):
            continue
        page = answer.content.decode()
        words = html.unescape(re.sub(r"<[^>]+>", " ", HIDDEN.sub(" ", page)))
        if address != PROGRAMMERS:
            codes += [f"{address}: {one}" for one in CODES.findall(words)]
        for found in map(html.unescape, LINK.findall(page)):
            way = address.partition("?")[0] + found if found.startswith("?") else found
            if way.startswith("/") and not re.search(r"^/(api|static|dang-xuat)|xuat=|tai-ve", way):
                ways.append((way, address))
    assert (closed, codes) == ([], [])
    assert len(seen) > 40
