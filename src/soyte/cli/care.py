"""`soyte care`: analyses of the claim feed. Each command is a function of `soyte.measures.care`."""

from __future__ import annotations

import typer

from soyte.cli import care_dossiers, care_duties, care_flows, care_goods

app = typer.Typer(
    name="care",
    help="Phân tích hồ sơ khám, chữa bệnh BHYT: bệnh, thuốc, kỹ thuật, chuyển cơ sở, sinh, tử vong, đúng ngày, dự toán.",
    epilog="Mỗi kết quả in kèm thời điểm chốt, số lần gửi, số hồ sơ, cách tính, nguồn; `soyte care dossiers` cho xem các hồ sơ sau "
    "một con số, đã che danh tính.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)
app.command("diseases", epilog=care_goods.DISEASES)(care_goods.diseases)
app.command("stays", epilog=care_goods.STAYS)(care_goods.stays)
app.command("drugs", epilog=care_goods.DRUGS)(care_goods.drugs)
app.command("prescribing", epilog=care_goods.PRESCRIBING)(care_goods.prescribing)
app.command("techniques", epilog=care_goods.TECHNIQUES)(care_goods.techniques)
app.command("transfers", epilog=care_flows.TRANSFERS)(care_flows.transfers)
app.command("followups", epilog=care_flows.FOLLOWUPS)(care_flows.followups)
app.command("births", epilog=care_flows.BIRTHS)(care_flows.births)
app.command("deaths", epilog=care_flows.DEATHS)(care_flows.deaths)
app.command("notifiable", epilog=care_duties.NOTIFIABLE)(care_duties.notifiable)
app.command("timeliness", epilog=care_duties.TIMELINESS)(care_duties.timeliness)
app.command("received", epilog=care_duties.RECEIVED)(care_duties.received)
app.command("findings", epilog=care_duties.FINDINGS)(care_duties.findings)
app.command("spending", epilog=care_duties.SPENDING)(care_duties.spending)
app.command("dossiers", epilog=care_dossiers.DOSSIERS)(care_dossiers.dossiers)
