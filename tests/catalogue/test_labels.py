"""The small language of labels: what each mark asks of the words around a figure."""

from __future__ import annotations

import pytest

from soyte.catalogue import Catalogue, CatalogueError, Indicator
from soyte.catalogue.labels import LabelIndex
from soyte.intake.statements.matching import FigureContext, Matcher


def catalogue_of(*labels: str, unit: str = "ca") -> Catalogue:
    indicator = Indicator(
        id="measles_cases",
        name_vi="Số ca mắc sởi",
        unit=unit,
        numerator="Ca sởi trong kỳ",
        direction="lower_better",
        rollup="distinct",
        legal_source="TT 15/2026/TT-BYT",
        certainty="looked_up",
        labels=list(labels),
    )
    return Catalogue({indicator.id: indicator}, {}, (), {indicator.id: (indicator,)})


def found(label: str, line: str, *headings: str, role: str = "actual") -> bool:
    """Whether `label` names the figure `12` of `line`."""
    at = line.index("12")
    context = FigureContext("", "", line, headings, "ca", role, at=at)
    return Matcher(catalogue_of(label)).match(context) is not None


@pytest.mark.parametrize(
    ("label", "line", "named"),
    [
        ("sởi", "Bệnh sởi: 12 ca", True),
        ("sởi", "Có 12 ca sởi", True),
        ("sởi", "Sởi 30 ca, ho gà 12 ca", False),
        ("sởi|rubella", "Rubella: 12 ca", True),
        ("ca + sởi", "Sởi: có 30 ổ, 12 ca", True),
        ("ca + ~sởi", "Sởi: có 30 ổ, 12 ca", False),
        ("sởi + !nghi", "Có 12 ca nghi sởi", False),
        ("sởi + !nghi", "Nghi sởi 40 ca, sởi 12 ca", True),
        ("ca + ^sởi", "Sởi: có 30 ổ, 12 ca", True),
        ("ca + ^sởi", "Sởi: có 30 ổ, quai bị 12 ca", False),
        ("ca + <whole> + sởi", "Toàn tỉnh có 12 ca sởi", True),
    ],
)
def test_marks(label: str, line: str, named: bool) -> None:
    assert found(label, line) is named


def test_a_heading_lends_further_pieces_but_not_the_first() -> None:
    assert found("ca + sởi", "Ghi nhận 12 ca", "Bệnh sởi")
    assert not found("sởi + ca", "Phun thuốc quanh nhà 12 ca", "Bệnh sởi")


def test_two_marks_of_exclamation_forbid_in_the_heading_too() -> None:
    assert found("ca + !vắc xin", "Ghi nhận 12 ca", "Tiêm vắc xin")
    assert not found("ca + !!vắc xin", "Ghi nhận 12 ca", "Tiêm vắc xin")


def test_a_label_can_be_for_some_roles_only() -> None:
    assert found("sởi + @numerator", "Sởi: 12 ca", role="numerator")
    assert not found("sởi + @numerator", "Sởi: 12 ca")


@pytest.mark.parametrize(
    ("label", "fault"),
    [
        ("sởi + <bệnh lạ>", None),
        ("<no_such_group>", "nhóm từ <no_such_group> không có trong vocabulary.yaml"),
        ("!sởi", "không có từ nào để nhận ra"),
        ("sởi| ", "có một vế trống"),
    ],
)
def test_a_label_that_cannot_work_is_refused(label: str, fault: str | None) -> None:
    if fault is None:
        assert LabelIndex(catalogue_of(label)).labels
    else:
        with pytest.raises(CatalogueError, match=fault):
            LabelIndex(catalogue_of(label))
