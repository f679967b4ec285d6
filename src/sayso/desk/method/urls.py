"""The address of the page on method."""

from __future__ import annotations

from django.urls import path

from sayso.desk.method import views

urlpatterns = [path("", views.method, name="method")]
