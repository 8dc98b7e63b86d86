"""The corpus in the admin: what staff may rule on (labels, takedowns, withheld spans, collections) and what they may only see."""

from __future__ import annotations

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import reverse

from datascores.corpus.again import try_again
from datascores.corpus.models import Arrival, Collection, Document, Failure, Job, Label, Refusal, Takedown
from datascores.corpus.models.label import KINDS
from datascores.corpus.read_only import ReadOnly
from datascores.corpus.withheld_admin import WithheldSpanAdmin

__all__ = ["WithheldSpanAdmin"]  # registered by its import


@admin.register(Collection)
class CollectionAdmin(admin.ModelAdmin):
    list_display = ("name", "slug", "rights", "licence")
    search_fields = ("name", "slug")


class LabelForm(forms.ModelForm):
    """A label as a person writes it: the kind from a list, confirmed unless said otherwise."""

    kind = forms.ChoiceField(choices=[(kind, kind) for kind in KINDS])
    sentence = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2, "cols": 40}))

    class Meta:
        model = Label
        fields = ("kind", "value", "standing", "how", "sentence")


class LabelInline(admin.StackedInline):
    """A person's word on a document: the body (its slug), date or kind, confirmed or rejected."""

    model = Label
    form = LabelForm
    extra = 1

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "standing":
            kwargs["initial"] = Label.Standing.CONFIRMED
        return super().formfield_for_choice_field(db_field, request, **kwargs)


def take_correction(label: Label, user) -> None:
    """A value that a person corrects is that person's word; what was proposed or stated counts as rejected from then on,
    and no later reading of what was stated brings it back."""
    before = Label.objects.filter(pk=label.pk).first()
    if before is None or label.standing != Label.Standing.STATED:
        label.by = user
    if before is None or before.value == label.value:
        return
    if before.standing in (Label.Standing.PROPOSED, Label.Standing.STATED):
        label.standing, label.by = Label.Standing.CONFIRMED, user
        label.sentence, label.page, label.start, label.end, label.certainty = "", None, None, None, ""
        label.arrival, label.how = None, "" if label.how == before.how else label.how
        before.pk, before.standing, before.by = None, Label.Standing.REJECTED, user
        before.save()


@admin.register(Label)
class LabelAdmin(admin.ModelAdmin):
    """What rules propose of documents, for a person to confirm, reject or correct: the row keeps who did it."""

    list_display = ("document", "kind", "value", "standing", "certainty", "how", "sentence", "by")
    list_filter = ("standing", "kind", "certainty")
    list_select_related = ("document", "by")
    search_fields = ("value", "document__name", "document__sha256")
    form = LabelForm
    fields = ("kind", "value", "standing", "how", "sentence")
    actions = ("confirm", "reject")

    def has_add_permission(self, request) -> bool:
        return False  # on the page of its document

    def has_delete_permission(self, request, obj=None) -> bool:
        return False  # a wrong value is rejected, or the rule would propose it again

    @admin.action(description="Confirm", permissions=["change"])
    def confirm(self, request, queryset):
        self._rule(request, queryset, Label.Standing.CONFIRMED)

    @admin.action(description="Reject", permissions=["change"])
    def reject(self, request, queryset):
        self._rule(request, queryset, Label.Standing.REJECTED)

    def _rule(self, request, queryset, standing: Label.Standing) -> None:
        labels = list(queryset.exclude(standing=Label.Standing.STATED))
        for label in labels:
            label.standing, label.by = standing, request.user
            label.save()
        self.message_user(request, f"{len(labels)} labels {standing.label}. Search follows with the next catch_up.")

    def save_model(self, request, obj, form, change):
        take_correction(obj, request.user)
        super().save_model(request, obj, form, change)


class ArrivalInline(ReadOnly, admin.TabularInline):
    model = Arrival
    extra = 0
    fields = ("collection", "file_name", "stated_authority", "stated_date", "search_term", "at")
    readonly_fields = fields


@admin.register(Document)
class DocumentAdmin(admin.ModelAdmin):
    list_display = ("name", "title", "format", "status", "page_count", "received_at")
    list_filter = ("status", "format")
    search_fields = ("name", "title", "sha256")
    fields = (
        "sha256",
        "name",
        "title",
        "format",
        "status",
        "reason",
        "page_count",
        "engine",
        "read_seconds",
        "properties",
    )
    readonly_fields = fields
    inlines = (LabelInline, ArrivalInline)

    actions = ("take_down", "try_again")

    @admin.action(description="Take the chosen document down …")
    def take_down(self, request, queryset):
        if queryset.count() != 1:
            return self.message_user(request, "Choose one document: each takedown has its own reason.", messages.ERROR)
        return HttpResponseRedirect(f"{reverse('admin:corpus_takedown_add')}?sha256={queryset.get().sha256}")

    @admin.action(description="Try again what failed", permissions=["change"])
    def try_again(self, request, queryset):
        self.message_user(request, f"{try_again(queryset)} The next catch_up does it.")

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def save_formset(self, request, form, formset, change):
        for label in formset.save(commit=False):
            if isinstance(label, Label):
                take_correction(label, request.user)
            label.save()
        for gone in formset.deleted_objects:
            gone.delete()


@admin.register(Refusal)
class RefusalAdmin(admin.ModelAdmin):
    """What people called wrong: read by whoever curates the rule; deleting one brings the tag back."""

    list_display = ("surface", "kind", "slug", "document", "reason", "rule", "by", "at")
    list_filter = ("kind", "at")
    search_fields = ("surface", "reason", "slug", "document__sha256")
    fields = readonly_fields = ("surface", "kind", "slug", "document", "rule", "reason", "by", "at")

    def has_add_permission(self, request) -> bool:
        """Only from the page of a tag, which knows its place."""
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False


class TakedownForm(forms.ModelForm):
    """Takes a hash as people paste it, with blanks around it or in capitals; never a part of one."""

    sha256 = forms.CharField(label="SHA-256", widget=forms.TextInput(attrs={"size": 70}))

    class Meta:
        model = Takedown
        fields = ("sha256", "reason", "lifted_at")

    def clean_sha256(self) -> str:
        return self.cleaned_data["sha256"].strip().lower()


@admin.register(Takedown)
class TakedownAdmin(admin.ModelAdmin):
    form = TakedownForm
    list_display = ("sha256", "reason", "by", "at", "lifted_at")
    search_fields = ("sha256",)

    def save_model(self, request, obj, form, change):
        obj.by = request.user
        super().save_model(request, obj, form, change)
        if not Document.objects.filter(sha256=obj.sha256).exists():
            message = "No document with this hash is held; the takedown holds should it come in. Was the hash right?"
            self.message_user(request, message, messages.WARNING)


@admin.register(Failure)
class FailureAdmin(ReadOnly, admin.ModelAdmin):
    """Documents at which a step fails; the page of the pipeline groups them by reason and lets them be tried again."""

    list_display = ("document", "step", "reason", "tries", "at", "again_at")
    list_filter = ("step",)
    list_select_related = ("document",)
    search_fields = ("reason", "document__sha256", "document__name")


@admin.register(Job)
class JobAdmin(ReadOnly, admin.ModelAdmin):
    """Jobs and how they ended; the page of the pipeline cancels and repeats them."""

    list_display = ("kind", "state", "done", "total", "asked_by", "asked_at", "finished_at", "error")
    list_filter = ("state", "kind")
