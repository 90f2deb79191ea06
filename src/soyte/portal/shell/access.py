"""Who may do what where: a person's roles at units, read once for each request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from soyte.portal.shell.permissions import OF_THE_WHOLE, Permission
from soyte.portal.shell.roles import ROLES, Role

if TYPE_CHECKING:
    from soyte.portal.people.models import Unit

EVERYWHERE = "VN"


@dataclass(frozen=True)
class Grant:
    """A role at a unit: `units` are the unit and those below, `places` the codes they answer for, `above` those of its superiors."""

    role: type[Role]
    units: frozenset[int]
    names: frozenset[str]
    places: frozenset[str]
    above: frozenset[str]


@dataclass(frozen=True)
class Access:
    """What somebody may do. Nobody in particular holds no grants."""

    signed_in: bool
    grants: tuple[Grant, ...] = ()
    only: frozenset[Permission] | None = None  # what a token may use of it
    token: str = ""  # the first letters of that token

    def may(self, permission: Permission, place: str | None = None) -> bool:
        """Whether it is allowed: anywhere, or at a place (a code) and hence above none of the person's own."""
        if permission is Permission.OPEN_TO_ALL:
            return True
        if permission is Permission.SIGNED_IN:
            return self.signed_in
        held = self.holding(permission)
        return bool(held) if place is None else any(covers(root, place) for grant in held for root in grant.places)

    def may_for(self, permission: Permission, unit: str | None) -> bool:
        """Whether it is allowed for what a unit, called by its name, handed in; what nobody is named for needs the whole province."""
        held = self.holding(permission)
        return any(self.everything(grant) or (unit is not None and unit in grant.names) for grant in held)

    def hears_of(self, unit: str | None) -> bool:
        """Whether somebody is told that a unit handed something in, and how its file is called: names of files tell much."""
        return self.whole(Permission.SEE_FIGURES) or self.may_for(Permission.SEE_SOURCES, unit)

    def whole(self, permission: Permission) -> bool:
        """Whether it is allowed for the whole installation."""
        return any(self.everything(grant) for grant in self.holding(permission))

    def holding(self, permission: Permission) -> list[Grant]:
        """The grants by which something is allowed."""
        if self.only is not None and permission not in self.only:
            return []
        held = [grant for grant in self.grants if permission in grant.role.may]
        return [grant for grant in held if self.everything(grant)] if permission in OF_THE_WHOLE else held

    def units(self, permission: Permission) -> frozenset[int]:
        """The units that it is allowed at, by their keys."""
        return frozenset(unit for grant in self.holding(permission) for unit in grant.units)

    @staticmethod
    def everything(grant: Grant) -> bool:
        """A grant at the highest unit that answers for the installation's own place, or for the country.

        A centre below the department answers for figures of the whole province too, but not for what others hand in.
        """
        from soyte.portal.shell.book import home_place  # noqa: PLC0415 (a cycle otherwise)

        own = home_place()
        return own not in grant.above and (EVERYWHERE in grant.places or own in grant.places)

    def places(self, permission: Permission) -> tuple[str, ...]:
        """The codes of the places that it is allowed at (with all that lies in them)."""
        return tuple(sorted({place for grant in self.holding(permission) for place in grant.places}))

    @property
    def roles(self) -> tuple[type[Role], ...]:
        """The roles held anywhere."""
        return tuple(dict.fromkeys(grant.role for grant in self.grants))


NOBODY = Access(signed_in=False)
KNOWN = "_access_of_this_request"  # set on the user of a request by the gate, which asks first


def covers(root: str, place: str) -> bool:
    """Whether `place` is `root` or lies in it, now or when it last existed."""
    from soyte.portal.shell.book import geography, today  # noqa: PLC0415 (a cycle otherwise)

    return root in (place, EVERYWHERE) or root in geography().above(place, today()).values()


def access_of(user: object) -> Access:
    """The grants of a user, with the units below each."""
    from soyte.portal.people.models import Membership, Unit, User  # noqa: PLC0415 (models need Django set up)

    if not isinstance(user, User) or not user.is_active:
        return NOBODY
    known: Access | None = getattr(user, KNOWN, None)
    if known is not None:
        return known
    held = list(Membership.objects.filter(user=user, unit__active=True).values_list("role", "unit_id"))
    if not held:
        return Access(signed_in=True)
    units = list(Unit.objects.filter(active=True))
    grants = []
    for role, unit_id in held:
        below = _with_descendants(unit_id, units)
        grants.append(
            Grant(
                ROLES[role],
                frozenset(unit.pk for unit in below),
                frozenset(unit.name for unit in below),
                frozenset(unit.place for unit in below if unit.place),
                frozenset(unit.place for unit in _above(unit_id, units) if unit.place),
            )
        )
    return Access(signed_in=True, grants=tuple(grants))


def _above(unit_id: int, units: list[Unit]) -> list[Unit]:
    known = {unit.pk: unit for unit in units}
    found: list[Unit] = []
    above = known.get(known[unit_id].parent_id or 0)
    while above is not None and above not in found:
        found.append(above)
        above = known.get(above.parent_id or 0)
    return found


def _with_descendants(unit_id: int, units: list[Unit]) -> list[Unit]:
    children: dict[int | None, list[Unit]] = {}
    for unit in units:
        children.setdefault(unit.parent_id, []).append(unit)
    found = [unit for unit in units if unit.pk == unit_id]
    for unit in found:  # grows while it is walked
        found += [child for child in children.get(unit.pk, []) if child not in found]
    return found
