"""The lists that a unit hands in once and keeps: its dossiers are checked against them from then on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

import pyarrow as pa
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from soyte.catalogue.claims import handed_lists
from soyte.ledger import clock
from soyte.ledger.errors import LedgerError
from soyte.portal.people.models import Unit, User
from soyte.portal.shell.numbers import day, number
from soyte.portal.uploads.models import KeptList
from soyte.receiving.handed_lists import lacking, read_list

LARGEST = 20 << 20
_OF_PEOPLE = frozenset({"tra-the", "giao-dich"})  # numbers of cards and of dossiers are not kept beside the vault


def names() -> str:
    """The names that files of lists have, for a sentence."""
    return ", ".join(f"{one.file}.csv" for one in handed_lists() if one.file not in _OF_PEOPLE)


def unit_of(user: User) -> Unit | None:
    """Whose lists hold for what somebody checks: the unit they belong to, one that treats patients before others."""
    held = [one.unit for one in user.memberships.select_related("unit") if one.unit.active]
    return min(held, key=lambda unit: (not unit.facility, unit.name), default=None)


def keep_lists(files: Sequence[UploadedFile[bytes]], user: User) -> list[str]:
    """Keep lists for the unit of a person, each in place of the one before; what is to be said about them.

    LedgerError if one is no list or cannot be read: then none is kept.
    """
    unit = unit_of(user)
    if unit is None:
        raise LedgerError("Tài khoản chưa thuộc đơn vị nào nên chưa giữ được danh mục; hãy nhờ quản trị hệ thống.")
    told, read = [], []
    for one in files:
        name = PurePath((one.name or "").replace("\\", "/")).name
        if PurePath(name).stem.lower() in _OF_PEOPLE:
            raise LedgerError(
                f"{name}: danh mục này có mã thẻ hoặc mã hồ sơ của người bệnh nên cổng không giữ; hãy dùng soyte check --lists trên máy của mình."
            )
        if (one.size or 0) > LARGEST:
            raise LedgerError(f"{name}: danh mục lớn hơn {LARGEST >> 20} MB; hãy chỉ để các dòng còn hiệu lực.")
        content = one.read()
        found = read_list(name, content)
        read.append((PurePath(name).stem.lower(), content, found))
        told += [lacking(name, found.missing)] if found.missing else []
    with transaction.atomic():
        for file, content, found in read:
            said = {"content": content, "rows": len(found.rows), "missing": ", ".join(found.missing), "by": user}
            KeptList.objects.update_or_create(unit=unit, file=file, defaults={**said, "sent_at": clock.now()})
    return told


def kept_for(user: User) -> list[KeptList]:
    """The lists of the unit of a person."""
    unit = unit_of(user)
    return list(KeptList.objects.filter(unit=unit).select_related("by")) if unit is not None else []


def drop_list(user: User, file: str) -> bool:
    """Keep a list no longer; whether there was one."""
    return bool(KeptList.objects.filter(unit=unit_of(user), file=file).delete()[0])


def lists_for(user: User) -> tuple[dict[str, pa.Table], list[str]]:
    """What rules ask, and how it is told which lists these were."""
    names = {one.file: one.list for one in handed_lists()}
    found, told = {}, []
    for one in kept_for(user):
        if one.file in names:
            found[names[one.file]] = read_list(f"{one.file}.csv", bytes(one.content)).rows
            told.append(f"{one} ({number(one.rows)} dòng, gửi {day(one.sent_at)})")
    return found, told
