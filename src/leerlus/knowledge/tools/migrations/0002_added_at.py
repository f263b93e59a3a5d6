"""When an editor added a tool. What is there already is no news: it was there from the start."""

from __future__ import annotations

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tools", "0001_first")]
    operations = [
        migrations.AddField("tool", "added_at", models.DateTimeField(blank=True, editable=False, null=True)),
        migrations.AlterField(
            "tool",
            "added_at",
            models.DateTimeField(blank=True, default=django.utils.timezone.now, editable=False, null=True),
        ),
    ]
