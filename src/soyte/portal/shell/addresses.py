"""Addresses of pages that many others link to, with readable filters."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import quote

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode


def trace_address(figure: str | None) -> str | None:
    """Where a figure comes from; None for what has no address."""
    return f"{_trace()}?so-lieu={quote(figure, safe='@/:')}" if figure else None


@cache
def _trace() -> str:
    """Tables hold thousands of such addresses."""
    return reverse("trace")


def indicator_address(code: str, **filters: Any) -> str:
    """The page of an indicator; filters without a value are left out."""
    said = {name: value for name, value in filters.items() if value not in (None, "")}
    return reverse("indicator", args=[code]) + (f"?{urlencode(said)}" if said else "")


def page_address(name: str, *args: Any) -> str:
    """The address of a page; empty if this installation has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
