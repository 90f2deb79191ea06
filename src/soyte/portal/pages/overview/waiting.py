"""What waits for somebody to decide: other pages say what they have, the overview shows it.

@waiting(Permission.APPROVE_TARGETS)
def targets(request: Asked) -> Iterator[Waiting]: ...   # in a module that the page's views import
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from soyte.portal.shell.pages import Asked
from soyte.portal.shell.permissions import Permission


@dataclass(frozen=True)
class Waiting:
    """So many things of a kind wait; `words` begin in lower case (`giải trình chờ duyệt`), `href` leads to them."""

    number: int
    words: str
    href: str


Provider = Callable[[Asked], Iterable[Waiting]]
PROVIDERS: list[tuple[Permission, Provider]] = []


def waiting(needs: Permission) -> Callable[[Provider], Provider]:
    """Ask this function for everybody who may do what it takes to decide."""

    def register(provider: Provider) -> Provider:
        PROVIDERS.append((needs, provider))
        return provider

    return register


def waiting_for(request: Asked) -> list[Waiting]:
    """What waits for the person who asks; nothing of what there is none."""
    found = (one for needs, provider in PROVIDERS if request.access.may(needs) for one in provider(request))
    return [one for one in found if one.number]
