"""The addresses of places, by their points."""

from __future__ import annotations

from django.urls import path

from sayso.desk.place import views

urlpatterns = [path("", views.places, name="places"), path("<str:point>/", views.place, name="place")]
