"""Invented claim dossiers: valid by every rule but where a fault is labelled, and like the feed of a province."""

from __future__ import annotations

import gzip
import re
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from claim_oracle.checking import Checked
from claim_oracle.reading import Dossier, read_labels
from soyte.sample.claims import Batch, ClaimOrder, Content, Pack, SampleError, write_claims
from soyte.sample.claims.batches import SIZE, batches
from soyte.sample.claims.days import EPOCH
from soyte.sample.claims.dossiers import Dossiers, dossiers_of
from soyte.sample.claims.episodes import Episodes
from soyte.sample.claims.faults import FAULTS
from soyte.sample.claims.people import make_people
from soyte.sample.claims.pools import Pools
from soyte.sample.claims.staff import Staff
from soyte.sample.claims.tables import conditions
from soyte.sample.claims.visits import Visits

UNREADABLE = {"ENV-01", "ENV-02", "ENV-04", "ENV-06"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any], Checked]:
    """A few hundred dossiers, half of them with a fault."""
    folder = tmp_path_factory.mktemp("claims") / "out"
    manifest = write_claims(folder, ClaimOrder(260, 2025, 8, faults=0.5, seed=5))
    return folder, manifest, Checked(folder, 2025)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# ------------------------------------------------------------------------------------------------- valid, and labelled


def judged(folder: Path, checked: Checked) -> list[str]:
    """What is wrong with labels: broken rules that nobody labelled, and labels whose rule holds."""
    labels = {(one["file"], one["dossier"]): one for one in read_labels(folder)}
    others = {one["with"] for one in labels.values()} - {""}
    wrong = []
    for key, broken in checked.broken.items():
        label = labels.get(key, {"rule": "", "also": []})
        tables = checked.dossiers[key].tables
        if tables.get("XML1") and tables["XML1"][0]["MA_LK"] in others:  # another dossier was made to clash with it
            broken -= {"DAY-16", "BED-10"}
        if label["rule"] and label["rule"] not in broken:
            wrong.append(f"{key}: {label['rule']} holds")
        wrong += [f"{key}: {rule} beside {label['rule']}" for rule in broken - {label["rule"], *label["also"]}]
    return wrong


def test_a_dossier_breaks_the_rule_of_its_label_and_no_other(sample: tuple[Path, dict[str, Any], Checked]) -> None:
    folder, manifest, checked = sample
    assert manifest["faults"]["planted"] == len(read_labels(folder)) > 100
    assert judged(folder, checked) == []


def test_a_label_points_at_a_field_that_is_there(sample: tuple[Path, dict[str, Any], Checked]) -> None:
    folder, _, checked = sample
    for label in read_labels(folder):
        dossier = checked.dossiers[label["file"], label["dossier"]]
        assert label["severity"] in ("C", "E", "W")
        if label["field"] in ("", "MACSKCB", "SOLUONGHOSO", "CHUKYDONVI", "NOIDUNGFILE") or label["table"] == "XML0":
            continue
        assert dossier.one["MA_LK"] == label["ma_lk"]
        rows = dossier.rows(label["table"])
        assert any(row.get("STT", str(place)) == label["stt"] for place, row in enumerate(rows, 1)), label


def test_faults_are_known_for_nearly_all_rules_and_each_rule_has_one() -> None:
    assert len(FAULTS) == len({fault.rule for fault in FAULTS}) > 210


@pytest.mark.slow
@pytest.mark.parametrize(("year", "month", "faults"), [(2025, None, 0.0), (2025, 8, 1.0), (2026, None, 1.0)])
def test_rules_hold_in_every_season_and_every_fault_is_planted(
    tmp_path: Path, year: int, month: int | None, faults: float
) -> None:
    folder = tmp_path / "out"
    manifest = write_claims(folder, ClaimOrder(2500, year, month, faults=faults, seed=3))
    assert judged(folder, Checked(folder, year)) == []
    if faults:
        assert len(manifest["faults"]["rules"]) > 200


# ------------------------------------------------------------------------------------------------------------- totals


def found(dossiers: list[Dossier]) -> tuple[int, Counter[str], Decimal]:
    """Dossiers, rows by table, and what the fund pays, as read."""
    rows: Counter[str] = Counter()
    for dossier in dossiers:
        rows.update({table: len(some) for table, some in dossier.tables.items()})
    paid = (one.one["T_BHTT"] for one in dossiers)
    return (
        len(dossiers),
        rows,
        sum((Decimal(text) for text in paid if re.fullmatch(r"-?\d+(\.\d+)?", text)), Decimal(0)),
    )


