"""The addresses of what people see. Those of documents, pages and quotes are permanent: never change their form."""

from django.urls import path, register_converter

from datascores.portal import campaign_views, export_pages, list_files, reader_views, views
from datascores.portal.profiles import PLURALS


class Sha256Converter:
    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


class Hex32Converter(Sha256Converter):
    regex = "[0-9a-f]{32}"


class HashPieceConverter(Sha256Converter):
    regex = "[0-9a-f]{8}"


class CitationConverter(Sha256Converter):
    regex = "txt|bib|ris"


register_converter(Sha256Converter, "sha256")
register_converter(CitationConverter, "citation")
register_converter(HashPieceConverter, "hash8")
register_converter(Hex32Converter, "hex32")

PAGE = "documents/<sha256:sha256>/pages/<int:number>/"
QUOTE = f"{PAGE}<int:start>-<int:end>-<hash8:text_hash>/"
urlpatterns = [
    path("", views.front, name="front"),
    path("about/", views.about, name="about"),
    path("coverage/", views.coverage, name="coverage"),
    path("documents/", views.documents, name="document-list"),
    path("documents/<sha256:sha256>/", views.document, name="document"),
    path("documents/<sha256:sha256>/original", views.original, name="original"),
    path(PAGE, reader_views.page, name="page"),
    path(f"{PAGE}image.webp", reader_views.page_image, name="page-image"),
    path(f"{PAGE}exhibit/", reader_views.exhibit, name="page-exhibit"),
    path(f"{PAGE}cite.<citation:kind>", reader_views.citation, name="page-citation"),
    path(QUOTE, reader_views.quote, name="quote"),
    path(f"{QUOTE}exhibit/", reader_views.exhibit, name="quote-exhibit"),
    path(f"{QUOTE}cite.<citation:kind>", reader_views.citation, name="quote-citation"),
    path(f"{QUOTE}why/<slug:kind>/<slug:slug>/", views.why, name="why"),
]
urlpatterns += [
    path("campaigns/", campaign_views.campaign_list, name="campaign-list"),
    path("campaigns/<slug:slug>/", campaign_views.campaign, name="campaign"),
    path("campaigns/<slug:slug>/tables.zip", campaign_views.tables, name="campaign-tables"),
    path("campaigns/<slug:slug>/requests/", campaign_views.requests, name="campaign-requests"),
    path("campaigns/<slug:slug>/requests/<int:number>/", campaign_views.one_request, name="campaign-request"),
]
urlpatterns += [
    path("export/", export_pages.export_choice, name="export-choice"),
    path("exports/", export_pages.export_list, name="export-list"),
    path("exports/<hex32:token>/", export_pages.export_job, name="export-job"),
    path("exports/<hex32:token>/<str:name>", export_pages.export_file, name="export-file"),
    path("reproduce/<hex32:export>/", export_pages.reproduce_page, name="reproduce"),
    path("batch/", export_pages.batch, name="batch"),
]
for kind, plural in PLURALS.items():
    urlpatterns += [
        path(f"{plural}/", views.records, {"kind": kind}, name=f"{kind}-list"),
        path(f"{plural}/<slug:slug>/", views.profile, {"kind": kind}, name=kind),
    ]
for form in list_files.TYPES:  # a list with .csv or .json: all its rows
    urlpatterns += [
        path(
            f"campaigns/<slug:slug>/requests.{form}",
            campaign_views.request_file,
            {"form": form},
            name=f"campaign-requests-{form}",
        ),
        path(f"documents.{form}", list_files.documents, {"form": form}, name=f"document-list-{form}"),
        path(f"coverage.{form}", list_files.coverage, {"form": form}, name=f"coverage-{form}"),
        path(f"exports.{form}", export_pages.export_list_file, {"form": form}, name=f"export-list-{form}"),
    ]
    for kind, plural in PLURALS.items():
        of = {"kind": kind, "form": form}
        urlpatterns += [
            path(f"{plural}.{form}", list_files.records, of, name=f"{kind}-list-{form}"),
            path(f"{plural}/<slug:slug>/mentions.{form}", list_files.mentions, of, name=f"{kind}-mentions-{form}"),
        ]
