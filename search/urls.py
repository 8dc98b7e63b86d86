"""The addresses of the search. Exports take the same query string as the page."""

from django.urls import path

from search import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/export.csv", views.export_csv, name="search-csv"),
    path("search/export.ndjson", views.export_ndjson, name="search-ndjson"),
    path("help/search/", views.help_search, name="help-search"),
    path("help/export/", views.help_export, name="help-export"),
]
