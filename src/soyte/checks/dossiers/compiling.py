"""From rules to questions: for each table one that finds the rows which fail any rule, with a bit for each that they fail.

A question is planned once a batch, which costs more than the arithmetic on a few hundred rows: hence one for all rules of a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from soyte.catalogue.claims.rules import Dated, Rule
from soyte.checks.dossiers.by_value import of_one_text
from soyte.checks.dossiers.facts import MAIN, schema_of, words
from soyte.checks.dossiers.messages import placeholders

BITS = 62
ARRIVAL = "xml0"  # a message of its own, with no dossier beside it
DAY = "hs_day"  # the day whose rules hold: of discharge, else of arrival
_GATHER = re.compile(r"^(?P<what>.+?)\s+from\s+(?P<table>xml\d{1,2})(?:\s+where\s+(?P<where>.+))?$", re.S | re.I)
_HS = re.compile(r"\bhs_([A-Z][A-Za-z_0-9]*)\b")


@dataclass(frozen=True)
class Check:
    """One expression of a rule on one table: `place` is the rule's place among all, `bit` that of the check in its table."""

    rule: Rule
    place: int
    table: str
    field: str
    condition: str
    details: tuple[str, ...]


@dataclass
class Plan:
    """Everything that is asked of one batch. `columns` of each table that any rule names.

    `derived` by table is worked out of each row, `by_value` by table and column of each text that stands there.
    """

    gathers: dict[tuple[str, str], str] = field(default_factory=dict)
    checks: dict[str, list[Check]] = field(default_factory=dict)
    derived: dict[str, dict[str, str]] = field(default_factory=dict)
    by_value: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    columns: dict[str, set[str]] = field(default_factory=dict)

    def questions(self, table: str) -> str:
        """The failing rows of a table with masks `m0`, `m1`, … and the columns that values and messages need."""
        checks = self.checks[table]
        masks = []
        for start in range(0, len(checks), BITS):
            some = checks[start : start + BITS]
            bits = " + ".join(
                f"CASE WHEN {one.condition} THEN {1 << bit} ELSE 0::BIGINT END" for bit, one in enumerate(some)
            )
            masks.append(f"{bits} AS m{start // BITS}")
        shown = dict.fromkeys(["block", "line", *(name for one in checks for name in (*_values(one), *one.details))])
        wanted = ", ".join(f'"{name}"' for name in shown)
        failing = " OR ".join(f"m{number} <> 0" for number in range(len(masks)))
        numbered = ", ".join(f"m{number}" for number in range(len(masks)))
        masked = f"SELECT *, {', '.join(masks)} FROM ({self.rows(table)})"
        return f"SELECT {wanted}, {numbered} FROM ({masked}) WHERE {failing}"

    def rows(self, table: str) -> str:
        """A table's rows with what they derive and what they need of their dossier."""
        above = self.needed(table)
        if table == MAIN:
            own = [f"r.{name[3:]} AS {name}" for name in above if name[3:] in schema_of(MAIN)]
            base = f"SELECT {', '.join(['r.*', *own])} FROM dossier r"
        elif table == ARRIVAL:
            base = f"SELECT r.*, r.NGAY_VAO_day AS {DAY} FROM {table} r"
        else:
            needed = ", ".join(f"v.{column} AS {name}" for name, column in above.items())
            base = f"SELECT r.*{', ' + needed if needed else ''} FROM {table} r JOIN above_{table} v USING (block)"
        derived = self.derived.get(table)
        if not derived:
            return base
        return f"SELECT *, {', '.join(f'{text} AS {name}' for name, text in derived.items())} FROM ({base})"

    @cached_property
    def above(self) -> dict[str, str]:
        """What rows may ask of their dossier, and the column of `dossier` that answers; when all rules are in."""
        found = {f"hs_{name}": name for name in schema_of(MAIN)}
        found[DAY] = DAY
        return found | {name: name for name in self.gathers.values()}

    def needed(self, table: str) -> dict[str, str]:
        """What rows of a table ask of their dossier, and the columns of the dossier that answer."""
        used = words([one.condition for one in self.checks[table]] + list(self.derived.get(table, {}).values()))
        used |= {name for one in self.checks[table] for name in one.details}
        return {name: self.above[name] for name in sorted(used) if name in self.above}

    def gathered(self) -> dict[str, frozenset[str]]:
        """The tables from which dossiers gather, and everything there that is named."""
        tables = dict.fromkeys(table for table, _ in self.gathers)
        return {table: frozenset(words(what for one, what in self.gathers if one == table)) for table in tables}

    def gathering(self) -> dict[str, str]:
        """For each table from which dossiers gather, the question over `of_xml2` that answers by `block`."""
        sources: dict[str, list[str]] = {}
        for (source, what), name in self.gathers.items():
            found = _GATHER.match(what)
            if found is not None:  # or the rule would not have been planned
                where = f" FILTER (WHERE {found['where']})" if found["where"] else ""
                sources.setdefault(source, []).append(f"{found['what']}{where} AS {name}")
        return {
            table: f"SELECT block, {', '.join(some)} FROM of_{table} GROUP BY block" for table, some in sources.items()
        }


