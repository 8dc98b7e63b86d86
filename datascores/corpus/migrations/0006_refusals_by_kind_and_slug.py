from django.db import migrations, models


def name_records(apps, schema_editor):
    """Each refusal gets the kind and slug of the record that it points to."""
    refusals = apps.get_model("corpus", "Refusal").objects
    for refusal in refusals.select_related("record").iterator():
        refusals.filter(pk=refusal.pk).update(kind=refusal.record.kind, slug=refusal.record.slug)


def find_records(apps, schema_editor):
    """The way back: a refusal of a record that is no longer there would name nothing, and is left out."""
    refusals, records = apps.get_model("corpus", "Refusal").objects, apps.get_model("catalogue", "Record").objects
    for refusal in refusals.all():
        record = records.filter(kind=refusal.kind, slug=refusal.slug).first()
        if record is None:
            refusal.delete()
        else:
            refusals.filter(pk=refusal.pk).update(record=record)


KINDS = [("authority", "Authority"), ("company", "Company"), ("system", "System"), ("keyword", "Keyword")]


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0002_rules_as_data"),
        ("corpus", "0005_tries_of_ocr"),
    ]

    operations = [
        migrations.AddField(
            "refusal", "kind", models.CharField(choices=KINDS, default="", max_length=12), preserve_default=False
        ),
        migrations.AddField("refusal", "slug", models.SlugField(default="", max_length=120), preserve_default=False),
        migrations.RemoveConstraint("refusal", "refusal_once"),
        # empty on the way back, until find_records has filled it
        migrations.AlterField(
            "refusal",
            "record",
            models.ForeignKey(null=True, on_delete=models.CASCADE, related_name="refusals", to="catalogue.record"),
        ),
        migrations.RunPython(name_records, find_records),
        migrations.RemoveField("refusal", "record"),
        migrations.AddIndex("refusal", models.Index(fields=["kind", "slug"], name="corpus_refu_kind_97f057_idx")),
        migrations.AddConstraint(
            "refusal",
            models.UniqueConstraint(fields=("page_text", "start", "end", "kind", "slug"), name="refusal_once"),
        ),
    ]
