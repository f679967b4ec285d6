"""The address of the change log."""

from __future__ import annotations

from django.urls import path

from sayso.desk.changes import views

urlpatterns = [path("", views.changes, name="changes")]
