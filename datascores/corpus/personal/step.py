"""The step that hides personal data again when the rules change; new texts are hidden in the moment in which they are kept."""

from __future__ import annotations

from collections.abc import Sequence

from datascores.corpus.models import Document
from datascores.corpus.personal import PERSONAL_VERSION
from datascores.corpus.personal.hiding import hide_personal
from datascores.corpus.steps import Step


class PersonalStep(Step):
    """Before segments are cut, which work on the words that may be shown."""

    name = "personal"
    after = ("extract",)

    def version(self) -> str:
        return PERSONAL_VERSION

    def standing(self, documents: Sequence[Document]) -> dict[Document, str]:
        """Documents whose texts were looked through by these rules when they were kept."""
        return {document: PERSONAL_VERSION for document in documents if document.personal_version == PERSONAL_VERSION}

    def make(self, document: Document) -> None:
        """Nothing: the rows depend on the rulings that stand when they are kept."""

    def keep(self, document: Document, result: None) -> str:
        hide_personal(document)
        return PERSONAL_VERSION
