"""Registration of operations. Registering says who may call, as for pages; nothing is open by being forgotten.

@operation("figures", needs=Permission.SEE_FIGURES, tag="Số liệu")
def figures(request: Called, indicator: str) -> dict: ...
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja import Router

from soyte.portal.people.models import User
from soyte.portal.shell.access import Access
from soyte.portal.shell.permissions import Permission

router = Router()


class Called(HttpRequest):
    """A call of an operation: whose it is, and what they may do."""

    user: User
    access: Access


@dataclass(frozen=True)
class Operation:
    """An operation: method, path below `/api/`, and the permission that it needs."""

    name: str
    method: str
    path: str
    needs: Permission


OPERATIONS: dict[str, Operation] = {}
View = Callable[..., Any]


def operation(path: str, *, needs: Permission, tag: str, method: str = "GET", name: str = "") -> Callable[[View], View]:
    """Register a view as an operation. Its first docstring line is its summary."""

    def register(view: View) -> View:
        made = Operation(name or view.__name__, method, path, needs)
        if made.name in OPERATIONS:
            raise RuntimeError(f"two operations are called {made.name}")
        OPERATIONS[made.name] = made

        @functools.wraps(view)
        def guarded(request: Called, *args: Any, **kwargs: Any) -> Any:
            if not request.access.may(needs):
                raise PermissionDenied(needs.value)
            return view(request, *args, **kwargs)

        # Ninja reads annotations in the module of what it is given, which is this one.
        guarded.__signature__ = inspect.signature(view, eval_str=True)  # type: ignore[attr-defined]
        summary, _, description = (view.__doc__ or "").strip().partition("\n")
        router.api_operation(
            [method],
            f"/{path}",
            operation_id=made.name,
            summary=summary.rstrip("."),
            description=f"{description.strip()}\n\nCần quyền: {needs.value}.".strip(),
            tags=[tag],
        )(guarded)
        return guarded

    return register
