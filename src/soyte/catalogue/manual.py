"""The manual pages of the catalogue, made from the definitions: `python -m soyte.catalogue.manual [folder]`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from soyte.catalogue.cards import Line, disease_card, indicator_card, regime_card
from soyte.catalogue.model import Indicator
from soyte.catalogue.terms import CERTAINTIES, DEADLINES, ROLES, days, word
from soyte.catalogue.whole import Whole, load_whole

FOLDER = Path("docs") / "chi-tieu"
_MADE = "<!-- Trang này được tạo từ các tệp danh mục bằng lệnh: python -m soyte.catalogue.manual. Không sửa tay. -->"


def pages(whole: Whole) -> dict[str, str]:
    """Every page by its file name."""
    found = {f"{domain}.md": _domain(whole, domain) for domain in whole.tables.domains}
    return {
        "index.md": _index(whole),
        **found,
        "benh.md": _diseases(whole),
        "che-do-bao-cao.md": _regimes(whole),
        "co-quan.md": _owners(whole),
    }


def write(folder: Path, whole: Whole) -> list[Path]:
    """Writes the pages and removes those of domains that are gone; gives the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    made = pages(whole)
    for stale in folder.glob("*.md"):
        if stale.name not in made:
            stale.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in made]


def _index(whole: Whole) -> str:
    lines = [
        "# Danh mục chỉ tiêu",
        "",
        f"Danh mục có {len(whole.catalogue)} chỉ tiêu, {len(whole.diseases.all)} bệnh và "
        f"{len(whole.regimes.versions)} chế độ báo cáo. Mỗi định nghĩa có căn cứ, mức chắc chắn của căn cứ và thời gian hiệu lực. "
        "Mã chỉ tiêu là mã của phần mềm; mã chính thức trong phụ lục của các thông tư chưa được kiểm tra.",
        "",
        "| Lĩnh vực | Số chỉ tiêu |",
        "|---|---:|",
    ]
    for domain, one in whole.tables.domains.items():
        lines.append(f"| [{one.name_vi}]({domain}.md) | {len(_within(whole, domain))} |")
    lines += [
        "",
        "- [Bệnh phải báo cáo](benh.md)",
        "- [Chế độ báo cáo và thời hạn](che-do-bao-cao.md)",
        "- [Cơ quan có số liệu, gửi và nhận báo cáo, giao chỉ tiêu](co-quan.md)",
        "",
        "Mức chắc chắn của căn cứ:",
        "",
    ]
    counts = {code: sum(one.certainty == code for one in whole.catalogue) for code in CERTAINTIES}
    lines += [f"- {words}: {counts[code]} chỉ tiêu" for code, words in CERTAINTIES.items()]
    return _page(lines)


def _domain(whole: Whole, domain: str) -> str:
    lines = [f"# {whole.tables.domains[domain].name_vi}", "", "[Danh mục chỉ tiêu](index.md)"]
    for one in _within(whole, domain):
        versions = whole.catalogue.versions[one.id]
        for version in reversed(versions):
            span = days(version.valid_from, version.valid_to) if len(versions) > 1 else ""
            title = one.name_vi + (f" ({span})" if span else "")
            lines += ["", f"## {title}", "", f"Mã: `{one.id}`", "", *_listed(indicator_card(whole, version))]
    return _page(lines)


def _within(whole: Whole, domain: str) -> list[Indicator]:
    return [one for one in whole.catalogue if whole.catalogue.domains[one.id] == domain]


def _diseases(whole: Whole) -> str:
    lines = ["# Bệnh phải báo cáo", "", "[Danh mục chỉ tiêu](index.md)", ""]
    for asked in reversed(list(whole.diseases.lists.values())):
        listed = [one for one in whole.diseases.diseases(asked.valid_from) if one.list == asked]
        lines += [
            f"## {asked.name_vi}",
            "",
            f"Hiệu lực {days(asked.valid_from, asked.valid_to)}. Căn cứ: {asked.legal_source} [{word(CERTAINTIES, asked.certainty)}]. "
            f"Có {len(listed)} bệnh. Ca nghi ngờ báo trong {asked.suspected_within_hours} giờ, ca tử vong trong {asked.death_within_hours} giờ."
            + (f" {asked.note}" if asked.note else ""),
            "",
            "| Bệnh | Mã | ICD-10 | Báo cáo | Nhóm |",
            "|---|---|---|---|---|",
        ]
        for one in listed:
            group = f"{one.group} ({word(CERTAINTIES, one.group_certainty)})" if one.group else ""
            codes = ", ".join(one.icd10)
            lines.append(f"| {one.name_vi} | `{one.id}` | {codes} | {word(DEADLINES, one.deadline)} | {group} |")
        lines.append("")
    lines.append("## Từng bệnh")
    for disease in whole.diseases.all.values():
        lines += ["", f"### {disease.name_vi}", "", f"Mã: `{disease.id}`", "", *_listed(disease_card(whole, disease))]
    return _page(lines)


def _regimes(whole: Whole) -> str:
    lines = [
        "# Chế độ báo cáo và thời hạn",
        "",
        "[Danh mục chỉ tiêu](index.md)",
        "",
        "Thời hạn tính từ ngày cuối của kỳ báo cáo. Ngày làm việc là thứ Hai đến thứ Sáu, trừ ngày nghỉ lễ, Tết và ngày nghỉ bù, "
        "cộng các thứ Bảy làm bù.",
    ]
    for versions in whole.regimes.versions.values():
        for one in versions:
            lines += ["", f"## {one.name_vi}", "", f"Mã: `{one.id}`", "", *_listed(regime_card(whole.owners, one))]
    return _page(lines)


def _owners(whole: Whole) -> str:
    lines = [
        "# Cơ quan",
        "",
        "[Danh mục chỉ tiêu](index.md)",
        "",
        "| Cơ quan | Mã | Vai trò | Hiệu lực | Căn cứ |",
        "|---|---|---|---|---|",
    ]
    for versions in whole.owners.versions.values():
        for one in versions:
            roles = ", ".join(word(ROLES, role) for role in one.roles)
            source = f"{one.legal_source} [{word(CERTAINTIES, one.certainty)}]"
            lines.append(f"| {one.name_vi} | `{one.id}` | {roles} | {days(one.valid_from, one.valid_to)} | {source} |")
    return _page(lines)


def _listed(card: Iterable[Line]) -> list[str]:
    return [f"- {title}: {words}" for title, words in card]


def _page(lines: list[str]) -> str:
    return "\n".join([_MADE, "", *lines]).rstrip("\n") + "\n"


def main(arguments: list[str]) -> None:
    """Writes the pages into a folder, by default `docs/chi-tieu` of this checkout."""
    folder = Path(arguments[0]) if arguments else Path(__file__).parents[3] / FOLDER
    sys.stdout.write(f"{len(write(folder, load_whole()))} trang trong {folder}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
