"""A draft becomes a version: checked, written and recorded in one transaction, or not at all.

Whoever publishes says which catalogue they saw in the preview. If it is no longer the one that stands, because somebody
else published or loaded meanwhile, nothing is written and they are told by whom. The corpus is left to the worker's
catch_up, which sees for itself which documents hold a name whose rules have changed.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Max

from datascores.catalogue.rules import read_catalogue
from datascores.catalogue.table import LINK_COLUMNS, MODELS, Cells
from datascores.catalogue.writing import delete_record, write_record
from datascores.curation.checking import check
from datascores.curation.drafting import find_record
from datascores.curation.models import Draft, Edit, RuleExample, Version


class PublishRefused(ValueError):
    """Nothing was written; ``reasons`` says why, in sentences."""

    def __init__(self, *reasons: str):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class CatalogueMoved(PublishRefused):
    """The catalogue is no longer the one that the preview was counted with."""


class ConfirmationNeeded(PublishRefused):
    """The draft touches more of the corpus than the set share and must be confirmed a second time."""


def publish(draft_id: int, author: User | None, seen: str, is_confirmed: bool = False) -> Version:
    """Publish a draft. ``seen`` is the catalogue's hash that its preview shows.

    Raises PublishRefused (also as CatalogueMoved or ConfirmationNeeded); then nothing has changed.
    """
    try:
        with transaction.atomic():
            return _publish(draft_id, author, seen, is_confirmed)
    except IntegrityError as error:  # on databases that let two writers begin, the number is taken once
        raise CatalogueMoved("Somebody else published at the same moment. Look at the preview again.") from error


def _publish(draft_id: int, author: User | None, seen: str, is_confirmed: bool) -> Version:
    draft = Draft.objects.select_for_update().get(pk=draft_id)
    before = read_catalogue().version
    _refuse(draft, before, seen)
    if needs_confirmation(draft) and not is_confirmed:
        share = f"{draft.preview['share']:.0%} of the documents"
        words = [f"The draft changes the tags of {share}.", *sweeping(draft), "Confirm that this is what you want."]
        raise ConfirmationNeeded(" ".join(words))
    write_edits(list(draft.edits.all()), f"version {next_number()}: {draft.reason}")
    RuleExample.objects.filter(draft=draft).update(draft=None)
    for edit in draft.edits.filter(after=None):
        RuleExample.objects.filter(kind=edit.kind, slug=edit.slug).delete()
    return record_version(draft, before, author)


def next_number() -> int:
    """The number of the version that is about to be made."""
    return (Version.objects.aggregate(last=Max("number"))["last"] or 0) + 1


def record_version(draft: Draft, hash_before: str, author: User | None = None, command: str = "") -> Version:
    """Close a draft whose edits have been written and record it as a version, in the caller's transaction."""
    draft.state = Draft.State.PUBLISHED
    draft.save(update_fields=["state"])
    return Version.objects.create(
        number=next_number(),
        draft=draft,
        author=author,
        command=command,
        reason=draft.reason,
        hash_before=hash_before,
        hash_after=read_catalogue().version,
    )


def needs_confirmation(draft: Draft) -> bool:
    """Whether the preview touches more than the set share of the corpus."""
    return draft.preview.get("share", 0) > settings.CURATION_ASK_TWICE_PERCENT / 100


def sweeping(draft: Draft) -> list[str]:
    """A sentence for each record that the preview finds newly in so many documents that it hardly tells them apart."""
    preview = draft.preview
    total, counted = preview.get("documents", 0), preview.get("counted", 0)
    if not total or not counted:
        return []
    shares = [(row, row["documents_gained"] * preview["touched"] / counted / total) for row in preview["records"]]
    return [
        f"{row['kind'].capitalize()} “{row['name']}” would be found newly in {share:.0%} of the documents."
        for row, share in shares
        if share > settings.CURATION_ASK_TWICE_PERCENT / 100
    ]


def _refuse(draft: Draft, live: str, seen: str) -> None:
    if not draft.is_open:
        version = Version.objects.filter(draft=draft).select_related("author").first()
        raise PublishRefused(
            f"This draft has been {draft.state} already" + (f" as {version.title}." if version else ".")
        )
    if not draft.reason.strip():
        raise PublishRefused("Say why the catalogue is changed: the reason stands in the log of versions.")
    if not draft.edits.exists():
        raise PublishRefused("The draft is empty.")
    if not draft.is_previewed:
        raise PublishRefused("The draft was changed after its preview, or has none: look at the preview first.")
    if live != seen or live != draft.preview["catalogue"]:
        last = Version.objects.select_related("author").first()
        by = f"The last is {last.title}." if last else "There is no version yet, so it was a load of the lists."
        message = f"The catalogue has changed since this preview was made, and nothing was published. {by}"
        raise CatalogueMoved(message, "Look at the preview again and publish then.")
    refusals = [str(finding) for finding in check(draft) if finding.refuses]
    if refusals:
        raise PublishRefused(*refusals)


def write_edits(edits: list[Edit], reason: str) -> None:
    """Write checked edits: new records first, without their links, then links and changes, deletions last.

    The caller holds the transaction.
    """
    kinds = list(MODELS)
    edits = sorted(edits, key=lambda edit: (kinds.index(edit.kind), edit.slug))
    for edit in edits:
        if edit.before is None and edit.after is not None:
            write_record(MODELS[edit.kind](slug=edit.slug), _without_links(edit.after), reason)
    for edit in edits:
        if edit.after is not None and (edit.before is not None or edit.after != _without_links(edit.after)):
            record = find_record(edit.kind, edit.slug)
            assert record is not None  # check() has seen it in this transaction
            write_record(record, edit.after, reason)
    for edit in edits:
        if edit.after is None and (record := find_record(edit.kind, edit.slug)):
            delete_record(record, reason)


def _without_links(cells: Cells) -> Cells:
    return {column: "" if column in LINK_COLUMNS else value for column, value in cells.items()}
