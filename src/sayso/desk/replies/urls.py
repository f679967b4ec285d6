"""The addresses of replies."""

from __future__ import annotations

from django.urls import path

from sayso.desk.replies import judging, views

urlpatterns = [
    path("", judging.queue, name="replies"),
    path("new/", views.new, name="reply_new"),
    path("close/", judging.close, name="replies_close"),
    path("thread/", views.thread, name="reply_thread"),
    path("files/<slug:key>/", views.file, name="reply_file"),
    path("<slug:key>/", views.reply, name="reply"),
    path("<slug:key>/edit/", views.edit, name="reply_edit"),
    path("<slug:key>/withdraw/", views.withdraw, name="reply_withdraw"),
    path("<slug:key>/erase/", views.erase, name="reply_erase"),
    path("<slug:key>/decide/", judging.decide, name="reply_decide"),
    path("<slug:key>/answer/", judging.answer, name="reply_answer"),
    path("<slug:key>/rule/", judging.rule, name="reply_rule"),
    path("<slug:key>/link/", judging.link, name="reply_link"),
]