def told(tally: dict[str, Any]) -> tuple[int, Counter[str], Decimal]:
    return tally["dossiers"], Counter(tally["rows"]), Decimal(tally["sums"]["T_BHTT"])


def test_the_totals_of_the_manifest_are_those_of_what_can_be_read(sample: tuple[Path, dict[str, Any], Checked]) -> None:
    _, manifest, checked = sample
    whole = [dossier for dossier in checked.dossiers.values() if not dossier.trouble & UNREADABLE]
    assert told(manifest["sent"]) == found(whole)
    assert manifest["sent"]["unreadable"] == len(checked.dossiers) - len(whole) > 0
    last = {(one.one["MA_CSKCB"], one.one["MA_LK"]): one for one in sorted(whole, key=lambda one: one.sent)}
    assert told(manifest["standing"]) == found(list(last.values()))


# ------------------------------------------------------------------------------------------------------ same, and other


def test_the_same_order_gives_the_same_bytes_and_another_seed_gives_others(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write_claims(tmp_path / name, ClaimOrder(40, 2025, 8, faults=0.5, seed=seed))
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert contents(tmp_path / "a") != contents(tmp_path / "c")


def test_packed_and_inline_files_hold_the_same_dossiers(tmp_path: Path) -> None:
    order = ClaimOrder(30, 2025, 8, batch=Batch.MONTH)
    for pack in Pack:
        write_claims(tmp_path / pack, replace(order, pack=pack))
    plain = {name: text for name, text in contents(tmp_path / "none").items() if name.endswith(".xml")}
    assert {
        n.removesuffix(".gz"): gzip.decompress(b) for n, b in contents(tmp_path / "gz").items() if n.endswith(".gz")
    } == plain
    unzipped = {}
    for path in (tmp_path / "zip" / "ho-so").glob("*.zip"):
        with zipfile.ZipFile(path) as whole:
            unzipped.update({f"ho-so/{path.stem}/{name}": whole.read(name) for name in whole.namelist()})
    assert unzipped == plain
    write_claims(tmp_path / "inline", replace(order, content=Content.INLINE))
    checked = {name: Checked(tmp_path / name, 2025) for name in ("none", "inline")}
    tables = {name: [one.tables for one in some.dossiers.values()] for name, some in checked.items()}
    assert tables["none"] == tables["inline"]


# ------------------------------------------------------------------------------------------------- like a real province


@cache
def august() -> tuple[list[Visits], list[Dossiers]]:
    """The visits of an August, and the whole dossiers of some batches of it."""
    order = ClaimOrder(30_000, 2025, 8)
    people = make_people(order.seed, order.year)
    episodes, staff = Episodes(people, Pools(people, order)), Staff(20_300, 60)
    rng = np.random.default_rng(1)
    visits = [episodes.batch(rng, share.day, share.ward, share.closes) for share in batches(order)]
    return visits, [dossiers_of(rng, people, some, staff) for some in visits[::7]]


def joined(name: str) -> np.ndarray[Any, np.dtype[np.int64]]:
    return np.concatenate([getattr(visits, name) for visits in august()[0]])


def test_one_in_seven_lies_in_a_bed_and_costs_are_of_the_order_of_real_ones() -> None:
    inside = np.isin(joined("kind"), (3, 4, 9))
    assert inside.mean() == pytest.approx(0.145, abs=0.002)
    costs = np.concatenate([some.sums["T_TONGCHI_BV"] for some in august()[1]]) / 100
    beds = np.concatenate([some.visits.inpatient for some in august()[1]])
    assert costs[beds].mean() == pytest.approx(4_700_000, rel=0.12)
    assert costs[~beds].mean() == pytest.approx(300_000, rel=0.12)


def test_mondays_are_fuller_than_sundays() -> None:
    days = Counter((EPOCH + timedelta(int(day))).weekday() for day in joined("left") // 1440)
    assert days[0] > 2 * days[6]


def test_an_outbreak_of_dengue_rises_in_one_commune_in_august() -> None:
    people = make_people(1, 2025)
    dengue = [number for number, one in enumerate(conditions()) if one.note == "dengue"]
    ill = joined("person")[np.isin(joined("condition"), dengue)]
    communes = Counter(people.homes.new_communes[number].code for number in people.homes.new[people.household[ill]])
    (worst, cases), (_, next_worst) = communes.most_common(2)
    assert worst == "99046"
    assert cases > 5 * next_worst


def test_nobody_is_in_two_beds_at_once_and_the_dead_never_come_back() -> None:
    person, came, left = joined("person"), joined("came"), joined("left")
    dead = joined("result") == 5
    order = np.lexsort((came, person))
    for one, after in pairwise(order):
        if person[one] == person[after] and not joined("newborn")[after]:
            assert left[one] < came[after]
            assert not dead[one]


def test_some_come_back_sent_by_others_some_are_sent_on() -> None:
    assert 0.1 < (joined("sender") >= 0).mean() < 0.4
    assert 0.002 < (joined("receiver") >= 0).mean() < 0.02


def test_every_number_of_a_person_is_an_invented_one(sample: tuple[Path, dict[str, Any], Checked]) -> None:
    _, _, checked = sample
    labelled = {(one["file"], one["dossier"]) for one in read_labels(sample[0])}
    for key, dossier in checked.dossiers.items():
        if key in labelled:
            continue
        one = dossier.one
        assert one["MA_CSKCB"].startswith("999")
        assert one["MATINH_CU_TRU"] == "99"
        assert one["SO_CCCD"][:3] in ("", "099")  # no province has this number
        assert {part[3:7] for part in one["MA_THE_BHYT"].split(";") if part} <= {"9999"}


def test_some_are_sent_days_later_and_some_are_sent_again(sample: tuple[Path, dict[str, Any], Checked]) -> None:
    _, manifest, checked = sample
    readable = [one for one in checked.dossiers.values() if not one.trouble & UNREADABLE]
    assert any(one.sent > one.one["NGAY_RA"][:8] for one in readable)
    assert len(readable) > manifest["standing"]["dossiers"]
    assert manifest["faults"]["mended"] > 0


# ------------------------------------------------------------------------------------------------------------- bounds


@pytest.mark.parametrize(("visits", "month"), [(1, 2), (999, None), (2500, 12), (40_000, 8)])
def test_batches_are_bounded_and_hold_every_visit(visits: int, month: int | None) -> None:
    order = ClaimOrder(visits, 2026, month)
    shares = list(batches(order))
    assert sum(len(share.day) for share in shares) == visits
    assert max(len(share.day) for share in shares) <= SIZE
    days = np.concatenate([share.day for share in shares])
    assert (np.diff(days) >= 0).all()
    assert (
        date(2026, month or 1, 1) <= EPOCH + timedelta(int(days[0])) <= EPOCH + timedelta(int(days[-1])) <= order.last
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"visits": 0}, "--visits 0"),
        ({"year": 2019}, "--year 2019"),
        ({"month": 13}, "--month 13"),
        ({"faults": 3.0}, "--faults 3.0"),
        ({"seed": -1}, "--seed -1"),
    ],
)
def test_an_order_that_cannot_be_carried_out_is_refused(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(SampleError, match=re.escape(said)):
        ClaimOrder(**{"visits": 10, "year": 2025, **wrong})


def test_more_visits_than_the_people_of_the_province_can_make_are_refused() -> None:
    order = ClaimOrder(2_000_000, 2025, 8)
    with pytest.raises(SampleError, match="quá nhiều hồ sơ"):
        Pools(make_people(1, 2025), order)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "cua-toi.txt").write_text("giữ", "utf-8")
    with pytest.raises(SampleError, match="đã có tệp"):
        write_claims(tmp_path, ClaimOrder(10, 2025))
    assert [path.name for path in tmp_path.iterdir()] == ["cua-toi.txt"]


def test_who_is_sent_on_arrives_with_the_number_of_the_paper() -> None:
    visits = august()[0]
    sent = {
        (int(one.person[at]), int(one.facility[at]), int(one.serial[at])): (int(one.receiver[at]), int(one.left[at]))
        for one in visits
        for at in np.flatnonzero(one.receiver >= 0)
    }
    linked = 0
    for one in visits:
        for at in np.flatnonzero(one.paper > 0):
            receiver, left = sent[int(one.person[at]), int(one.sender[at]), int(one.paper[at])]
            assert (receiver, True) == (int(one.facility[at]), bool(one.came[at] > left))
            linked += 1
    assert linked > 10
