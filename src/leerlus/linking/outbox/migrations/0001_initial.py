import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Mail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('digest', 'Overzicht van terugkoppeling'), ('meeting', 'Mail over een bijeenkomst'), ('conversation', 'Mail over een gesprek')], default='digest', max_length=15)),
                ('messages', models.PositiveSmallIntegerField(default=1, help_text='Over hoeveel dingen de mail gaat')),
                ('state', models.CharField(choices=[('planned', 'Klaargezet'), ('handing_over', 'Wordt overgedragen'), ('sent', 'Verstuurd'), ('refused', 'Geweigerd door de mailserver'), ('uncertain', 'Onzeker: de overdracht is afgebroken')], default='planned', max_length=15)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('planned_at', models.DateTimeField()),
                ('not_before', models.DateTimeField()),
                ('handed_over_at', models.DateTimeField(blank=True, null=True)),
                ('trouble', models.CharField(blank=True, choices=[('address', 'Het adres is geweigerd'), ('server', 'De mailserver was er niet, of nam de mail niet aan'), ('line', 'De verbinding brak af'), ('worker', 'Leerlus stopte halverwege')], max_length=10)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mails', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('planned_at', 'pk'),
                'indexes': [models.Index(fields=['state', 'not_before'], name='mail_due')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'digest'), ('state__in', ['planned', 'handing_over'])), fields=('person',), name='one_digest_waiting_per_person')],
            },
        ),
    ]
