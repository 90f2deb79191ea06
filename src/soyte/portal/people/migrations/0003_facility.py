from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_credentials"),
    ]

    operations = [
        migrations.AddField(
            model_name="unit",
            name="facility",
            field=models.CharField(blank=True, default="", max_length=5, verbose_name="Mã cơ sở KCB"),
        ),
    ]
