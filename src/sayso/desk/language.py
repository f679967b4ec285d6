"""Choosing the language of the desk; Django's own view does it, and refuses to lead elsewhere."""

from __future__ import annotations

from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

# Without a token: that somebody else's page could switch the language harms nobody, and readers who only look get no
# cookie for it.
urlpatterns = [path("", csrf_exempt(set_language), name="set_language")]
