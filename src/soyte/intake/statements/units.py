"""The unit of a figure that stands without one: announced in its label, borrowed from its neighbour, or none."""

from __future__ import annotations

import re

from soyte.intake.statements.figures import Figure, Sentence
from soyte.quantities import NO_UNIT, Form, Ignored, Unit, UnitKind, unit_after, unit_in_label
from soyte.statements import Role

_UNIT_NOTE = re.compile(
    r"(?:\(?\s*(?:đơn vị(?: tính)?|đvt)\s*:\s*|\((?=(?:nghìn |triệu |tỷ )?đồng\s*[;)]))([^);]{1,40})"
)
_LABELLED = re.compile(r"(?:^|[\s+*\-(])(?:tổng )?số (?P<noun>[^:;,()\d]{1,80}(?:,[^:;()\d]{1,60})?)$")
_PLACE_UNITS = {
    "huyện",
    "xã",
    "phường",
    "tỉnh",
    "thành phố",
    "quận",
    "thị xã",
    "địa phương",
    "đơn vị",
    "huyện/thành phố",
}
_KINDS = (UnitKind.PERCENT, UnitKind.PERMILLE, UnitKind.MONEY, UnitKind.COUNT, UnitKind.DENSITY)
_LISTED = re.compile(r"^(?:,|và|;|và khoảng|hoặc|\+|=|lên|xuống|còn|xuống còn)?$")


def unit_of(
    sentence: Sentence, index: int, announced: list[Ignored], notes: tuple[str, ...], resolved: list[Unit]
) -> Unit:
    """The unit of the figure at `index`, as written somewhere in reach; `NO_UNIT` where the text states none."""
    figure = sentence.figures[index]
    unit = figure.quantity.unit
    if unit.kind is UnitKind.DENSITY and unit.name.startswith("/"):
        return _with_noun(sentence, figure, announced, unit)
    if unit.kind is UnitKind.COUNT:
        return (
            _announced_density(sentence, figure, announced, unit) or _rate_it_belongs_to(figure, unit, resolved) or unit
        )
    if unit.kind is not UnitKind.NONE:
        return unit
    base = [a for a in announced if a.unit.name and sentence.start <= a.start < figure.quantity.start]
    if base and not any(f.quantity.start > base[-1].start for f in sentence.figures[:index]):
        return base[-1].unit
    if figure.quantity.form is Form.DENOMINATOR and index and resolved[index - 1] is not NO_UNIT:
        return resolved[index - 1]
    if (
        figure.role is Role.NUMERATOR
        and index + 1 < len(sentence.figures)
        and sentence.figures[index + 1].role is Role.DENOMINATOR
    ):
        behind = sentence.figures[index + 1].quantity.unit
        if behind.kind in (UnitKind.COUNT, UnitKind.MONEY):
            return behind
    listed = _from_list(sentence, index) or _behind_bracket(sentence, index)
    if listed is not None:
        return listed
    borrowed, labelled = _borrowed(sentence, index, resolved), _from_label(figure)
    inside = figure.bracket >= 0 and borrowed is not None  # the parts of a whole carry the unit of the whole
    return (borrowed if inside else labelled or borrowed) or _from_note(notes) or NO_UNIT


def _rate_it_belongs_to(figure: Figure, unit: Unit, resolved: list[Unit]) -> Unit | None:
    """`34,0 giường/vạn dân, tăng 0,5 giường`: the change of a density leaves out its base."""
    if figure.role not in (Role.CHANGE, Role.PREVIOUS) or figure.partner is None or figure.partner >= len(resolved):
        return None
    rate = resolved[figure.partner]
    return rate if rate.kind is UnitKind.DENSITY and rate.name.startswith(f"{unit.name}/") else None


def _with_noun(sentence: Sentence, figure: Figure, announced: list[Ignored], unit: Unit) -> Unit:
    """`Số bác sĩ trên 10.000 dân: 17/10.000 dân`: the noun stands in the label."""
    for ignored in reversed(announced):
        same_line = sentence.start <= ignored.start < figure.quantity.start
        if same_line and ignored.unit.name.endswith(unit.name) and ignored.unit.name != unit.name:
            return ignored.unit
    for text in (figure.gap, sentence.folded[: max(0, figure.quantity.start - sentence.start)]):
        noun = unit_in_label(text)
        if noun is not None:
            return Unit(f"{noun.name}{unit.name}", UnitKind.DENSITY)
    return unit


