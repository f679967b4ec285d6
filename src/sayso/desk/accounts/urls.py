"""The addresses of accounts: the account's own page, and allauth's for signing in and out."""

from __future__ import annotations

from django.urls import include, path

from sayso.desk.accounts import views

urlpatterns = [
    path("", views.account, name="account"),
    path("export/", views.export, name="account_export"),
    path("close/", views.close, name="account_close"),
    path("", include("allauth.urls")),
]
