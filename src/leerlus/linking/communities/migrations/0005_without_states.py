from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communities', '0004_outbox'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='notice', name='notice_due'),
        migrations.RemoveField(model_name='notice', name='state'),
        migrations.RemoveField(model_name='notice', name='tries'),
        migrations.RemoveField(model_name='notice', name='handed_over_at'),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('mail__isnull', True)), fields=['not_before'], name='notice_waits'),
        ),
    ]
