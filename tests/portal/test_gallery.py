"""Every page is pictured for the guide, or it is said why not; a new page comes with its picture (`make gallery`)."""

from __future__ import annotations

import re

from django.urls import resolve
from gallery.photography import WAYS
from gallery.pictures import PICTURES, WITHOUT
from gallery.showing import FOLDER

from repository import tracked
from soyte.portal import urls
from soyte.portal.shell.pages import PAGES

NOWHERE = "00000000-0000-0000-0000-000000000000"
UUIDS = {"batch", "check", "draft", "shapes"}


def test_every_page_has_a_picture_or_a_reason_why_it_has_none() -> None:
    assert urls.urlpatterns
    assert set(PICTURES) | set(WITHOUT) == set(PAGES)
    assert set(PICTURES) & set(WITHOUT) == set()


def test_every_picture_is_of_the_page_that_it_names() -> None:
    shown = {}
    for name, one in PICTURES.items():
        path = re.sub(r"\{(\w+)\}", lambda said: NOWHERE if said[1] in UUIDS else "1", one.address.partition("?")[0])
        shown[name] = resolve(path).url_name
    assert shown == {name: name for name in PICTURES}


def test_the_pictures_are_there_and_no_others() -> None:
    expected = {FOLDER / f"{name}-{way}.png" for name in PICTURES for way in WAYS}
    assert {path for path in tracked() if path.parent == FOLDER and path.suffix == ".png"} == expected
    assert sum(path.stat().st_size for path in expected) < 6 * 2**20


def test_the_page_of_pictures_shows_each() -> None:
    page = (FOLDER / "index.md").read_text("utf-8")
    assert set(re.findall(r"\]\(([\w-]+\.png)\)", page)) == {f"{name}-{way}.png" for name in PICTURES for way in WAYS}
