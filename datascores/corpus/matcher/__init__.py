"""Finding the records of the catalogue in texts. Knows no table: rules and pages come in as values, matches go out."""

from datascores.corpus.matcher.matching import MATCH_VERSION, Match, Matcher, PageInput

__all__ = ["MATCH_VERSION", "Match", "Matcher", "PageInput"]
