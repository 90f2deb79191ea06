"""`soyte backup` and `soyte restore`: the whole installation in one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from soyte.cli.installation import HomeOption, local, opened, progress_bar, speaks

BACKUP_EPILOG = """
**Ví dụ**

- `soyte backup /mnt/o-cung-ngoai/soyte-2026-11-22.tar` : sao lưu cả sổ số liệu lẫn kho bảo mật (vẫn mã hóa)

- `soyte backup bs.tar --passphrase-file mat-khau.txt` : tệp khóa đi kèm được bảo vệ bằng mật khẩu

Chạy được cả khi đang có người nạp số liệu. Khóa của kho bảo mật không nằm trong bản sao lưu mà ở tệp `….keys` bên cạnh:
hãy chuyển tệp này đến **một nơi khác** (két, ổ rời cất riêng). Ai có cả hai tệp thì đọc được mọi bản gốc; mất tệp khóa thì
số liệu vẫn còn nhưng không mở lại được bản gốc.

Mã thoát: 0 khi đã sao lưu và đọc lại thấy đúng, 1 khi đã sao lưu nhưng trong kho có tệp hỏng, 2 khi không sao lưu được.
"""
RESTORE_EPILOG = """
**Ví dụ**

- `soyte restore /mnt/o-cung-ngoai/soyte-2026-11-22.tar --home /srv/soyte` : dựng lại kho trong thư mục mới hoặc trống

- `soyte restore bs.tar --home /srv/soyte --keys /media/ket/bs.tar.keys` : lấy tệp khóa ở nơi cất riêng

Bản sao lưu được kiểm tra từng tệp trước; bản bị cắt cụt hoặc bị sửa thì không có gì được ghi. Sau khi dựng lại, mọi số liệu
và mọi lần xem lại quá khứ giống hệt lúc sao lưu. Không có tệp khóa vẫn dựng lại được số liệu.

Mã thoát: 0 khi kho lành lặn, 1 khi đã dựng lại nhưng kho còn điều cần xử lý, 2 khi không dựng lại được.
"""
PassphraseOption = Annotated[
    Path | None,
    typer.Option(
        "--passphrase-file",
        help="Tệp chứa mật khẩu (ít nhất 14 ký tự) bảo vệ tệp khóa",
        metavar="TỆP",
        show_default=False,
    ),
]


@speaks
def backup(
    file: Annotated[Path, typer.Argument(help="Nơi ghi bản sao lưu, ngoài kho số liệu", metavar="TỆP.tar")],
    home: HomeOption = None,
    passphrase_file: PassphraseOption = None,
) -> None:
    """Sao lưu kho số liệu vào một tệp."""
    from soyte.ledger.backup import backup as make  # noqa: PLC0415 (heavy libraries, only when the command runs)
    from soyte.portal.backing_up import packed  # noqa: PLC0415

    ledger = opened(home)
    with progress_bar("Sao lưu") as progress, packed(ledger.home.folder) as beside:
        made = make(ledger, file, progress=progress, passphrase=_passphrase(passphrase_file), beside=beside)
    size = f"{made.bytes / 1e6:,.1f}".replace(",", " ").replace(".", ",")
    typer.echo(f"Đã sao lưu đến lần ghi số {made.head}: {made.path} ({made.files} tệp, {size} MB), đã đọc lại và khớp.")
    typer.echo(f"Tệp khóa: {made.keys}. Hãy chuyển tệp này đến nơi khác, không để cùng chỗ với bản sao lưu.")
    for name in made.damaged:
        typer.echo(
            f"{name}: tệp trong kho đã hỏng từ trước; hãy chạy “soyte doctor --repair” rồi sao lưu lại.", err=True
        )
    raise typer.Exit(1 if made.damaged else 0)


@speaks
def restore(
    file: Annotated[Path, typer.Argument(help="Bản sao lưu", metavar="TỆP.tar")],
    home: HomeOption = None,
    keys: Annotated[
        Path | None,
        typer.Option(help="Tệp khóa; mặc định là tệp ….keys bên cạnh bản sao lưu", metavar="TỆP", show_default=False),
    ] = None,
    passphrase_file: PassphraseOption = None,
) -> None:
    """Dựng lại kho số liệu từ bản sao lưu, trong một thư mục mới hoặc trống."""
    from datetime import datetime  # noqa: PLC0415

    from soyte.ledger.backup import restore as put_back  # noqa: PLC0415
    from soyte.ledger.doctor.examination import sound  # noqa: PLC0415
    from soyte.ledger.home import chosen_folder  # noqa: PLC0415
    from soyte.portal.backing_up import unpack  # noqa: PLC0415

    with progress_bar("Khôi phục") as progress:
        done = put_back(file, chosen_folder(home), keys, passphrase=_passphrase(passphrase_file), progress=progress)
    made = local(datetime.fromisoformat(done.manifest.made))
    portal = done.keys and unpack(chosen_folder(home))
    typer.echo(f"Đã dựng lại kho “{done.manifest.name}” của {made}, đến lần ghi số {done.manifest.head}.")
    if portal:
        typer.echo("Đã dựng lại cả cổng: tài khoản, vai trò, việc đang làm, nhật ký truy cập.")
    if not done.keys:
        typer.echo(
            "Chưa có tệp khóa nên chưa mở được bản gốc và danh tính; số liệu dùng được ngay. Khi có, hãy đặt tệp khóa vào "
            f"{done.ledger.home.vault / 'keys.json'} (quyền 600) rồi chạy “soyte doctor”.",
            err=True,
        )
    for trouble in done.troubles:
        typer.echo(f"{trouble.severity.label}: {trouble.sentence}", err=True)
    raise typer.Exit(0 if sound(list(done.troubles)) else 1)


def _passphrase(path: Path | None) -> str | None:
    """The first line of the file: a passphrase on the command line would be seen by others on the machine."""
    if path is None:
        return None
    return (path.read_text(encoding="utf-8").splitlines() or [""])[0]
