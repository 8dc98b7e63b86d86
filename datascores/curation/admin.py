"""Where Django looks for admin pages; those of curation lie in pages/."""

from datascores.curation.pages import drafts, examples, versions

__all__ = ["drafts", "examples", "versions"]
