"""Where: provinces before and since the reform of 2025, who issued a document, words that narrow a place."""

from soyte.places.issuer import issuing_province
from soyte.places.provinces import PlaceMention, Province, find_provinces, provinces
from soyte.places.scope import ScopeMention, find_scope

__all__ = [
    "PlaceMention",
    "Province",
    "ScopeMention",
    "find_provinces",
    "find_scope",
    "issuing_province",
    "provinces",
]
