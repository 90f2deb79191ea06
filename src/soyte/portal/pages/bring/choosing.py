"""What a file is taken for, by which mapping it would be read, which earlier submission it may be meant to replace."""

from __future__ import annotations

from dataclasses import dataclass

from soyte.intake.documents.model import UnreadableDocument
from soyte.ledger.acts import Act
from soyte.ledger.ledger import Ledger
from soyte.portal.shell.access import Access
from soyte.portal.shell.book import asked, ledger, today
from soyte.portal.shell.permissions import Permission
from soyte.portal.uploads.models import Kind, State, Upload
from soyte.receiving.known import Known, known_mappings
from soyte.receiving.recognising import Recognised, recognise

KINDS = [(kind.value, kind.label) for kind in (Kind.REPORT, Kind.COUNTS, Kind.TARGETS, Kind.CLAIMS)]


@dataclass(frozen=True)
class Choice:
    """A file and what may be chosen for it. `notes` are changes of its layout that people should know of."""

    upload: Upload
    mappings: tuple[Known, ...] = ()
    near: Known | None = None
    notes: tuple[str, ...] = ()
    earlier: tuple[Act, ...] = ()

    @property
    def ready(self) -> bool:
        """Whether it can be taken in as it is."""
        one = self.upload
        return (
            one.state in (State.WAITING, State.FAILED)
            and bool(one.kind)
            and (one.kind != Kind.COUNTS or bool(one.mapping))
        )


def known() -> tuple[Known, ...]:
    """The mappings of the installation."""
    return asked(_known)


def _known(book: Ledger) -> tuple[Known, ...]:
    return known_mappings(book)


def recognised(upload: Upload) -> None:
    """Set kind and mapping of a file that was just sent, or say why nothing can be done with it."""
    try:
        found = recognise(upload.path, upload.name, known(), today())
    except UnreadableDocument as error:
        upload.state, upload.words = State.FAILED, str(error)
    else:
        upload.kind = found.kind
        upload.mapping = found.mapping.hash if found.mapping else ""
        if not found.kind:
            upload.words = f"{upload.name}: chưa nhận ra loại tệp. Nhận được báo cáo (docx, pdf, html, txt), bảng (csv, xlsx), hồ sơ BHYT (xml, zip)."
    upload.save()


def choice_of(upload: Upload, access: Access) -> Choice:
    """What may be chosen for a file."""
    earlier = _earlier(upload, access)
    if upload.kind != Kind.COUNTS or not upload.held or upload.state not in (State.WAITING, State.FAILED):
        return Choice(upload, earlier=earlier)
    try:
        found: Recognised = recognise(upload.path, upload.name, known(), today())
    except UnreadableDocument:
        return Choice(upload, earlier=earlier)
    usable = tuple(match.known for match in found.matches if match.change.usable)
    best = next((match for match in found.matches if match.known.hash == upload.mapping), None)
    best = best or (found.matches[0] if found.matches else None)
    return Choice(
        upload,
        usable,
        best.known if best and not best.change.usable else None,
        best.change.sentences if best else (),
        earlier,
    )


def _earlier(upload: Upload, access: Access) -> tuple[Act, ...]:
    """Submissions of the same name that still count and that somebody may replace by this file."""
    state = ledger().state()
    return tuple(
        act
        for name, act in state.accepted.items()
        if name in state.living
        and (act.name == upload.name or act.seq == upload.supersedes)
        and act.what == upload.kind
        and act.content_hash != upload.sha256
        and access.may_for(Permission.WITHDRAW_FILES, act.sender)
    )
