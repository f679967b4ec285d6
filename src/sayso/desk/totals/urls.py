"""The address of the totals."""

from __future__ import annotations

from django.urls import path

from sayso.desk.totals import views

urlpatterns = [path("", views.totals, name="totals")]
