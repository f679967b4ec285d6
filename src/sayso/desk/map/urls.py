"""The address of the map's data."""

from __future__ import annotations

from django.urls import path

from sayso.desk.map import views

urlpatterns = [
    path("map.json", views.data, name="map_data"),
    path("map/names.<str:language>.json", views.names, name="map_names"),
]
