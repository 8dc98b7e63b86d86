"""The addresses of the API; the help page at its door, the schema beside it."""

from django.urls import path, re_path
from drf_spectacular.views import SpectacularJSONAPIView

from datascores.api import documents, facets, guide, mentions, pages, records, relations, searching
from datascores.api.schema import Schema
from datascores.catalogue.listing import PLURALS

SHA256 = "(?P<sha256>[0-9a-f]{64})"
urlpatterns = [
    path("api/", guide.help_page, name="api-help"),
    path("api/schema/", Schema.as_view(), name="api-schema"),
    path("api/schema.json", SpectacularJSONAPIView.as_view(), name="api-schema-json"),
    path("api/v1/search/", searching.Search.as_view(), name="api-search"),
    path("search.json", searching.Search.as_view(), name="search-json"),
    path("api/v1/facets/<str:facet>/", facets.Facet.as_view(), name="api-facet"),
    path("api/v1/documents/", documents.Documents.as_view(), name="api-documents"),
    re_path(rf"^api/v1/documents/{SHA256}/\Z", documents.OneDocument.as_view(), name="api-document"),
    re_path(rf"^api/v1/documents/{SHA256}/pages/\Z", pages.Pages.as_view(), name="api-pages"),
    re_path(rf"^api/v1/documents/{SHA256}/pages/(?P<number>[0-9]{{1,9}})/\Z", pages.OnePage.as_view(), name="api-page"),
    path("api/v1/mentions/", mentions.Mentions.as_view(), name="api-mentions"),
    path("api/v1/relations/", relations.Relations.as_view(), name="api-relations"),
]
for kind, plural in PLURALS.items():
    urlpatterns += [
        path(f"api/v1/{plural}/", records.list_view(kind).as_view(), name=f"api-{kind}-list"),
        path(f"api/v1/{plural}/<slug:slug>/", records.one_view(kind).as_view(), name=f"api-{kind}"),
    ]
# last: what is none of these is told as JSON too; only addresses that end as ours do, so that a forgotten / is still put right
urlpatterns.append(re_path(r"^api/v1/(?:[\s\S]*/)?\Z", guide.Unknown.as_view(), name="api-unknown"))
