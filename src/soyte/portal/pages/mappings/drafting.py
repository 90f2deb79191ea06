"""The draft of a mapping for a file that was sent: where it starts from, and what it would read."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace

from django.core.exceptions import PermissionDenied
from django.http import Http404

from soyte.intake.documents.model import UnreadableDocument
from soyte.intake.sight.draft import Draft, draft_of
from soyte.intake.sight.guessing import guess
from soyte.intake.sight.layouts import compared
from soyte.intake.sight.looking import Look, look
from soyte.intake.sight.vocabulary import Vocabulary
from soyte.intake.sight.writing import Problem, Unfinished, mapping_of
from soyte.ledger.ledger import Ledger
from soyte.portal.pages.bring.choosing import known
from soyte.portal.pages.mappings.form import of_json
from soyte.portal.shell.book import asked, ledger, today
from soyte.portal.shell.pages import Asked
from soyte.portal.shell.permissions import Permission
from soyte.portal.uploads.models import Upload
from soyte.receiving.known import Known, Match, matches, vocabulary_of
from soyte.receiving.previewing import Preview, preview


@dataclass(frozen=True)
class Seen:
    """What a draft would read, or why it reads nothing yet."""

    preview: Preview | None = None
    problems: tuple[Problem, ...] = ()


def upload_of(request: Asked, identifier: uuid.UUID) -> Upload:
    """The file of this person; 404 if it is gone."""
    upload = Upload.objects.filter(pk=identifier).first()
    if upload is None or not upload.held:
        raise Http404("Bảng này không còn trên máy chủ (tệp chưa nhận giữ 7 ngày); hãy tải lên lại.")
    if upload.by_id != request.user.pk:
        raise PermissionDenied(f"{Permission.MAP_COLUMNS.value} từ tệp do người khác tải lên")
    return upload


def looked(upload: Upload, sheet: str, row: int | None, depth: int | None) -> Look:
    """The file's beginning, with the heads where somebody says (`row` None: the first), else (`depth` None too) where they are found."""
    seen = look(upload.path, upload.name, sheet=sheet or None)
    return seen if row is None and depth is None else seen.at(row, depth or 1)


def start(upload: Upload, seen: Look, chosen: Known | None) -> tuple[Draft, Match | None]:
    """The draft to begin with: the one that was being made, else a mapping of a like table, else a guess."""
    if upload.draft and chosen is None:
        return of_json(upload.draft), None
    known_one = chosen
    found = matches(known() if chosen is None else (known_one,) if known_one else (), seen, today())
    if not found:
        return guess(seen, asked(_vocabulary), owner=upload.sender), None
    best = found[0]
    draft = draft_of(best.known.mapping, seen.under(best.known.mapping), dict(best.change.renamed))
    if not best.change.none:  # another layout from now on; the days of the old mapping stay what they were
        draft = replace(draft, valid_from=today(), valid_to=None)
    return draft, best


def vocabulary() -> Vocabulary:
    """The codes that a table may be about."""
    return asked(_vocabulary)


def _vocabulary(book: Ledger) -> Vocabulary:
    return vocabulary_of(book)


def tried(upload: Upload, draft: Draft) -> Seen:
    """Read the file by the draft."""
    try:
        mapping = mapping_of(draft)
    except Unfinished as unfinished:
        return Seen(problems=tuple(unfinished.problems))
    try:
        return Seen(preview(ledger(), upload.path, upload.name, mapping))
    except UnreadableDocument as error:
        return Seen(problems=(Problem("columns", str(error)),))


def changes(known_one: Known, heads: tuple[str, ...]) -> tuple[str, ...]:
    """How the layout differs from that of a mapping, in sentences."""
    return compared(known_one.mapping, heads).sentences
