"""Headlines, claims in words, abbreviations and small cells."""

from __future__ import annotations

import pytest
from document_examples import claim, figure, judged, reading

from soyte.catalogue import load_catalogue
from soyte.catalogue.phrases import load_phrases
from soyte.checks.document.headlines import judge_headlines
from soyte.checks.document.phrases import judge_phrases
from soyte.checks.document.privacy import judge_privacy
from soyte.checks.document.terms import judge_terms
from soyte.statements import Claim, ClaimKind, Reading, Role, Statement

WEEK = """Trong tuần, số mắc của cả 03 bệnh sốt xuất huyết, tay chân miệng và sởi trên địa bàn tỉnh đều tăng so với tuần trước.
1. Sốt xuất huyết
Ghi nhận 214 ca, tăng 32 ca so với tuần trước (182 ca).
2. Tay chân miệng
Ghi nhận 96 ca, {} 21 ca so với tuần trước ({} ca).
3. Sởi
Ghi nhận 14 ca, tăng 3 ca so với tuần trước (11 ca)."""


def bulletin(way: str, before: str) -> Reading:
    text = WEEK.format(way, before)
    figures: list[Statement] = []
    claims: list[Claim] = []
    for name, now, change, then, verb in (
        ("dengue_cases", "214 ca", "32 ca", "182 ca", "tăng"),
        ("hfmd_cases", "96 ca", "21 ca", f"{before} ca", way),
        ("measles_cases", "14 ca", "3 ca", "11 ca", "tăng"),
    ):
        first = len(figures)
        figures += [
            figure(now, unit="ca", indicator=name),
            figure(change, unit="ca", indicator=name, role=Role.CHANGE),
            figure(then, unit="ca", indicator=name, role=Role.PREVIOUS),
        ]
        words = text[text.index(now) : text.index(then) + len(then)]
        direction = "up" if verb == "tăng" else "down"
        claims.append(
            claim(ClaimKind.DIFFERENCE, text, words, direction, actual=first, change=first + 1, previous=first + 2)
        )
    return reading(text, *figures, claims=tuple(claims))


def test_a_headline_that_the_list_contradicts_is_wrong() -> None:
    (finding,) = judged(judge_headlines, bulletin("giảm", "117"))
    assert (finding.kind, finding.verdict, finding.claimed) == ("words", "wrong", "đều tăng")
    assert finding.recomputed == "tay chân miệng giảm 21 ca (96 so với 117)"
    assert finding.quote.startswith("Trong tuần, số mắc của cả 03 bệnh")


def test_a_headline_that_the_list_bears_out_holds() -> None:
    (finding,) = judged(judge_headlines, bulletin("tăng", "75"))
    assert finding.verdict == "ok"


def test_numbers_that_do_not_show_the_direction_leave_a_doubt() -> None:
    (finding,) = judged(judge_headlines, bulletin("giảm", "75"))  # 96 is more than 75
    assert finding.verdict == "ambiguous"


def test_a_line_that_sums_up_its_own_changes_is_left_to_the_rules_about_them() -> None:
    text = "- Sởi: 14 ca, giảm 3 ca, 0 tử vong; số mắc và tử vong đều giảm."
    figures = (figure("14 ca", unit="ca"), figure("3 ca", unit="ca", role=Role.CHANGE, subject="giảm"))
    assert judged(judge_headlines, reading(text, *figures)) == []


def test_a_headline_without_figures_to_test_it_is_only_noted() -> None:
    text = "Tất cả các chỉ số đều giảm.\n1. Giám sát 12 xã."
    (finding,) = judged(judge_headlines, reading(text, figure("12 xã", unit="xã")))
    assert (finding.verdict, finding.recomputed) == ("ambiguous", "")


def test_diseases_that_are_only_counted_are_those_the_list_gives() -> None:
    found = bulletin("giảm", "117")
    text = found.text.replace("bệnh sốt xuất huyết, tay chân miệng và sởi trên địa bàn tỉnh", "bệnh lưu hành chính")
    shift = len(text) - len(found.text)
    figures = tuple(figure(s.quote, unit="ca", indicator=s.indicator, role=s.role) for s in found.statements)
    claims = tuple(type(c)(c.kind, c.start + shift, c.end + shift, c.operands, c.assertion) for c in found.claims)
    (finding,) = judged(judge_headlines, reading(text, *figures, claims=claims))
    assert finding.verdict == "wrong"
    assert "tay chân miệng giảm" in finding.recomputed


POISONING = ("food_poisoning_outbreaks", "food_poisoning_cases")
UNTESTED = {
    "Các dịch bệnh được kiểm soát, không để xảy ra ổ dịch lớn.": "không để xảy ra ổ dịch lớn",
    "Kỹ thuật mới góp phần giảm chuyển tuyến.": "giảm chuyển tuyến",
    "Nhiều chỉ tiêu đạt và tiệm cận mục tiêu đề ra.": "tiệm cận mục tiêu",
    "Các chỉ tiêu khác hầu hết đều đạt.": "hầu hết đều đạt",
    "Không để xẩy ra dịch lớn.": "Không để xẩy ra dịch lớn",
}


