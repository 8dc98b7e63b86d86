from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('corpus', '0002_stance_pairs_refusals'),
    ]

    operations = [
        migrations.RenameField('refusal', 'sentence_hash', 'surroundings_hash'),
    ]
