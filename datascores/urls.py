"""The addresses of the portal, room by room."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

admin.site.site_header = admin.site.site_title = "Data Scores: curation"

handler500 = "datascores.operations.failing.server_error"
urlpatterns = [
    path("favicon.ico", RedirectView.as_view(url=settings.STATIC_URL + "icon.svg")),
    path("", include("datascores.operations.urls")),
    path("admin/", admin.site.urls),
    path("", include("search.urls")),
    path("", include("datascores.api.urls")),
    path("", include("datascores.portal.urls")),
]
