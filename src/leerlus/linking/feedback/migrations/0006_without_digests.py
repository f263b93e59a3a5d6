import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('feedback', '0005_outbox'),
    ]

    operations = [
        migrations.RemoveField(model_name='digestline', name='digest'),
        migrations.AlterField(
            model_name='digestline',
            name='mail',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='digest_lines', to='outbox.mail'),
        ),
        migrations.DeleteModel(name='Digest'),
    ]
