"""Where: units with their days, what followed what, names as they are written, and words of a report that narrow a place.

Questions take a code or a name and a day, and are asked of the `shipped_atlas()` unless `atlas=` gives another one.
"""

from soyte.places.acts import Act, Move, preview
from soyte.places.allocation import Allocation, allocate
from soyte.places.atlas import Atlas
from soyte.places.events import Change
from soyte.places.issuer import issuing_province
from soyte.places.model import KNOWN_SINCE, Document, Facility, Frame, Level, PlaceError, Succession, Unit
from soyte.places.provinces import PlaceMention, Province, find_provinces, provinces
from soyte.places.queries import (
    ancestors,
    changes,
    crosswalk,
    facilities,
    groups,
    history,
    parent_of,
    predecessors,
    resolve,
    successors,
    unit,
    units,
)
from soyte.places.resolving import Resolution
from soyte.places.scope import ScopeMention, find_scope
from soyte.places.shares import Crosswalk, Group, Share
from soyte.places.shipped import atlas as shipped_atlas
from soyte.places.shipped import documents

__all__ = [
    "KNOWN_SINCE",
    "Act",
    "Allocation",
    "Atlas",
    "Change",
    "Crosswalk",
    "Document",
    "Facility",
    "Frame",
    "Group",
    "Level",
    "Move",
    "PlaceError",
    "PlaceMention",
    "Province",
    "Resolution",
    "ScopeMention",
    "Share",
    "Succession",
    "Unit",
    "allocate",
    "ancestors",
    "changes",
    "crosswalk",
    "documents",
    "facilities",
    "find_provinces",
    "find_scope",
    "groups",
    "history",
    "issuing_province",
    "parent_of",
    "predecessors",
    "preview",
    "provinces",
    "resolve",
    "shipped_atlas",
    "successors",
    "unit",
    "units",
]
