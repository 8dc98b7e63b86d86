"""The addresses of what people see. Those of documents, pages and quotes are permanent: never change their form."""

from django.urls import path, register_converter

from datascores.portal import views
from datascores.portal.profiles import PLURALS


class Sha256Converter:
    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


class HashPieceConverter(Sha256Converter):
    regex = "[0-9a-f]{8}"


register_converter(Sha256Converter, "sha256")
register_converter(HashPieceConverter, "hash8")

urlpatterns = [
    path("", views.front, name="front"),
    path("about/", views.about, name="about"),
    path("coverage/", views.coverage, name="coverage"),
    path("coverage.csv", views.coverage_as_csv, name="coverage-csv"),
    path("documents/", views.documents, name="document-list"),
    path("documents/<sha256:sha256>/", views.document, name="document"),
    path("documents/<sha256:sha256>/original", views.original, name="original"),
    path("documents/<sha256:sha256>/pages/<int:number>/", views.page, name="page"),
    path(
        "documents/<sha256:sha256>/pages/<int:number>/<int:start>-<int:end>-<hash8:text_hash>/",
        views.quote,
        name="quote",
    ),
    path(
        "documents/<sha256:sha256>/pages/<int:number>/<int:start>-<int:end>-<hash8:text_hash>/why/<slug:kind>/<slug:slug>/",
        views.why,
        name="why",
    ),
]
for kind, plural in PLURALS.items():
    urlpatterns += [
        path(f"{plural}/", views.records, {"kind": kind}, name=f"{kind}-list"),
        path(f"{plural}/<slug:slug>/", views.profile, {"kind": kind}, name=kind),
        path(f"{plural}/<slug:slug>/mentions.csv", views.profile_mentions, {"kind": kind}, name=f"{kind}-mentions"),
    ]