def plan(rules: Sequence[Rule], lists: frozenset[str] = frozenset()) -> Plan:
    """The questions for these rules; a rule that needs a list which nobody handed in is not asked."""
    made = Plan()
    texts: dict[str, list[str]] = {}
    for place, rule in enumerate(rules):
        if not set(rule.needs) <= lists:
            continue
        texts.setdefault(MAIN, []).extend(_HS.findall(" ".join(_texts(rule))))
        for select in rule.keep.values():
            for table in re.findall(r"\bxml\d{1,2}\b", select):
                texts.setdefault(table, []).append(select)
        gathered = {}
        for name, what in rule.gather.items():
            match = _GATHER.match(what.strip())
            if match is None:
                raise ValueError(f"{rule.id}: {name}: {what}")
            gathered[name] = made.gathers.setdefault((match["table"].lower(), what.strip()), f"g_{len(made.gathers)}")
            texts.setdefault(match["table"].lower(), []).append(what)
        for table in rule.each:
            _add(made, place, rule, table, gathered)
            texts.setdefault(table, []).extend(_texts(rule))
    for table, some in texts.items():
        made.columns[table] = words(some)
    made.columns.setdefault(MAIN, set()).update({"NGAY_RA_day", "NGAY_VAO_day", "MA_LK", "STT"})
    for table in made.columns:
        made.columns[table] |= {"STT", "NGAY_VAO_day"} if table == ARRIVAL else {"STT"}
    for table, checks in made.checks.items():
        made.columns[table] |= {name for one in checks for name in _values(one)}
    for table in set(made.derived) - {MAIN}:
        made.by_value[table] = of_one_text(table, made.derived[table])
        apart = {name for some in made.by_value[table].values() for name in some}
        made.derived[table] = {name: text for name, text in made.derived[table].items() if name not in apart}
    return made


def _add(made: Plan, place: int, rule: Rule, table: str, gathered: dict[str, str]) -> None:
    own = {name: f"d_{place}_{name}" for name in rule.derive}
    constants = {name: _dated(values) for name, values in rule.parameters.items()}

    def named(text: str) -> str:
        return re.sub(r"\b[a-z][a-z0-9_]*\b", lambda found: _renamed(found[0], own, gathered, constants), text)

    for name, text in rule.derive.items():
        made.derived.setdefault(table, {})[own[name]] = named(text)
    for name in {name for name, _ in placeholders(rule.message)} & set(constants):
        own[name] = f"d_{place}_{name}"
        made.derived.setdefault(table, {})[own[name]] = constants[name]
    details = tuple((own | gathered).get(name, name) for name, _ in placeholders(rule.message))
    limits = [f"{DAY} >= DATE '{rule.valid_from}'"] if rule.valid_from else []
    limits += [f"{DAY} <= DATE '{rule.valid_to}'"] if rule.valid_to else []
    limits += [f"({named(rule.where)})"] if rule.where else []
    for field_name, text in rule.fails.items():
        condition = " AND ".join([*limits, f"({named(text)})"])
        made.checks.setdefault(table, []).append(Check(rule, place, table, field_name, condition, details))


def _renamed(word: str, *names: dict[str, str]) -> str:
    return next((some[word] for some in names if word in some), word)


def _dated(values: Sequence[Dated]) -> str:
    """A number of the law on the day of the dossier; null before its first day."""
    cases = " ".join(
        f"WHEN {DAY} >= DATE '{one.since}' THEN {one.value}"
        for one in sorted(values, key=lambda one: one.since, reverse=True)
    )
    return f"(CASE {cases} END)"


def _texts(rule: Rule) -> list[str]:
    return [
        *rule.fails.values(),
        rule.where or "",
        *rule.derive.values(),
        *rule.gather.values(),
        rule.message,
        *rule.keep.values(),
    ]


def _values(check: Check) -> tuple[str, ...]:
    """The columns that say what stands in the field: the typed one, and what was sent if that was odd."""
    kinds = schema_of(check.table)
    return tuple(name for name in (check.field, f"{check.field}_sent", "STT") if name in kinds)
