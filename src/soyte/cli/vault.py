"""`soyte vault`: who opened what, changing keys, copies of keys, destroying what need not be kept, who is behind a pseudonym."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from soyte.cli import vault_help as words
from soyte.cli import vault_output as show
from soyte.cli.installation import Format, FormatOption, HomeOption, opened, print_json, progress_bar, speaks

if TYPE_CHECKING:
    from soyte.ledger.ledger import Ledger
    from soyte.ledger.vault import IdentityKind

app = typer.Typer(
    name="vault",
    help="Kho bảo mật: ai đã mở gì, thay khóa, sao khóa, hủy tệp gốc hết hạn, tra người đứng sau một mã thay thế.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)


class Kind(StrEnum):
    """What can tell who somebody is, as typed."""

    CITIZEN = "citizen"
    CARD = "card"
    PATIENT = "patient"
    PERSON = "person"
    PHONE = "phone"
    ADDRESS = "address"
    TEXT = "text"


class Key(StrEnum):
    """Which key is to be changed."""

    STORAGE = "storage"
    CITIZEN = "citizen"
    CARD = "card"
    PATIENT = "patient"
    PERSON = "person"
    PHONE = "phone"
    ADDRESS = "address"
    TEXT = "text"
    ALL = "all"


_KINDS = (
    "citizen số định danh cá nhân, card số thẻ bảo hiểm y tế, patient mã người bệnh tại cơ sở, person họ và tên, "
    "phone số điện thoại, address địa chỉ, text nội dung ghi tự do"
)
KindArgument = Annotated[Kind, typer.Argument(help=f"Loại thông tin: {_KINDS}", metavar="LOẠI")]
PassphraseOption = Annotated[
    Path, typer.Option("--passphrase-file", help="Tệp có mật khẩu ở dòng đầu, ít nhất 14 ký tự", metavar="TỆP")
]


@app.command("log", epilog=words.LOG_EPILOG)
@speaks
def log(
    home: HomeOption = None,
    since: Annotated[
        str | None, typer.Option(help="Từ ngày này, chẳng hạn 2026-11-01", metavar="NGÀY", show_default=False)
    ] = None,
    actor: Annotated[str | None, typer.Option(help="Chỉ của tài khoản này", metavar="TÊN", show_default=False)] = None,
    output_format: FormatOption = Format.TABLE,
) -> None:
    """Xem ai đã mở gì trong kho bảo mật, khi nào, để làm gì; kiểm tra nhật ký có bị sửa không."""
    ledger = opened(home)
    broken = ledger.vault.verify_chain()
    records = list(ledger.vault.access_log(_day(since) if since else None, actor))
    if output_format is Format.JSON:
        print_json(show.log_json(records, broken))
    else:
        typer.echo(show.log_table(records, ledger.state()))
        typer.echo(show.verdict(broken))
    raise typer.Exit(1 if broken else 0)


@app.command("rotate", epilog=words.ROTATE_EPILOG)
@speaks
def rotate(
    key: Annotated[
        Key, typer.Argument(help=f"Khóa nào: storage khóa mã hóa tệp; {_KINDS}; all tất cả", metavar="KHÓA")
    ],
    home: HomeOption = None,
    now: Annotated[bool, typer.Option("--now", help="Xóa ngay các tệp mang mã cũ: dùng khi ngờ khóa đã bị lộ")] = False,
) -> None:
    """Thay khóa của kho bảo mật; bị ngắt thì chạy lại để làm nốt."""
    from soyte.ledger.ledger import account  # noqa: PLC0415 (heavy libraries, only when the command runs)
    from soyte.ledger.rekeying import drop_replaced  # noqa: PLC0415
    from soyte.ledger.sweeping import sweep  # noqa: PLC0415
    from soyte.ledger.vault import IdentityKind  # noqa: PLC0415

    ledger = opened(home)
    kinds = [kind for kind in IdentityKind if key in (Key.ALL, kind.value)]
    for kind in kinds:
        _rotate_pseudonyms(ledger, kind, account())
    if key in (Key.ALL, Key.STORAGE):
        _rotate_storage(ledger, account())
    if kinds and now:
        swept = sweep(ledger, actor=account())
        gone = [*swept.orphans, *swept.expired, *drop_replaced(ledger)]
        typer.echo(f"Đã xóa {len(gone)} tệp cũ hoặc dở dang; không tệp nào của sổ còn mang mã cũ.")
    elif kinds:
        typer.echo(show.kept_for_days(ledger))
    typer.echo("Hãy sao lưu lại và xuất khóa dự phòng mới (soyte vault export-keys); bản cũ không mở được kho này nữa.")


def _rotate_pseudonyms(ledger: Ledger, kind: IdentityKind, actor: str) -> None:
    from soyte.ledger.rekeying import rekey  # noqa: PLC0415

    resumed = kind in ledger.vault.rotations()
    with progress_bar(f"Thay khóa mã thay thế của {kind.label}") as progress:
        done = rekey(ledger, kind, actor=actor, progress=progress)
    head = "đã làm nốt lần thay khóa bị ngắt" if resumed else "đã thay khóa mã thay thế"
    what = (
        f"viết lại {show.number(done.rows)} dòng, {done.files} tệp"
        if done.files
        else "sổ không có dòng nào phải viết lại"
    )
    act = f" (lần ghi số {done.act.seq})" if done.act else ""
    typer.echo(f"{kind.label[:1].upper()}{kind.label[1:]}: {head}; {what}{act}.")


def _rotate_storage(ledger: Ledger, actor: str) -> None:
    from soyte.ledger.vault import Reader  # noqa: PLC0415

    with progress_bar("Mã hóa lại") as progress:
        ledger.vault.rotate_storage_key(_files(progress), Reader(actor, "thay khóa mã hóa tệp"))
    typer.echo("Tệp gốc và thông tin định danh: đã mã hóa lại bằng khóa mới, khóa cũ đã bỏ.")


def _files(progress: Callable[[str, int, int | None], None]) -> Callable[[int, int], None]:
    return lambda done, total: progress("tệp", done, total)


@app.command("export-keys", epilog=words.EXPORT_EPILOG)
@speaks
def export_keys(
    file: Annotated[Path, typer.Argument(help="Nơi ghi bản xuất khóa", metavar="TỆP")],
    passphrase_file: PassphraseOption,
    home: HomeOption = None,
) -> None:
    """Xuất khóa của kho bảo mật ra một tệp được bảo vệ bằng mật khẩu."""
    from soyte.ledger.errors import LedgerError  # noqa: PLC0415
    from soyte.ledger.ledger import account  # noqa: PLC0415
    from soyte.ledger.vault import Reader  # noqa: PLC0415

    if file.exists():
        raise LedgerError(f"{file}: đã có tệp này; hãy chọn tên khác để không ghi đè bản xuất khóa cũ.")
    ledger = opened(home)
    ledger.vault.export_keys(file, _passphrase(passphrase_file), Reader(account(), "xuất khóa dự phòng"))
    typer.echo(f"Đã xuất khóa: {file}. Hãy chuyển tệp này ra ngoài máy, và cất mật khẩu ở một nơi khác nữa.")


@app.command("import-keys", epilog=words.IMPORT_EPILOG)
@speaks
def import_keys(
    file: Annotated[Path, typer.Argument(help="Bản xuất khóa", metavar="TỆP")],
    passphrase_file: PassphraseOption,
    home: HomeOption = None,
) -> None:
    """Nhập lại khóa khi kho bảo mật đã mất tệp khóa."""
    from soyte.ledger.vault import Vault  # noqa: PLC0415

    vault = Vault.import_keys(opened(home).home.vault, file, _passphrase(passphrase_file))
    typer.echo(f"Đã nhập khóa vào {vault.keys}. Hãy chạy “soyte doctor” để kiểm tra mọi tệp mở được.")


@app.command("retire", epilog=words.RETIRE_EPILOG)
@speaks
def retire(
    home: HomeOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ xem, không hủy gì")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Không hỏi lại")] = False,
    output_format: FormatOption = Format.TABLE,
) -> None:
    """Hủy tệp gốc đã hết hạn lưu giữ."""
    from soyte.ledger import retention  # noqa: PLC0415
    from soyte.ledger.ledger import account  # noqa: PLC0415

    ledger = opened(home)
    today = retention.today_in_vietnam()
    due = retention.due(ledger, today)
    rules = show.policies_of(ledger, today)
    as_json = output_format is Format.JSON
    if not as_json:
        typer.echo(show.due_table(due, rules))
    elif dry_run or not due:
        print_json(show.due_json(due, rules, destroyed=False))
    if dry_run or not due:
        return
    if not yes:
        typer.confirm(f"Hủy {len(due)} tệp gốc trên, không lấy lại được?", abort=True, err=True)
    gone = retention.retire(ledger, today, actor=account(), dry_run=False)
    if as_json:
        print_json(show.due_json(gone, rules, destroyed=True))
    else:
        typer.echo(f"Đã hủy {len(gone)} tệp gốc; số liệu trong sổ giữ nguyên.")


@app.command("reveal", epilog=words.REVEAL_EPILOG)
@speaks
def reveal(
    kind: KindArgument,
    pseudonyms: Annotated[list[str], typer.Argument(help="Mã thay thế, một hay nhiều", metavar="MÃ…")],
    home: HomeOption = None,
    purpose: Annotated[
        str | None, typer.Option(help="Tra để làm gì; không có thì được hỏi", metavar="MỤC_ĐÍCH", show_default=False)
    ] = None,
    output_format: FormatOption = Format.TABLE,
) -> None:
    """Tra người đứng sau mã thay thế; được ghi nhật ký trước khi hiện kết quả."""
    from soyte.ledger.errors import LedgerError  # noqa: PLC0415
    from soyte.ledger.ledger import account  # noqa: PLC0415
    from soyte.ledger.vault import IdentityKind, Reader  # noqa: PLC0415

    asked = IdentityKind(kind.value)
    foreign = [word for word in pseudonyms if not word.startswith(asked.letter) or ":" not in word]
    if foreign:
        raise LedgerError(
            f"{foreign[0]}: không phải mã thay thế của {asked.label} (dạng {asked.letter}1:0f3a…); hãy xem lại loại thông tin."
        )
    ledger = opened(home)
    reader = Reader(account(), purpose if purpose is not None else typer.prompt("Mục đích tra cứu", err=True))
    typer.echo(f"Việc tra cứu này được ghi nhật ký: tài khoản {reader.actor}, mục đích “{reader.purpose}”.", err=True)
    known = ledger.vault.reveal(asked, pseudonyms, reader)
    if output_format is Format.JSON:
        print_json({word: known.get(word) for word in pseudonyms})
    else:
        for word in dict.fromkeys(pseudonyms):
            typer.echo(f"{word}\t{known.get(word, '(không có trong kho)')}")
    raise typer.Exit(0 if known.keys() >= set(pseudonyms) else 1)


def _passphrase(path: Path) -> str:
    """The first line of the file: a passphrase on the command line would be seen by others on the machine."""
    return (path.read_text(encoding="utf-8").splitlines() or [""])[0]


def _day(written: str) -> datetime:
    """The beginning of a day in Vietnam."""
    from soyte.ledger.clock import VIETNAM  # noqa: PLC0415
    from soyte.ledger.errors import LedgerError  # noqa: PLC0415

    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(written, form).replace(tzinfo=VIETNAM)
        except ValueError:
            continue
    raise LedgerError(f"--since {written}: không hiểu ngày này; hãy viết 2026-11-01 hoặc 1/11/2026.")
