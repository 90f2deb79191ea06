"""What the files of claim layouts may say: tables, fields, codes, each with the days on which it holds."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from soyte.catalogue.model import Certainty, Words

Name = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]*$")]
TableName = Annotated[str, Field(pattern=r"^XML\d{1,2}$")]

Message = Literal["dossier", "checkin", "assessment"]
"""Where a table travels: inside the envelope of dossiers, as a check-in of its own, as a medical assessment of its own."""

FieldType = Literal["code", "code_list", "string", "integer", "decimal", "date8", "datetime12"]
"""`date8` is yyyymmdd, `datetime12` yyyymmddHHMM; with a separator the field holds several."""

Personal = Literal["identity", "text", "staff", "quasi"]
"""identity: tells who somebody is; text: free words that may; staff: who works there; quasi: narrows down who it may be."""

Pseudonym = Literal["citizen", "card", "patient", "person", "phone", "address", "text"]
"""The kinds of identifiers of the vault. Numbers of social insurance are of kind card, a patient's number is one with its facility's."""


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Decision(_Row):
    """A decision of the ministry that fixed or changed the layout. It could be used from `test_from` on."""

    decision: str
    name: Words
    test_from: date
    valid_from: date
    valid_to: date | None = None
    legal_source: Words
    certainty: Certainty


class ClaimTable(_Row):
    """A table of the feed. Without `list` and `row` its fields stand directly under `root`, and it has one row."""

    table: TableName
    label: Words
    root: Name
    list: Name | None = None
    row: Name | None = None
    message: Message
    valid_from: date
    legal_source: Words


class ClaimField(_Row):
    """A field of a table between two days, both included.

    `order` gives the order of elements only. `max_length` is in characters, None without limit. `scale` are the decimals
    of a decimal. `required` follows the agency's sheet. `code_list` names the list that its codes come from.
    """

    table: TableName
    order: int
    name: Name
    label: Words
    type: FieldType
    max_length: int | None = None
    scale: int = 0
    required: Literal["yes", "conditional", "no"]
    separator: Literal[";", "+"] | None = None
    code_list: Name | None = None
    personal: Personal | None = None
    pseudonym: Pseudonym | None = None
    valid_from: date
    valid_to: date | None = None
    legal_source: Words
    certainty: Certainty


class Basis(_Row):
    """A way by which a department comes by the feed, and on what ground."""

    id: Annotated[str, Field(pattern=r"^[a-z]+$")]
    label: Words
    legal_source: Words
    certainty: Certainty


class HandedList(_Row):
    """A list that rules may ask if a facility hands it in: the name of its file, that by which rules know it, its columns."""

    file: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    list: Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
    columns: Words


class Code(_Row):
    """A code of a list between two days."""

    list: Name
    code: Words
    label: Words
    valid_from: date
    valid_to: date | None = None
    legal_source: Words
    certainty: Certainty
