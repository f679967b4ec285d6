"""The addresses of the feeds."""

from __future__ import annotations

from django.urls import path

from sayso.desk.feeds import views

urlpatterns = [
    path("incidents.atom", views.incidents, name="feed_incidents"),
    path("changes.atom", views.changes, name="feed_changes"),
]
