"""The addresses of review."""

from __future__ import annotations

from django.urls import path

from sayso.desk.review import people, views

urlpatterns = [
    path("", views.queue, name="review"),
    path("claim/", views.claim, name="review_claim"),
    path("next/", views.following, name="review_next"),
    path("incidents/<str:name>/", views.incident, name="review_incident"),
    path("waiting/", views.waiting, name="review_waiting"),
    path("acts/", views.acts, name="review_acts"),
    path("people/", people.people, name="review_people"),
    path("people/appoint/", people.appointing, name="review_appoint"),
    path("undo/<str:name>/", views.undoing, name="review_undo"),
    path("do/<str:deed>/", views.do, name="review_do"),
]
