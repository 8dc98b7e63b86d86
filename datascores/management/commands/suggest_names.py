from datascores.curation.suggestions import said_at, suggest_names
from datascores.management.progress import StepProgress
from datascores.management.table import TableCommand


class Command(TableCommand):
    help = "Names that look like products or firms and are not in the catalogue, ranked, each with a sentence."
    columns = (
        "rank",
        "name",
        "abbreviation",
        "score",
        "sightings",
        "documents",
        "authorities",
        "sha256",
        "page",
        "start",
        "end",
        "sentence",
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--most", type=int, default=100, metavar="N", help="how many names at most (100)")

    def rows(self, options):
        progress = StepProgress(self.stderr)
        suggestions = suggest_names(at_most=options["most"], progress=progress)
        progress.close()
        for rank, suggestion in enumerate(suggestions, 1):
            said = said_at(suggestion.places[:1])
            yield {
                "rank": rank,
                "name": suggestion.name,
                "abbreviation": suggestion.abbreviation,
                "score": suggestion.score,
                "sightings": suggestion.sightings,
                "documents": suggestion.documents,
                "authorities": "|".join(suggestion.authorities),
                **(
                    {name: getattr(said[0], name) for name in ("sha256", "page", "start", "end", "sentence")}
                    if said
                    else {}
                ),
            }
