"""The addresses of those who keep the portal running."""

from django.contrib import admin
from django.urls import path

from datascores.operations import health, metrics, pages

urlpatterns = [
    path("admin/pipeline/", admin.site.admin_view(pages.show_pipeline), name="pipeline"),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("metrics", metrics.metrics, name="metrics"),
]
