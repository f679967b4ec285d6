"""The addresses of the desk: each room's, below its path."""

from __future__ import annotations

from django.urls import include, path

from sayso.desk.rooms import ROOMS

urlpatterns = [
    path("language/", include("sayso.desk.language")),
    *(path(room.path, include(f"sayso.desk.{room.name}.urls")) for room in ROOMS if room.module("urls")),
]

handler400 = "sayso.desk.faults.bad_request"
handler403 = "sayso.desk.faults.forbidden"
handler404 = "sayso.desk.faults.missing"
handler500 = "sayso.desk.faults.broken"
