import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F


def move_mail(apps, _schema_editor):
    """Give what was handed over a mail in the outbox, so that it does not go again; what waits is planned anew."""
    mails = apps.get_model("outbox", "Mail")
    lines = apps.get_model("communities", "Notice")
    handed = lines.objects.exclude(state="planned").annotate(whom=F("membership__person_id"))
    for line in handed.order_by("pk").iterator():
        if line.whom is None:
            line.delete()
            continue
        line.mail = mails.objects.create(
            kind="conversation",
            person_id=line.whom,
            state=line.state,
            tries=line.tries,
            planned_at=line.not_before,
            not_before=line.not_before,
            handed_over_at=line.handed_over_at,
        )
        line.save(update_fields=["mail"])


class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0003_conversation'),
        ('outbox', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='notice',
            name='mail',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='outbox.mail'),
        ),
        migrations.RunPython(move_mail, migrations.RunPython.noop),
    ]