@pytest.mark.parametrize(("text", "quote"), UNTESTED.items(), ids=UNTESTED)
def test_a_claim_in_words_without_figures_is_noted_with_what_is_missing(text: str, quote: str) -> None:
    (finding,) = judged(judge_phrases, reading(text))
    assert (finding.quote, finding.verdict, finding.recomputed) == (quote, "ambiguous", "")
    assert "chưa kiểm tra được" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "Tiếp tục giảm chuyển tuyến, giảm chi phí.",
        "Phấn đấu không để xảy ra dịch lớn.",
        "III. NHIỆM VỤ TRỌNG TÂM\n1. Các bệnh viện giảm chuyển tuyến.",
        "Năm 2025, ngành sẽ giảm chuyển tuyến.",
    ],
)
def test_a_task_is_no_claim(text: str) -> None:
    assert judged(judge_phrases, reading(text)) == []


@pytest.mark.parametrize(
    ("events", "people", "verdict"), [("01", "09", "ok"), ("01", "46", "wrong"), ("02", "37", "ambiguous")]
)
def test_a_large_poisoning_is_known_from_the_number_of_people_when_there_was_one(
    events: str, people: str, verdict: str
) -> None:
    text = f"Không có vụ ngộ độc thực phẩm lớn, xảy ra {events} vụ với {people} người mắc."
    found = reading(
        text,
        figure(f"{events} vụ", unit="vụ", indicator=POISONING[0]),
        figure(f"{people} người", unit="người", indicator=POISONING[1]),
    )
    (finding,) = judged(judge_phrases, found)
    assert finding.verdict == verdict


def test_a_fraction_in_the_sentence_tests_the_words() -> None:
    text = "Về cơ bản đã hoàn thành: có 11/14 tiêu chí."
    pair = (figure("11", unit="tiêu chí", role=Role.NUMERATOR), figure("14", unit="tiêu chí", role=Role.DENOMINATOR))
    (finding,) = judged(judge_phrases, reading(text, *pair))
    assert (finding.verdict, finding.recomputed) == ("ambiguous", "78,6%")
    text = "5/5 chỉ tiêu đều đạt kế hoạch."
    pair = (figure("5", unit="chỉ tiêu", role=Role.NUMERATOR), figure("5", unit="chỉ tiêu", role=Role.DENOMINATOR))
    (finding,) = judged(judge_phrases, reading(text, *pair))
    assert finding.verdict == "ok"


def test_no_deaths_in_a_summary_against_the_deaths_below() -> None:
    text = "Không ghi nhận trường hợp tử vong.\n1. Sốt xuất huyết: tử vong {} ca."
    for deaths, verdict in (("0", "ok"), ("2", "ambiguous")):
        found = reading(text.format(deaths), figure(f"{deaths} ca", unit="ca", indicator="dengue_deaths"))
        (finding,) = judged(judge_phrases, found)
        assert finding.verdict == verdict


def test_every_phrase_names_indicators_that_exist() -> None:
    catalogue = load_catalogue()
    for phrase in load_phrases():
        fields = phrase.test.model_dump()
        names = [fields[key] for key in ("indicator", "events", "people", "large", "part", "whole") if key in fields]
        assert all(name in catalogue for name in names), phrase.id


SMALL = {
    "Bệnh dại: tử vong 01 tại xã Dân Tiến, huyện Võ Nhai": True,
    "Bệnh dại: tử vong 01 tại huyện Võ Nhai": False,
    "Bệnh dại: tử vong 01 trên địa bàn tỉnh": False,
    "Kiểm tra 01 tại xã Dân Tiến": False,  # nobody's illness
}


@pytest.mark.parametrize(("text", "told"), SMALL.items(), ids=SMALL)
def test_a_patient_beside_the_name_of_a_commune(text: str, told: bool) -> None:
    findings = judged(judge_privacy, reading(text, figure("01")))
    assert bool(findings) is told
    if told:
        assert findings[0].kind == "small_cell"
        assert "xã Dân Tiến" in findings[0].message


def test_larger_counts_and_whole_districts_hide_a_patient() -> None:
    text = "Ngộ độc tại phường Đắc Sơn với 09 ca mắc"
    assert (
        judged(
            judge_privacy,
            reading(text, figure("09 ca", unit="ca", indicator="food_poisoning_cases", place="phường Đắc Sơn")),
        )
        == []
    )


def test_communes_named_in_a_list_are_one_note() -> None:
    text = "Các xã, phường có số mắc cao: Tân Phú (31 ca), Mỹ An (3 ca), Thạnh Lợi (2 ca)."
    found = reading(text, *(figure(q, unit="ca", indicator="dengue_cases") for q in ("31 ca", "3 ca", "2 ca")))
    (finding,) = judged(judge_privacy, found)
    assert finding.statements == (1, 2)


def test_one_thing_under_two_abbreviations() -> None:
    (finding,) = judged(judge_terms, reading("Chi KBCB BHYT; công tác KCB; bệnh án điện tử (ERM)."))
    assert finding.quote == "KBCB"
    assert "“KBCB” (1 chỗ)" in finding.message
    assert "EMR" in finding.message
    assert judged(judge_terms, reading("Công tác KCB; bệnh án điện tử (EMR).")) == []
