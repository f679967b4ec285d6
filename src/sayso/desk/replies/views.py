"""Reading, writing, changing and taking back replies."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sayso.desk.faults import fault_page
from sayso.desk.pages import pager
from sayso.desk.replies import queries, uploads
from sayso.desk.replies.about import About
from sayso.desk.replies.deeds import edit as editing
from sayso.desk.replies.deeds import erase as erasing
from sayso.desk.replies.deeds import withdraw as withdrawing
from sayso.desk.replies.deeds.write import Words, check_open, write
from sayso.desk.replies.forms import EditReply, NewReply
from sayso.desk.replies.judging import judge_forms
from sayso.desk.replies.models import ERASED, HELD, WITHDRAWN, Reply, Upload
from sayso.desk.replies.slots import purpose, reply_form
from sayso.desk.rights import may, needs
from sayso.desk.setup import book
from sayso.errors import UsageError


@never_cache
@needs("reply")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write a reply to what the address names."""
    about = About.asked(request.GET)
    check_open(about)
    if request.method != "POST":
        return _form(request, about, reply_form(request, about))
    welcome = "file" in reply_form(request, about).fields
    form = NewReply(purpose(request, about), request.POST, request.FILES, files_welcome=welcome, auto_id="reply_%s")
    if not form.is_valid():
        return _form(request, about, form.restamped(), 422)
    data = form.cleaned_data
    try:
        made = write(request.user, about, Words(data["kind"], data["text"], data["link"], data.get("file"), form.odd))
    except UsageError as error:
        form.add_error(None, str(error))
        return _form(request, about, form.restamped(), 429)
    if made.state == HELD:
        messages.success(request, _("Thank you. Your reply waits for a person to let it through; you will be told."))
    else:
        messages.success(request, _("Thank you. Your reply is shown."))
    return redirect("reply", made.key)


def _form(request: HttpRequest, about: About, form: NewReply, status: int = 200) -> HttpResponse:
    context = {"about": about, "title": about.title(), "form": form}
    return render(request, "replies/new.html", context, status=status)


def _found(request: HttpRequest, key: str) -> Reply:
    found = queries.one_reply(key, request.user)
    if found is None:
        raise Http404
    return found


@require_safe
def reply(request: HttpRequest, key: str) -> HttpResponse:
    """One reply, with what its reader may do about it."""
    found = _found(request, key)
    about = About(found.about, found.name, found.claim)
    context = {"reply": found, "about": about, "title": about.title(), "own": found.author_id == request.user.pk}
    if may(request.user, "moderate"):
        context |= {"wordings": found.wordings.order_by("at"), **judge_forms(request, found, about)}
    gone = found.state in (WITHDRAWN, ERASED)
    answer = render(request, "replies/reply.html", context, status=410 if gone else 200)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
def thread(request: HttpRequest) -> HttpResponse:
    """Every reply to an incident or a report, in pages."""
    about = About.asked(request.GET)
    one = book().find(about.name) if about.kind == "incident" else None
    asked = queries.of_incident(one) if one else queries.of_report(about.name)
    rows = queries.whole(Reply.objects.filter(asked & queries.seen_by(request.user))).order_by("at")
    page = pager(request, rows.count())
    context = {"about": about, "title": about.title(), "replies": page.of(rows), "pager": page}
    return render(request, "replies/all.html", context)


@never_cache
@needs("reply")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """Put other words for one's own reply."""
    found = _found(request, key)
    form = EditReply(request.POST or None, initial={"text": found.text, "link": found.link})
    if request.method == "POST" and form.is_valid():
        made = editing.edit(request.user, found, form.cleaned_data["text"], form.cleaned_data["link"])
        said = _("Kept. A person looks at it before it is shown again.") if made.state == HELD else _("Kept.")
        messages.success(request, said)
        return redirect("reply", key)
    if found.author_id != request.user.pk:
        return fault_page(request, 403)
    return render(request, "replies/edit.html", {"reply": found, "form": form})


@needs("reply")
@require_POST
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    """Take one's own reply back."""
    found = _found(request, key)
    withdrawing.withdraw(request.user, found)
    messages.success(request, _("Withdrawn."))
    return redirect(About(found.about, found.name, found.claim).url)


@needs("reply")
@require_POST
def erase(request: HttpRequest, key: str) -> HttpResponse:
    """Erase a reply, one's own or on request."""
    found = _found(request, key)
    erasing.erase(request.user, found)
    messages.success(request, _("Erased."))
    return redirect(About(found.about, found.name, found.claim).url)


@require_safe
def file(request: HttpRequest, key: str) -> FileResponse | HttpResponse:
    """A file that came with a reply, as an attachment: never as a page of this site."""
    found = Upload.objects.select_related("reply").filter(key=key).first()
    if found is None or not _may_have(request, found.reply):
        raise Http404
    try:
        content = uploads.place(found.path).open("rb")
    except OSError as error:
        raise Http404 from error
    answer = FileResponse(content, as_attachment=True, filename=found.name, content_type=found.type)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _may_have(request: HttpRequest, one: Reply) -> bool:
    if one.state == "shown" or may(request.user, "moderate"):
        return True
    return request.user.is_authenticated and one.author_id == request.user.pk
