"""The addresses of the search. Exports take the same query string as the page."""

from django.urls import path

from search import views
from search.exports.views import export
from search.overviews import concordance_pages
from search.overviews import pages as overview_pages
from search.quoting import pages as quote_pages

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search.csv", export, {"table": "documents", "form": "csv"}),
    path("search/export.csv", export, {"table": "documents", "form": "csv"}, name="search-csv"),
    path("search/export.ndjson", export, {"table": "documents", "form": "ndjson"}, name="search-ndjson"),
    path("search/export.<str:form>", export, {"table": "documents"}, name="search-documents"),
    path("search/export/<str:table>.<str:form>", export, name="search-export"),
    path("search/dates/", overview_pages.dates, name="search-dates"),
    path("search/dates.csv", overview_pages.dates_csv, name="search-dates-csv"),
    path("search/concordance/", concordance_pages.concordance, name="search-concordance"),
    path("search/concordance.csv", concordance_pages.concordance_csv, name="search-concordance-csv"),
    path("search/bodies/", overview_pages.bodies, name="search-bodies"),
    path("search/bodies.csv", overview_pages.bodies_csv, name="search-bodies-csv"),
    path("search/facet/<str:name>/", overview_pages.facet, name="search-facet"),
    path("search/facet/<str:name>.csv", overview_pages.facet_csv, name="search-facet-csv"),
    path("quote-check/", quote_pages.quote_check, name="quote-check"),
    path("quote-check.json", quote_pages.quote_check_json, name="quote-check-json"),
    path("help/search/", views.help_search, name="help-search"),
    path("help/export/", views.help_export, name="help-export"),
]
