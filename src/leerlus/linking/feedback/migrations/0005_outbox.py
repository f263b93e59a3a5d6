import django.db.models.deletion
from django.db import migrations, models


def move_digests(apps, _schema_editor):
    """Give each digest its mail in the outbox, with how it ended."""
    mails = apps.get_model("outbox", "Mail")
    lines = apps.get_model("feedback", "DigestLine")
    same = ("person_id", "state", "tries", "planned_at", "not_before", "handed_over_at", "trouble", "settled_at")
    for digest in apps.get_model("feedback", "Digest").objects.order_by("pk").iterator():
        own = lines.objects.filter(digest=digest)
        mail = mails.objects.create(
            kind="digest", messages=own.count(), **{name: getattr(digest, name) for name in same}
        )
        own.update(mail=mail)


class Migration(migrations.Migration):

    dependencies = [
        ('feedback', '0004_question'),
        ('outbox', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='digestline',
            name='mail',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='digest_lines', to='outbox.mail'),
        ),
        migrations.RunPython(move_digests, migrations.RunPython.noop),
    ]
