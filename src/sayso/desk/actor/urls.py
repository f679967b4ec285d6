"""The addresses of actors, by id or name."""

from __future__ import annotations

from django.urls import path

from sayso.desk.actor import views

urlpatterns = [path("", views.actors, name="actors"), path("<path:name>/", views.actor, name="actor")]
