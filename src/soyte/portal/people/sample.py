"""An invented department: one person a role, and two communes. For the demonstration and for tests; never for real use."""

from __future__ import annotations

from soyte.portal.people.models import Membership, Unit, User

PASSWORD = "sao-mai-2025-dung-thu"  # noqa: S105 (known to everybody: printed by the demonstration)
PROVINCE = "99"
PEOPLE = {  # key, role, unit, name
    "leader": ("leader", "Sở Y tế tỉnh Sao Mai", "Lê Thị Lãnh Đạo"),
    "planner": ("planner", "Sở Y tế tỉnh Sao Mai", "Trần Văn Kế Hoạch"),
    "data": ("data", "Sở Y tế tỉnh Sao Mai", "Phạm Thị Dữ Liệu"),
    "auditor": ("auditor", "Sở Y tế tỉnh Sao Mai", "Vũ Văn Thanh Tra"),
    "admin": ("admin", "Sở Y tế tỉnh Sao Mai", "Đỗ Thị Quản Trị"),
    "viewer": ("viewer", "Sở Y tế tỉnh Sao Mai", "Ngô Văn Xem"),
    "sender": ("sender", "Trạm Y tế phường Ánh Sao", "Bùi Thị Trạm"),
    "far": ("sender", "Trạm Y tế phường Bến Mây", "Hoàng Văn Xa"),
}
STATIONS = {"Trạm Y tế phường Ánh Sao": "99001", "Trạm Y tế phường Bến Mây": "99013"}


def sample_department() -> dict[str, User]:
    """Make units and people (or find them again); key → person."""
    top, _ = Unit.objects.get_or_create(name="Sở Y tế tỉnh Sao Mai", defaults={"place": PROVINCE})
    Unit.objects.get_or_create(name="CDC tỉnh Sao Mai", defaults={"place": PROVINCE, "parent": top})
    units = {top.name: top}
    for name, place in STATIONS.items():
        units[name], _ = Unit.objects.get_or_create(name=name, defaults={"place": place, "parent": top})
    people = {}
    for key, (role, unit, name) in PEOPLE.items():
        user = User.objects.filter(username=key).first() or User.objects.create_user(
            key, PASSWORD, full_name=name, email=f"{key}@saomai.example"
        )
        Membership.objects.get_or_create(user=user, unit=units[unit], role=role)
        people[key] = user
    return people
