"""Claims that reports make in words, and what figures can test them: `phrases.yaml`."""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from soyte.catalogue.files import ROOT, read_yaml
from soyte.catalogue.model import Identifier, Words
from soyte.text import fold_in_place

_TOKEN = re.compile(r"\([^()\[\]]+\)|\[[^()\[\]]+\]|[^\s()\[\]|]+")
_TOKENS = re.compile(rf"(?:{_TOKEN.pattern})(?: (?:{_TOKEN.pattern}))*")


class _Record(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Zero(_Record):
    """The indicator's figure must be 0."""

    kind: Literal["zero"]
    indicator: Identifier


class Events(_Record):
    """No event has `limit` people or more; `large` counts such events."""

    kind: Literal["events"]
    events: Identifier
    people: Identifier
    large: Identifier
    limit: int


class Falls(_Record):
    """The indicator's figure is lower than that of the period before."""

    kind: Literal["falls"]
    indicator: Identifier


class Share(_Record):
    """`part` is at least `percent` % of `whole`."""

    kind: Literal["share"]
    part: Identifier
    whole: Identifier
    percent: int


class Listed(_Record):
    """The fraction of the same sentence, or the share of targets reached that are listed in it or under it, is `percent` % or more."""

    kind: Literal["listed"]
    percent: int


class NoDeaths(_Record):
    """No figure of deaths of the same period is above 0."""

    kind: Literal["no_deaths"]


Test = Annotated[Zero | Events | Falls | Share | Listed | NoDeaths, Field(discriminator="kind")]


class Phrase(_Record):
    """A claim in words: `meaning` says what it would have to mean, `untested` what is missing when no figure tells."""

    id: Identifier
    patterns: Annotated[list[Words], Field(min_length=1)]
    meaning: Words
    test: Test
    untested: Words
    remedy: Words

    @field_validator("patterns")
    @classmethod
    def _compile(cls, patterns: list[str]) -> list[str]:
        for pattern in patterns:
            if not _TOKENS.fullmatch(pattern) or pattern.startswith("[") or pattern.endswith("]"):
                raise ValueError(
                    f"mẫu câu '{pattern}' phải gồm từ, (a|b), [a|b] cách nhau một dấu cách, bắt đầu và kết thúc bằng từ bắt buộc"
                )
        return patterns

    @property
    def expressions(self) -> tuple[str, ...]:
        """Regular expressions over folded text; each begins with plain words, which makes the search for it fast."""
        return tuple(expression for pattern in self.patterns for expression in _expressions(pattern))


class PhraseFile(_Record):
    """`phrases.yaml`."""

    phrases: list[Phrase]


def _expressions(pattern: str) -> list[str]:
    first, *rest = (_options(token) for token in _TOKEN.findall(fold_in_place(pattern)))
    tail = "".join(rf"(?:\s+(?:{'|'.join(options)})\b)" + ("?" if optional else "") for options, optional in rest)
    return [option + r"\b" + tail for option in first[0]]


def _options(token: str) -> tuple[list[str], bool]:
    """The wordings that a token of a pattern stands for, and whether it may be left out."""
    options = [re.escape(option).replace(r"\ ", r"\s+") for option in token.strip("()[]").split("|")]
    return options, token.startswith("[")


@cache
def load_phrases() -> tuple[Phrase, ...]:
    """The shipped phrases, read and checked once."""
    return tuple(read_yaml(ROOT / "phrases.yaml", PhraseFile).phrases)
