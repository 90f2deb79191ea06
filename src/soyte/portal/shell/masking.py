"""Personal fields: masked on every page, shown one at a time to whoever may see them, and each showing is logged.

A page carries the value sealed, bound to the person it was made for, so that one page and one view serve every masked field.
"""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.sealing import seal, unseal

_PURPOSE = "masked"
SECONDS = 8 * 3600
DOT = "•"


def masked(value: str, kind: str = "text") -> str:
    """What everybody sees: `••••••678` of a number, `N••••• V•• A••` of a name, `a••••@soyte.vn` of an address.

    `kind` is number (identifiers, telephones: the last three), email, name, or text (nothing of it).
    """
    if not value:
        return ""
    if kind == "number":
        return DOT * max(3, len(value) - 3) + value[-3:] if len(value) > 5 else DOT * 5
    if kind == "email" and "@" in value:
        local, _, host = value.rpartition("@")
        return f"{local[:1]}{DOT * 4}@{host}"
    if kind == "name":
        return " ".join(word[:1] + DOT * 3 for word in value.split())
    return DOT * 8


def field(
    request: Any, value: str, kind: str = "text", *, what: str = "", needs: str = "SEE_PERSONAL", place: str = ""
) -> SafeString:
    """The masked value, with a button that shows it for whoever has the permission `needs` (at `place`).

    `what` names the field in the access log; it must not hold what is masked.
    """
    may = request.access.may(Permission[needs], place or None)
    said = {"value": value, "what": what, "needs": needs, "place": place, "for": request.user.pk}
    context = {"masked": masked(value, kind), "may": may, "sealed": seal(_PURPOSE, said) if may else ""}
    return render_to_string("masked.html", context, request)


def opened(sealed: str, user: Any) -> dict[str, str] | None:
    """What a masked field holds, if it was made for this person today. Raises InvalidToken when it was not sealed here."""
    said: dict[str, Any] = unseal(_PURPOSE, sealed, SECONDS)
    return said if said["for"] == user.pk and said["needs"] in Permission.__members__ else None
