"""The admin of what is not shown: rulings on withheld words, and words hidden by hand."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from datascores.corpus.hidden import line_around, rule
from datascores.corpus.models import Document, WithheldSpan
from datascores.corpus.personal.hiding import NotThere, hide_by_hand
from datascores.corpus.read_only import ReadOnly


class HideForm(forms.Form):
    """Which words of which document are hidden."""

    document = forms.CharField(label="SHA-256 of the document", max_length=64, strip=True)
    words = forms.CharField(
        label="Words to hide", max_length=200, help_text="A name, a number: hidden wherever it stands in the document."
    )

    def clean_document(self) -> Document:
        document = Document.objects.filter(sha256=self.cleaned_data["document"].lower()).first()
        if document is None:
            raise forms.ValidationError("No document with this hash is held.")
        return document


@admin.register(WithheldSpan)
class WithheldSpanAdmin(ReadOnly, admin.ModelAdmin):
    """Words that are not shown: those with the permission see them in their line, release or keep them, and hide more."""

    change_list_template = "admin/corpus/withheld_spans.html"

    list_display = ("document", "page", "reason", "in_its_line", "ruling", "ruled_by", "ruled_at")
    list_filter = ("kind", "ruling", "reason")
    list_select_related = ("document", "ruled_by")
    search_fields = ("document__name", "document__sha256")
    fields = ("document", "page", "start", "end", "reason", "ruling", "ruled_by", "ruled_at")
    readonly_fields = fields
    actions = ("release", "keep_withheld")

    def has_rule_permission(self, request) -> bool:
        return request.user.has_perm("corpus.rule_withheldspan")

    def has_view_permission(self, request, obj=None) -> bool:
        return super().has_view_permission(request, obj) or self.has_rule_permission(request)

    def get_queryset(self, request):
        """Those that wait come first."""
        waits = Case(When(ruling=WithheldSpan.Ruling.WAITING, then=Value(0)), default=Value(1))
        return super().get_queryset(request).order_by(waits, "document", "page", "start")

    def get_list_display(self, request):
        may_see = self.has_rule_permission(request)
        return [name for name in self.list_display if may_see or name != "in_its_line"]

    @admin.display(description="words in their line")
    def in_its_line(self, span: WithheldSpan) -> str:
        before, hidden, after = line_around(span)
        return format_html("{}<mark>{}</mark>{}", before, hidden, after)

    @admin.action(description="Release: the words may be shown", permissions=["rule"])
    def release(self, request, queryset):
        self._rule(request, queryset, WithheldSpan.Ruling.RELEASED)

    @admin.action(description="Keep: the words stay withheld", permissions=["rule"])
    def keep_withheld(self, request, queryset):
        self._rule(request, queryset, WithheldSpan.Ruling.KEPT)

    def get_urls(self):
        return [
            path("hide/", self.admin_site.admin_view(self.hide), name="corpus_withheldspan_hide"),
            *super().get_urls(),
        ]

    def hide(self, request: HttpRequest) -> HttpResponse:
        """Words of a document that the rules have not found: withheld wherever they stand in it."""
        if not self.has_rule_permission(request):
            raise PermissionDenied
        form = HideForm(request.POST or None, initial={"document": request.GET.get("document", "")})
        if request.method == "POST" and form.is_valid():
            document, words = form.cleaned_data["document"], form.cleaned_data["words"]
            try:
                count = hide_by_hand(document, words, request.user)  # type: ignore[arg-type]
            except NotThere as error:
                form.add_error("words", str(error))
            else:
                self.log_addition(request, document, f"Hid words at {count} places")
                self.message_user(
                    request, f"Hidden at {count} place{'s' * (count != 1)}. Search follows with the next catch_up."
                )
                return HttpResponseRedirect(f"{reverse('admin:corpus_withheldspan_changelist')}?q={document.sha256}")
        context = {**self.admin_site.each_context(request), "title": "Hide words of a document", "form": form}
        return TemplateResponse(request, "admin/corpus/hide.html", context)

    def _rule(self, request, queryset, ruling: WithheldSpan.Ruling) -> None:
        count = rule(queryset, ruling, request.user)
        self.message_user(request, f"{count} spans {ruling.label}. Search and mentions follow with the next catch_up.")
