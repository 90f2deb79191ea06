"""Reading a mapping file: every fault names the file, the line, the key, what was found and what was expected."""

from __future__ import annotations

from pathlib import Path

from soyte.catalogue.files import CatalogueError, read_yaml
from soyte.catalogue.wording import models_in
from soyte.intake.counts.mapping import Mapping


class MappingError(CatalogueError):
    """A mapping file that cannot be used. The message is Vietnamese, one line for each fault."""


def read_mapping(path: Path) -> Mapping:
    """The mapping that a file holds; `MappingError` names all that is wrong with it."""
    try:
        return read_yaml(path, Mapping)
    except CatalogueError as error:
        raise MappingError(str(error)) from error


def keys() -> dict[str, list[str]]:
    """Every key of the schema by the table that holds it, for documents that must explain them all."""
    return {
        one.__name__: [field.alias or name for name, field in one.model_fields.items()] for one in models_in(Mapping)
    }
