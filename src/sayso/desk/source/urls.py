"""The addresses of sources, by name."""

from __future__ import annotations

from django.urls import path

from sayso.desk.source import views

urlpatterns = [path("", views.sources, name="sources"), path("of/<path:name>/", views.source, name="source")]