def _announced_density(sentence: Sentence, figure: Figure, announced: list[Ignored], unit: Unit) -> Unit | None:
    """`Số giường bệnh trên 10.000 dân: 32,5 giường`: the label says that the beds are counted over inhabitants."""
    for ignored in announced:
        if sentence.start <= ignored.start < figure.quantity.start and ignored.unit.name.startswith(f"{unit.name}/"):
            return ignored.unit
    return None


def _from_list(sentence: Sentence, index: int) -> Unit | None:
    """`lần lượt là 95, 92 và 90%`: the last of a list carries the unit."""
    for nearer, further in zip(sentence.figures[index:], sentence.figures[index + 1 :], strict=False):
        if not _LISTED.match(further.gap):
            return None
        if further.quantity.unit.kind in _KINDS:
            return further.quantity.unit if nearer.quantity.unit.kind is UnitKind.NONE else None
    return None


def _behind_bracket(sentence: Sentence, index: int) -> Unit | None:
    """`100% (222/222) cơ sở`: the noun stands behind the bracket."""
    figure = sentence.figures[index]
    if figure.quantity.form is Form.NUMERATOR and index + 1 < len(sentence.figures):
        figure = sentence.figures[index + 1]
    if figure.quantity.form is not Form.DENOMINATOR:
        return None
    match = re.match(r"\)\s*(.*)", figure.post)
    return unit_after(match.group(1)) if match else None


def _from_label(figure: Figure) -> Unit | None:
    """`Số vụ: 14`, `- Bác sĩ: 905`, `Số trẻ sinh là con thứ 3 trở lên là 2.462`."""
    label = re.sub(r"(?:\s*(?:là|có|đạt|được|:|=|\())+$", "", figure.gap)
    match = _LABELLED.search(label)
    if match:
        return unit_after(match.group("noun"))
    if figure.gap.endswith(":") and len(label) < 40:
        unit = unit_after(re.split(r"[,;.()]\s*", label)[-1].strip(" -+*"))
        whole = re.split(r"[,;.()]\s*", label)[-1].strip(" -+*")
        if unit is not None and unit.kind is UnitKind.COUNT and len(whole.split()) <= len(unit.name.split()) + 1:
            return unit
    return None


def _borrowed(sentence: Sentence, index: int, resolved: list[Unit]) -> Unit | None:
    """The second of two figures often borrows the noun of the first: `180 lượt (nội trú: 60; ngoại trú 120)`."""
    figure = sentence.figures[index]
    pair = figure.quantity.form is not Form.PLAIN
    if pair and index and resolved[index - 1].kind is UnitKind.PERCENT:
        return None
    if figure.partner is not None and figure.partner < index and figure.role is not Role.CHANGE and not pair:
        return resolved[figure.partner] if resolved[figure.partner] is not NO_UNIT else None
    if index and sentence.figures[index - 1].role is Role.PREVIOUS and sentence.figures[index - 1].partner == index:
        return resolved[index - 1] if resolved[index - 1] is not NO_UNIT else None  # tăng từ 8,9 … lên 12,1
    for earlier, unit in reversed(list(zip(sentence.figures[:index], resolved, strict=False))):
        if unit.kind not in (UnitKind.COUNT, UnitKind.PERCENT, UnitKind.MONEY, UnitKind.DENSITY):
            continue
        if unit.kind in (UnitKind.PERCENT, UnitKind.DENSITY) and (
            pair or figure.role not in (Role.PREVIOUS, Role.TARGET)
        ):
            continue
        if unit.name in _PLACE_UNITS and figure.bracket >= 0:
            continue
        inside = figure.bracket >= 0 and earlier.bracket != figure.bracket
        if inside or figure.role in (Role.PREVIOUS, Role.CHANGE, Role.TARGET) or earlier.bracket == figure.bracket >= 0:
            return unit
        return None
    return None


def _from_note(notes: tuple[str, ...]) -> Unit | None:
    for note in notes:
        match = _UNIT_NOTE.search(note.lower())
        if match:
            return unit_after(match.group(1))
    return None
