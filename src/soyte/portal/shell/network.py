"""Where a request comes from, when proxies stand in between."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The address of the machine that asked: the one our outermost proxy saw. What a client claims itself is not believed.

    With `SOYTE_PORTAL_PROXIES=n`, each of n proxies appends the address it was asked from to X-Forwarded-For; the n-th
    from the end is then the client's.
    """
    asked_by = str(request.META.get("REMOTE_ADDR") or "")
    proxies = int(settings.PROXIES)
    said = [one.strip() for one in str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",") if one.strip()]
    if not proxies or not said:
        return asked_by
    try:
        return str(ip_address(said[-proxies] if len(said) >= proxies else said[0]))
    except ValueError:
        return asked_by
