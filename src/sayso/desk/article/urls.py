"""The addresses of reports, by their ids."""

from __future__ import annotations

from django.urls import path

from sayso.desk.article import views

urlpatterns = [path("<path:name>/", views.article, name="article")]
