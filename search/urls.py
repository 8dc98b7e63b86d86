"""The addresses of the search. Exports take the same query string as the page."""

from django.urls import path

from search import views
from search.exports.views import export
from search.overviews import concordance_pages
from search.overviews import pages as overview_pages
from search.overviews.frame import CONTENT_TYPES
from search.quoting import pages as quote_pages

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search.csv", export, {"table": "documents", "form": "csv"}),
    path("search/export.csv", export, {"table": "documents", "form": "csv"}, name="search-csv"),
    path("search/export.ndjson", export, {"table": "documents", "form": "ndjson"}, name="search-ndjson"),
    path("search/export.<str:form>", export, {"table": "documents"}, name="search-documents"),
    path("search/export/<str:table>.<str:form>", export, name="search-export"),
    path("search/dates/", overview_pages.dates, name="search-dates"),
    path("search/concordance/", concordance_pages.concordance, name="search-concordance"),
    path("search/bodies/", overview_pages.bodies, name="search-bodies"),
    path("search/facet/<str:name>/", overview_pages.facet, name="search-facet"),
    path("quote-check/", quote_pages.quote_check, name="quote-check"),
    path("quote-check.json", quote_pages.quote_check_json, name="quote-check-json"),
    path("help/search/", views.help_search, name="help-search"),
    path("help/export/", views.help_export, name="help-export"),
]
for form in CONTENT_TYPES:  # each view as a file
    of = {"form": form}
    urlpatterns += [
        path(f"search/dates.{form}", overview_pages.dates_file, of, name=f"search-dates-{form}"),
        path(f"search/concordance.{form}", concordance_pages.concordance_file, of, name=f"search-concordance-{form}"),
        path(f"search/bodies.{form}", overview_pages.bodies_file, of, name=f"search-bodies-{form}"),
        path(f"search/facet/<str:name>.{form}", overview_pages.facet_file, of, name=f"search-facet-{form}"),
    ]
