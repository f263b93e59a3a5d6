from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0009_outbox'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='meetingmail', name='meeting_mail_due'),
        migrations.RemoveField(model_name='meetingmail', name='state'),
        migrations.RemoveField(model_name='meetingmail', name='tries'),
        migrations.RemoveField(model_name='meetingmail', name='handed_over_at'),
        migrations.AddIndex(
            model_name='meetingmail',
            index=models.Index(condition=models.Q(('mail__isnull', True)), fields=['not_before'], name='meeting_mail_waits'),
        ),
    ]
