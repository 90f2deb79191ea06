from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("uploads", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="upload",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("report", "báo cáo"),
                    ("targets", "danh sách chỉ tiêu giao"),
                    ("counts", "bảng số liệu"),
                    ("claims", "hồ sơ BHYT (XML)"),
                    ("boundaries", "ranh giới bản đồ"),
                    ("check", "hồ sơ chỉ kiểm tra"),
                    ("", "chưa rõ"),
                ],
                max_length=12,
                verbose_name="Loại",
            ),
        ),
    ]
