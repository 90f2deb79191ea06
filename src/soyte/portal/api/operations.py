"""Registration of operations. Registering says who may call, as for pages; nothing is open by being forgotten.

@operation("figures", needs=Permission.SEE_FIGURES, tag="Số liệu")
def figures(request: Called, indicator: str) -> dict: ...
"""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from ninja import Router, Status
from ninja.constants import NOT_SET

from soyte.portal.api.troubles import DESCRIBED
from soyte.portal.shell.pages import Asked
from soyte.portal.shell.permissions import Permission

router = Router()
OK = 200


class Called(Asked):
    """A call of an operation: whose it is, and what they may do. Functions of pages take it for a request to a page."""


@dataclass(frozen=True)
class Operation:
    """An operation: method, path below `/api/`, the permission that it needs, and how it is called in Vietnamese."""

    name: str
    method: str
    path: str
    needs: Permission
    tag: str
    summary: str
    view: Callable[..., Any]

    @property
    def address(self) -> str:
        """The path as programs read it: `/api/places/{code}`."""
        return "/api/" + re.sub(r"\{\w+:", "{", self.path)


OPERATIONS: dict[str, Operation] = {}
View = Callable[..., Any]


def operation(
    path: str, *, needs: Permission, tag: str, method: str = "GET", name: str = "", gives: Any = None, status: int = OK
) -> Callable[[View], View]:
    """Register a view as an operation. Its first docstring line is its summary; `gives` is the type of its answer."""

    def register(view: View) -> View:
        summary, _, description = (view.__doc__ or "").strip().partition("\n")
        made = Operation(name or view.__name__, method, path, needs, tag, summary.rstrip("."), view)
        if made.name in OPERATIONS:
            raise RuntimeError(f"two operations are called {made.name}")
        OPERATIONS[made.name] = made

        @functools.wraps(view)
        def guarded(request: Called, *args: Any, **kwargs: Any) -> Any:
            if not request.access.may(needs):
                raise PermissionDenied(needs.value)
            answer = view(request, *args, **kwargs)
            return answer if status == OK else Status(status, answer)

        # Ninja reads annotations in the module of what it is given, which is this one.
        guarded.__signature__ = inspect.signature(view, eval_str=True)  # type: ignore[attr-defined]
        router.api_operation(
            [method],
            f"/{path}",
            operation_id=made.name,
            summary=made.summary,
            description=f"{inspect.cleandoc(description)}\n\nCần quyền: {needs.value}.".strip(),
            tags=[tag],
            response={status: gives} if gives is not None else NOT_SET,
            openapi_extra={"responses": DESCRIBED},
        )(guarded)
        return guarded

    return register
