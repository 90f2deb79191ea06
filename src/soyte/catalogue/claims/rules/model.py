"""What the file of a rule may say: which rows it looks at, when they fail, what is told then, and examples of both."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from soyte.catalogue.model import Certainty, Words

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Grain = Annotated[str, Field(pattern=r"^xml\d{1,2}$")]
Severity = Literal["C", "E", "W"]
"""C: structure or official formula, such a dossier is rejected; E: the cost is normally refused; W: to be looked at."""

Rows = dict[Grain, list[dict[str, Any]]]
"""A piece of a dossier: rows by table, values as they are sent. `xml1` may be left out, or a field of it."""


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Dated(_Record):
    """A number of the law from a day on."""

    since: date
    value: float
    source: Words


class Example(_Record):
    """Pieces of dossiers and what they give: `finds` counts findings of this rule (1 among the faulty ones).

    `file` instead of pieces is what a file holds, for rules about what reading sees of it.
    """

    dossiers: list[Rows] = Field(min_length=1)
    file: Words | None = None
    finds: int = 1
    lists: dict[Name, list[dict[str, Any]]] = Field(default_factory=dict)
    because: Words | None = None

    @model_validator(mode="before")
    @classmethod
    def _one(cls, given: Any) -> Any:
        """A single dossier may be written without `dossiers`."""
        if isinstance(given, dict) and "dossiers" not in given:
            rest = {key: value for key, value in given.items() if not key.startswith("xml")}
            return {**rest, "dossiers": [{key: value for key, value in given.items() if key.startswith("xml")}]}
        return given


class Examples(_Record):
    """What must pass and what must fail."""

    passes: list[Example] = Field(min_length=1)
    fails: list[Example] = Field(min_length=1)


class Rule(_Record):
    """A rule between two days (of discharge, both included).

    One of three kinds.

    *Expression*: a row of `each` fails where `fails` is true (null is not), and `where` if there is one. `fails` is written for
    `field`, or once for each of several fields. It may use the row's columns, `hs_NAME` for columns of the dossier's XML1, the
    names of `gather` (an aggregate over a table of the dossier, written `aggregate from xmlN [where …]`), of `derive` (an
    expression over the row; windows are parted by `block`), of `parameters`, and the tables `list_NAME` of `needs`.

    *Question*: `across` is SQL over tables of the names in `keep`, each of which collects what its SELECT finds in every batch; it
    answers with rows that have `key` (the `hs_key` of a dossier), `line`, and the columns that the message names.

    *Built in*: `form` names a check of form that fields.csv decides, or of what was set aside while reading.
    """

    id: Annotated[str, Field(pattern=r"^[A-Z]{3}-\d{2}$")]
    title: Words
    severity: Severity
    source: Words
    certainty: Certainty = "looked_up"
    valid_from: date | None = None
    valid_to: date | None = None
    each: tuple[Grain, ...] = ()
    field: str | None = None
    fails: dict[str, str] = Field(default_factory=dict)
    where: str | None = None
    gather: dict[Name, str] = Field(default_factory=dict)
    derive: dict[Name, str] = Field(default_factory=dict)
    parameters: dict[Name, list[Dated]] = Field(default_factory=dict)
    needs: list[Name] = Field(default_factory=list)
    keep: dict[Name, str] = Field(default_factory=dict)
    across: str | None = None
    form: Name | None = None
    message: Words
    remedy: Words
    choice: Words | None = None
    examples: Examples | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, given: Any) -> Any:
        """One table without brackets; one expression for `field`."""
        if not isinstance(given, dict):
            return given
        given = dict(given)
        if isinstance(given.get("each"), str):
            given["each"] = (given["each"],)
        if isinstance(given.get("fails"), str):
            given["fails"] = {given.get("field", ""): given["fails"]}
        return given

    @model_validator(mode="after")
    def _one_kind(self) -> Rule:
        if sum([bool(self.fails), self.across is not None, self.form is not None]) != 1:
            raise ValueError("one of fails, across, form")
        if self.fails and (not self.each or "" in self.fails):
            raise ValueError("an expression needs each and field")
        if self.examples is None:
            raise ValueError("a rule needs examples")
        return self
