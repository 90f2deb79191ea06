"""Who stands behind a pseudonym: kept sealed, revealed through the log, forgotten on request."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa
import pytest

from soyte.ledger.vault import IdentityKind, Reader, Vault, VaultError

PERSON = IdentityKind.PERSON
NAMES = ["Trần Văn Thử", "Lê Thị Mẫu", "TRẦN  VĂN THỬ", None, "Trần Văn Thử"]


def keep(vault: Vault, submission: str, values: list[str | None], kind: IdentityKind = PERSON) -> list[str | None]:
    column = pa.array(values, pa.string())
    made = vault.pseudonyms(kind, column)
    vault.keep_identities(submission, kind, made, column)
    pseudonyms: list[str | None] = made.to_pylist()
    return pseudonyms


def files(vault: Vault) -> dict[str, bytes]:
    return {
        path.relative_to(vault.folder).as_posix(): path.read_bytes() for path in vault.folder.glob("identities/*/*")
    }


def shapes(vault: Vault) -> list[str]:
    """The files without the hash of their part."""
    found = []
    for name in sorted(files(vault)):
        match = re.fullmatch(r"identities/(\w+/\w+)\.[0-9a-f]{16}(\.k\d\.age)", name)
        assert match, name
        found.append(match[1] + match[2])
    return found


def test_a_pseudonym_is_revealed(vault: Vault, lan: Reader) -> None:
    thu, mau, *_ = keep(vault, "s1", NAMES)
    assert thu and mau
    assert vault.reveal(PERSON, [thu, mau, thu, "n1:unknown"], lan) == {thu: "TRẦN  VĂN THỬ", mau: "Lê Thị Mẫu"}
    assert vault.reveal(IdentityKind.PHONE, [thu], lan) == {}


def test_revealing_looks_only_where_it_is_told_to(vault: Vault, lan: Reader) -> None:
    [thu] = keep(vault, "s1", ["Trần Văn Thử"])
    [mau] = keep(vault, "s2", ["Lê Thị Mẫu"])
    assert thu and mau
    assert vault.reveal(PERSON, [thu, mau], lan, submissions=["s2"]) == {mau: "Lê Thị Mẫu"}
    assert vault.reveal(PERSON, [thu, mau], lan, submissions=[]) == {}


def test_keeping_again_changes_no_byte(vault: Vault) -> None:
    keep(vault, "s1", NAMES)
    before = files(vault)
    assert shapes(vault) == ["person/s1.k1.age"]
    keep(vault, "s1", NAMES[::-1])
    keep(Vault.open(vault.folder), "s1", [*NAMES, None, *NAMES])
    assert files(vault) == before


def test_the_name_of_a_file_cannot_be_found_by_trying_names(vault: Vault, tmp_path: Path) -> None:
    other = Vault.create(tmp_path / "khác")
    column = pa.array(["Trần Văn Thử"])
    for one in (vault, other):
        one.keep_identities("s1", PERSON, pa.array(["n1:a"]), column)
    assert files(vault).keys() != files(other).keys()


def test_a_second_batch_of_a_submission_adds_to_the_first(vault: Vault, lan: Reader) -> None:
    [thu] = keep(vault, "s1", ["Trần Văn Thử"])
    [mau] = keep(vault, "s1", ["Lê Thị Mẫu"])
    assert thu and mau
    assert len(vault.reveal(PERSON, [thu, mau], lan)) == 2


def test_nothing_to_keep_makes_no_file(vault: Vault) -> None:
    keep(vault, "s1", [None, " "])
    keep(vault, "s1", [])
    assert files(vault) == {}


def test_a_submission_is_forgotten_in_all_its_kinds(vault: Vault, lan: Reader) -> None:
    [thu] = keep(vault, "s1", ["Trần Văn Thử"])
    keep(vault, "s1", ["0912 345 678"], IdentityKind.PHONE)
    keep(vault, "s2", ["Lê Thị Mẫu"])
    assert thu
    assert vault.forget("s1") == 2
    assert vault.forget("s1") == 0
    assert shapes(vault) == ["person/s2.k1.age"]
    assert vault.reveal(PERSON, [thu], lan) == {}


@pytest.mark.parametrize("name", ["", "../s1", "a/b", "s1.k1", "é", "a" * 121])
def test_a_submission_whose_name_is_no_file_name_is_refused(vault: Vault, name: str) -> None:
    with pytest.raises(VaultError, match="Mã lần gửi"):
        keep(vault, name, ["Trần Văn Thử"])


def test_any_flipped_byte_is_noticed(vault: Vault, lan: Reader) -> None:
    pseudonyms = keep(vault, "s1", [f"Người Thử {n}" for n in range(300)])
    [path] = vault.folder.glob("identities/person/*")
    good = path.read_bytes()
    for place in [*range(0, len(good), 211), len(good) - 1]:
        bad = bytearray(good)
        bad[place] ^= 1
        path.write_bytes(bad)
        with pytest.raises(VaultError, match=rf"{path.name} trong kho bảo mật bị hỏng"):
            vault.reveal(PERSON, [str(pseudonyms[0])], lan)
        assert len(vault.verify()) == 1
    for length in (0, 50, len(good) - 1):
        path.write_bytes(good[:length])
        assert len(vault.verify()) == 1


def test_files_that_were_exchanged_are_noticed(vault: Vault) -> None:
    keep(vault, "s1", ["Trần Văn Thử"])
    keep(vault, "s2", ["Lê Thị Mẫu"])
    one, two = sorted(vault.folder.glob("identities/person/*"))
    one.write_bytes(two.read_bytes())
    assert [damage.path.name for damage in vault.verify()] == [one.name]


def test_nothing_that_tells_who_somebody_is_lies_in_the_clear(vault: Vault, tmp_path: Path, lan: Reader) -> None:
    told = {
        PERSON: "Nguyễn Hoàng Bịa",
        IdentityKind.CITIZEN: "001090987654",
        IdentityKind.CARD: "DN4790987654321",
        IdentityKind.PATIENT: "79001|BN909090",
        IdentityKind.PHONE: "0987654321",
        IdentityKind.ADDRESS: "Số 7 ngõ Bịa, tổ 9",
        IdentityKind.TEXT: "Bà nội của cháu Bịa cho biết",
    }
    path = tmp_path / "danh sách Bịa.csv"
    path.write_text("\n".join(told.values()) * 50)
    kept = vault.keep(path)
    for kind, value in told.items():
        pseudonyms = keep(vault, "s1", [value] * 3, kind)
        vault.reveal(kind, [str(pseudonyms[0])], lan)
    with vault.open_original(kept.sha256, lan):
        pass
    vault.rotate_pseudonym_key(PERSON)
    vault.rotate_storage_key()
    written = [*told.values(), *(value.casefold() for value in told.values()), "Bịa", "909090"]
    for file in vault.folder.rglob("*"):
        assert "Bịa" not in file.name
        content = file.read_bytes() if file.is_file() else b""
        found = [value for value in written for code in ("utf-8", "utf-16-le") if value.encode(code) in content]
        assert found == [], file
