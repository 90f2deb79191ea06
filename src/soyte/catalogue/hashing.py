"""The hash of a definition: which meaning a figure was computed by, whatever the words around it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

# What changes no figure: names, words for readers, sources, days, and what is plausible.
NO_MEANING = frozenset(
    {
        "name_vi",
        "legal_source",
        "certainty",
        "frequency",
        "breakdowns",
        "owner",
        "seen_in",
        "note",
        "example",
        "valid_from",
        "valid_to",
        "band",
        "units",
        "labels",
    }
)


def meaning(definition: BaseModel) -> dict[str, Any]:
    """What a definition means, as JSON values; what is left at its default is left out, so that new keys change nothing."""
    return definition.model_dump(mode="json", exclude=set(NO_MEANING), exclude_defaults=True, by_alias=True)


def definition_hash(definition: BaseModel, under: Iterable[BaseModel] = ()) -> str:
    """SHA-256 over the canonical JSON of the meaning of a definition and of those it is made of (measures), in any order."""
    below = sorted((meaning(one) for one in under), key=_canonical)
    said: dict[str, Any] = {"definition": meaning(definition)}
    if below:
        said["under"] = below
    return hashlib.sha256(_canonical(said).encode()).hexdigest()


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
