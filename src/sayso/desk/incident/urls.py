"""The addresses of incidents and totals, by their ids."""

from __future__ import annotations

from django.urls import path

from sayso.desk.incident import views

urlpatterns = [
    path("incidents/<str:name>/", views.incident, name="incident"),
    path("incidents/<str:name>/history/", views.history, name="incident_history"),
]
