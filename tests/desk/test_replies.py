"""Replies: writing, holding, letting through, answering, ruling, taking back, erasing; files; who may what."""

from __future__ import annotations

import stat
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from sayso.desk.accounts.models import User
from sayso.desk.replies import stamps, uploads
from sayso.desk.replies.about import About
from sayso.desk.replies.deeds.accept import Wanted, accept, link_ruling
from sayso.desk.replies.deeds.answer import answer
from sayso.desk.replies.deeds.close import close, reopen
from sayso.desk.replies.deeds.decide import let_through, refuse
from sayso.desk.replies.deeds.edit import edit
from sayso.desk.replies.deeds.erase import erase
from sayso.desk.replies.deeds.withdraw import withdraw
from sayso.desk.replies.deeds.write import Words, write
from sayso.desk.replies.forms import plain
from sayso.desk.replies.models import Closed, Reply, Upload
from sayso.desk.replies.suspicion import suspicion
from sayso.desk.setup import book
from sayso.errors import NotInLedger, UsageError
from sayso.records import Ref

REPORT = About("report", "a")
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40
EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Forms may be sent at once."""
    monkeypatch.setattr(stamps, "SOONEST", timedelta(0))
    mail.outbox.clear()


@pytest.fixture
def incident(stocked) -> About:
    """The incident that two reports tell of."""
    return About("incident", next(i.id for i in book().incidents() if i.event == "bombing"))


def said(user, about=REPORT, text="It was twelve, as the hospital says.", **more) -> Reply:
    """A reply of somebody's."""
    return write(user, about, Words(more.pop("kind", "wrong"), text, **more))


def shown(site, about=REPORT, **more) -> Reply:
    """A reply that was let through."""
    one = said(site.user("reader", "writer@example.org"), about, **more)
    let_through(site.user("reviewer", "first@example.org"), one)
    return one


def sent(browser, about: About, **fields):
    """The answer to a form that somebody fills in a browser."""
    page = browser.get(about.reply_url)
    stamp = page.context["form"].fields["stamp"].initial
    data = {"kind": "wrong", "text": "It was twelve.", "link": "", "website": "", "stamp": stamp}
    return browser.post(about.reply_url, data | fields)


# ------------------------------------------------------------------------------------------------------------- writing


@pytest.mark.parametrize("kind", ["incident", "report", "claim"])
def test_a_first_reply_is_held_then_let_through_and_its_author_is_told(stocked, incident, kind):
    about = {"incident": incident, "report": REPORT, "claim": About("claim", "a", "c1")}[kind]
    reader, stranger = stocked.client("reader"), stocked.client()
    answer_ = sent(reader, about, text="It was twelve, says the hospital.")
    one = Reply.objects.get()
    assert answer_.headers["Location"] == f"/replies/{one.key}/"
    assert one.state == "held"
    assert "waits to be let through" in reader.get(about.url).content.decode()
    assert "says the hospital" not in stranger.get(about.url).content.decode()
    assert stranger.get(f"/replies/{one.key}/").status_code == 404
    judge = stocked.client("reviewer")
    assert "says the hospital" in judge.get("/replies/").content.decode()
    judge.post(f"/replies/{one.key}/decide/", {"decision": "shown"})
    assert "says the hospital" in stranger.get(about.url).content.decode()
    assert mail.outbox[-1].to == [one.author.email]
    assert f"/replies/{one.key}/" in mail.outbox[-1].body


def test_somebody_known_is_shown_at_once(stocked):
    one = shown(stocked)
    assert said(one.author, text="And another thing, of which I am sure.").state == "shown"
    assert said(stocked.user("coder"), text="A coder says so.").state == "shown"


def test_who_replies_as_whom_and_the_way_out_stand_above_the_form(stocked, incident):
    page = stocked.client("reader").get(incident.url).content.decode()
    assert "You are replying as <strong>Reader</strong>" in page
    assert "log out" in page
    assert "You are replying" not in stocked.client().get(incident.url).content.decode()


def test_a_reply_to_a_sentence_is_on_its_incident_too(stocked, incident):
    ref = book().refs(incident.name)[0]
    one = shown(stocked, About("claim", *ref))
    page = stocked.client().get(incident.url).content.decode()
    assert one.text in page
    assert "1 reply" in page


def test_what_was_said_is_never_html(stocked, incident):
    one = shown(stocked, incident, text=EVIL)
    answer(stocked.user("reviewer"), one, EVIL)
    User.objects.filter(pk=one.author_id).update(name=EVIL)
    judge = stocked.client("admin")
    for path in (incident.url, f"/replies/{one.key}/", "/replies/?state=shown"):
        page = judge.get(path).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;" in page


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "ftp://x.example/", "not an address"])
def test_only_web_pages_are_sources(stocked, link):
    assert sent(stocked.client("reader"), REPORT, kind="source", link=link).status_code == 422
    assert not Reply.objects.exists()


def test_a_source_needs_no_words(stocked):
    assert sent(stocked.client("reader"), REPORT, kind="source", text="", link="https://x.example/a").status_code == 302
    assert Reply.objects.get().link == "https://x.example/a"


def test_nothing_at_all_is_no_reply(stocked):
    assert sent(stocked.client("reader"), REPORT, text=" \u200b ").status_code == 422
    assert sent(stocked.client("reader"), REPORT, text="x" * 5001).status_code == 422


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("?incident=no", 404),
        ("?report=no", 404),
        ("?report=a&claim=c99", 404),
        ("?incident=x&report=a", 400),
    ],
)
def test_a_reply_is_about_something_that_there_is(stocked, query, status):
    assert stocked.client("reader").get(f"/replies/new/{query}").status_code == status


def test_lines_stay_and_hidden_characters_go():
    assert plain("a\u202e\u200bb\r\n\r\nc\x00") == "ab\n\nc"


# ---------------------------------------------------------------------------------------------------------------- spam


def test_a_hidden_field_holds_even_somebody_known(stocked):
    browser = stocked.client("coder")
    assert sent(browser, REPORT, website="https://spam.example").status_code == 302
    assert (Reply.objects.get().state, Reply.objects.get().suspicion) == ("held", "filled a hidden field")


def test_a_form_that_is_too_quick_old_or_forged_is_shown_again(stocked, monkeypatch):
    browser = stocked.client("reader")
    monkeypatch.setattr(stamps, "SOONEST", timedelta(seconds=3))
    answer_ = sent(browser, REPORT, text="Typed with care.")
    assert answer_.status_code == 422
    assert "Typed with care." in answer_.content.decode()
    monkeypatch.setattr(stamps, "SOONEST", timedelta(0))
    assert sent(browser, REPORT, stamp="x:y:z").status_code == 422
    assert sent(browser, REPORT, stamp=stamps.stamp("another purpose")).status_code == 422
    monkeypatch.setattr(stamps, "OLDEST", timedelta(0))
    assert sent(browser, REPORT).status_code == 422
    assert not Reply.objects.exists()


def test_signs_of_spam(stocked):
    assert suspicion("see http://a http://b http://c") == "many links"
    assert suspicion("<a href=x>") == suspicion("[url=x]") == "markup"
    assert suspicion("It was twelve, see https://x.example") == ""
    one = said(stocked.user())
    assert suspicion(one.text) == "said before"
    assert suspicion(one.text, one.key) == ""


def test_an_account_writes_only_so_much(stocked):
    stocked.dials(replies_an_hour=2)
    coder, reader = stocked.user("coder"), stocked.user("reader")
    for n in range(2):
        said(coder, text=f"Number {n}")
    with pytest.raises(UsageError, match="hour"):
        said(coder)
    Reply.objects.update(at=timezone.now() - timedelta(hours=2))
    said(coder, text="Later")
    stocked.dials(replies_an_hour=50)
    for n in range(3):
        said(reader, text=f"Number {n} of a stranger")
    with pytest.raises(UsageError, match="first replies"):
        said(reader)


# --------------------------------------------------------------------------------------------------------------- files


def test_a_file_is_kept_and_only_ever_an_attachment(stocked):
    reader, stranger = stocked.client("reader"), stocked.client()
    sent(reader, REPORT, kind="source", text="", file=SimpleUploadedFile("../../my <photo>.php", PNG, "text/html"))
    one = Upload.objects.get()
    assert (one.name, one.type, one.size) == ("my photo.png", "image/png", len(PNG))
    where = uploads.place(one.path)
    assert where.is_relative_to(stocked.folder / "uploads")
    assert where.suffix == ""
    assert stat.S_IMODE(where.stat().st_mode) == 0o600
    assert stranger.get(f"/replies/files/{one.key}/").status_code == 404
    mine = reader.get(f"/replies/files/{one.key}/")
    assert mine.headers["Content-Disposition"] == 'attachment; filename="my photo.png"'
    assert mine.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in mine.headers["Content-Security-Policy"]
    assert b"".join(mine) == PNG
    let_through(stocked.user("reviewer"), one.reply)
    assert stranger.get(f"/replies/files/{one.key}/").status_code == 200


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", b"<html><script>alert(1)</script>"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.html", b"<html>"),
        ("a.exe", b"MZ\x90\x00"),
        ("a.txt", b"a\x00b"),
        ("a.zip", b"PK\x03\x04"),
        ("a.png", b""),
    ],
)
def test_other_files_are_refused(stocked, name, content):
    answer_ = sent(stocked.client("reader"), REPORT, file=SimpleUploadedFile(name, content, "image/png"))
    assert answer_.status_code == 422
    assert not Upload.objects.exists()


def test_large_files_are_refused(stocked):
    stocked.dials(upload_mb=1)
    large = SimpleUploadedFile("a.png", PNG + b"\0" * 1_000_000)
    assert sent(stocked.client("reader"), REPORT, file=large).status_code == 422
    stocked.dials(upload_mb=0)
    assert 'type="file"' not in stocked.client("coder").get(REPORT.url).content.decode()


def test_text_is_told_by_its_bytes():
    assert uploads.check(SimpleUploadedFile("a.txt", "Zählung".encode())) == uploads.TEXT
    assert uploads.check(SimpleUploadedFile("a.txt", b"x" * 2047 + "é".encode())) == uploads.TEXT
    assert uploads.safe_name("..\\..\\nul", "txt") == "nul.txt"
    assert uploads.safe_name("....", "pdf") == "file.pdf"


# --------------------------------------------------------------------------------------------------- its author's hand


def test_an_edit_keeps_what_was_said_for_moderators(stocked):
    one = shown(stocked, text="It was twelve.")
    edit(one.author, one, "It was thirteen.", "")
    assert one.state == "shown"
    assert one.wordings.get().text == "It was twelve."
    assert "It was twelve." not in stocked.client().get(REPORT.url).content.decode()
    assert "It was twelve." in stocked.client("admin").get(f"/replies/{one.key}/").content.decode()


def test_an_edit_that_brings_an_address_is_held(stocked):
    one = shown(stocked)
    assert edit(one.author, one, one.text, "https://spam.example/").state == "held"


def test_an_edit_of_a_held_reply_stays_held(stocked):
    one = said(stocked.user())
    assert edit(one.author, one, "Other words.", "").state == "held"


def test_only_its_author_edits_and_withdraws(stocked):
    one = shown(stocked)
    for other in (stocked.user("reader"), stocked.user("admin")):
        with pytest.raises(PermissionDenied):
            edit(other, one, "x", "")
        with pytest.raises(PermissionDenied):
            withdraw(other, one)
    withdraw(one.author, one)
    with pytest.raises(UsageError):
        withdraw(one.author, one)
    page = stocked.client().get(REPORT.url).content.decode()
    assert one.text not in page
    assert "ithdrawn by its author" in page
    assert stocked.client().get(f"/replies/{one.key}/").status_code == 410


def test_a_held_reply_that_is_withdrawn_leaves_no_trace(stocked):
    one = said(stocked.user())
    withdraw(one.author, one)
    assert "ithdrawn" not in stocked.client().get(REPORT.url).content.decode()


def test_erasing_leaves_a_tombstone_and_nothing_else(stocked):
    one = shown(stocked, file=SimpleUploadedFile("a.png", PNG))
    where = uploads.place(Upload.objects.get().path)
    edit(one.author, one, "Other words.", "")
    with pytest.raises(PermissionDenied):
        erase(stocked.user("reader"), one)
    erase(one.author, one)
    one.refresh_from_db()
    assert (one.text, one.link, one.author, one.state) == ("", "", None, "erased")
    assert not one.wordings.exists()
    assert not where.exists()
    assert "rased on request" in stocked.client().get(REPORT.url).content.decode()


def test_closing_an_account_erases_its_replies(stocked):
    browser = stocked.client("reader")
    sent(browser, REPORT)
    user = User.objects.get()
    assert Reply.objects.get().text in browser.get("/accounts/export/").content.decode()
    browser.post("/accounts/close/", {"email": user.email})
    assert (Reply.objects.get().state, Reply.objects.get().author) == ("erased", None)


# ----------------------------------------------------------------------------------------------------------- moderators


def test_a_refusal_has_its_reason_and_the_author_reads_it(stocked):
    one = said(stocked.user())
    judge = stocked.user("reviewer")
    with pytest.raises(UsageError, match="why"):
        refuse(judge, one, "  ")
    refuse(judge, one, "It names a private person.")
    with pytest.raises(UsageError, match="meanwhile"):
        refuse(judge, one, "Again")
    author = stocked.client()
    author.force_login(one.author)
    assert "It names a private person." in author.get(f"/replies/{one.key}/").content.decode()
    assert stocked.client().get(f"/replies/{one.key}/").status_code == 404


def test_nobody_decides_on_a_reply_of_their_own(stocked):
    judge = stocked.user("reviewer")
    one = said(judge, odd="looked odd")
    with pytest.raises(UsageError, match="own"):
        let_through(judge, one)


def test_an_answer_is_shown_and_mailed_unless_mails_are_unwelcome(stocked):
    one = shown(stocked)
    judge = stocked.client("admin")
    judge.post(f"/replies/{one.key}/answer/", {"answer": "We asked the hospital."})
    assert "We asked the hospital." in stocked.client().get(REPORT.url).content.decode()
    assert "We asked the hospital." in mail.outbox[-1].body
    User.objects.filter(pk=one.author_id).update(notices=False)
    count = len(mail.outbox)
    judge.post(f"/replies/{one.key}/answer/", {"answer": "And the police."})
    assert len(mail.outbox) == count


def test_a_mail_server_that_fails_breaks_nothing(stocked, monkeypatch):
    from sayso.desk.replies import notices

    def fails(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr(notices, "send_mail", fails)
    one = said(stocked.user())
    assert stocked.client("reviewer").post(f"/replies/{one.key}/decide/", {"decision": "shown"}).status_code == 302
    one.refresh_from_db()
    assert one.state == "shown"


def test_a_thread_is_closed_with_its_reason_and_opened_again(stocked):
    judge = stocked.user("reviewer")
    close(judge, About("claim", "a", "c1"), "Settled by the inquiry.")
    assert Closed.objects.get().name == "a"
    page = stocked.client("reader").get(REPORT.url).content.decode()
    assert "Settled by the inquiry." in page
    assert "You are replying" not in page
    assert stocked.client("coder").get(REPORT.reply_url).status_code == 400
    with pytest.raises(UsageError, match="closed"):
        said(judge)
    reopen(judge, REPORT)
    said(judge)


def test_replies_can_be_shut_everywhere(stocked):
    stocked.dials(replies=False)
    assert "Replies are closed" in stocked.client("reader").get(REPORT.url).content.decode()
    with pytest.raises(UsageError, match="closed"):
        said(stocked.user("coder"))


# ------------------------------------------------------------------------------------------------------------- rulings


def test_an_accepted_correction_is_a_ruling_linked_to_its_reply(stocked, incident):
    ref = Ref(*book().refs(incident.name)[0])
    one = said(stocked.user(), About("claim", *ref))
    judge = stocked.client("reviewer")
    form = judge.get(f"/replies/{one.key}/").context["ruled"]
    fields = {"kind": "correct", "claims": list(form.refs), "field": "killed", "value": "12", "why": "The hospital"}
    judge.post(f"/replies/{one.key}/rule/", fields)
    one.refresh_from_db()
    ruling = book().ruling(one.ruling)
    assert (ruling.kind, ruling.claims, ruling.field, ruling.value) == ("correct", (ref,), "killed", "12")
    assert one.key in ruling.why
    assert one.state == "shown"
    assert "led to a correction" in mail.outbox[-1].subject
    page = stocked.client().get(incident.url).content.decode()
    assert "after a reply" in page
    assert "led to a ruling" in page
    assert one.key in stocked.client().get("/changes/").content.decode()
    with pytest.raises(UsageError, match="already"):
        accept(stocked.user("admin"), one, Wanted("strike", [ref], "again"))


def test_an_incident_is_graded_because_of_a_reply(stocked, incident):
    one = said(stocked.user(), incident)
    judge = stocked.client("reviewer")
    form = judge.get(f"/replies/{one.key}/").context["ruled"]
    judge.post(
        f"/replies/{one.key}/rule/", {"kind": "grade", "claims": list(form.refs), "grade": "contested", "why": "It is"}
    )
    assert book().incident(incident.name).grade == "contested"


def test_a_ruling_needs_its_reason_and_what_its_kind_needs(stocked):
    one = said(stocked.user(), About("claim", "a", "c1"))
    judge = stocked.client("reviewer")
    for fields in (
        {"kind": "strike", "claims": ["0"], "why": " "},
        {"kind": "correct", "claims": ["0"], "why": "x"},
        {"kind": "correct", "claims": ["0"], "field": "killed", "value": "many", "why": "x"},
        {"kind": "grade", "claims": ["0"], "grade": "fair", "why": "x"},
        {"kind": "strike", "claims": ["7"], "why": "x"},
    ):
        judge.post(f"/replies/{one.key}/rule/", fields)
        one.refresh_from_db()
        assert one.ruling == "", fields
    assert book().rulings() == ()


def test_a_ruling_made_elsewhere_is_linked(stocked):
    from sayso.desk.setup import line

    one = said(stocked.user())
    made = line().rule("strike", "Ann", "misread", [Ref("a", "c1")])
    with pytest.raises(NotInLedger):
        link_ruling(stocked.user("reviewer"), one, "r-none")
    link_ruling(stocked.user("admin"), one, made.ruling.id)
    assert one.ruling == made.ruling.id


# ----------------------------------------------------------------------------------------------------- roles and limits

ROLES = (None, "reader", "coder", "reviewer", "admin")
WAYS = {  # method, path, fields; and the roles that may
    "queue": ("get", "/replies/", {}, {"reviewer", "admin"}),
    "new": ("get", "/replies/new/?report=a", {}, {"reader", "coder", "reviewer", "admin"}),
    "decide": ("post", "/replies/KEY/decide/", {"decision": "shown"}, {"reviewer", "admin"}),
    "answer": ("post", "/replies/KEY/answer/", {"answer": "x"}, {"reviewer", "admin"}),
    "rule": ("post", "/replies/KEY/rule/", {}, {"reviewer", "admin"}),
    "link": ("post", "/replies/KEY/link/", {"ruling": "r"}, {"reviewer", "admin"}),
    "close": ("post", "/replies/close/", {"report": "a", "why": "x"}, {"reviewer", "admin"}),
    "edit": ("post", "/replies/KEY/edit/", {"text": "x"}, set()),
    "withdraw": ("post", "/replies/KEY/withdraw/", {}, set()),
    "erase": ("post", "/replies/KEY/erase/", {}, {"reviewer", "admin"}),
    "thread": ("get", "/replies/thread/?report=a", {}, set(ROLES)),
    "reply": ("get", "/replies/KEY/", {}, set(ROLES)),
}


@pytest.mark.parametrize("way", sorted(WAYS))
def test_each_role_has_its_ways_and_no_more(stocked, way):
    method, path, fields, allowed = WAYS[way]
    one = shown(stocked)
    for role in ROLES:  # those that may come last, so that what they change is no matter
        before = list(Reply.objects.values()), Closed.objects.count()
        answer_ = getattr(stocked.client(role), method)(path.replace("KEY", one.key), fields)
        where = answer_.headers.get("Location", "")
        if role in allowed:
            assert answer_.status_code in (200, 302), role
            assert not where.startswith("/accounts/login/"), role
            continue
        assert where.startswith("/accounts/login/") if role is None else answer_.status_code == 403, role
        assert (list(Reply.objects.values()), Closed.objects.count()) == before


def test_what_changes_something_takes_post_with_a_token(stocked):
    from django.test import Client

    key, admin, strict = shown(stocked).key, stocked.client("admin"), Client(enforce_csrf_checks=True)
    strict.force_login(stocked.user("reviewer"))
    for way, (method, path, fields, _allowed) in WAYS.items():
        if method == "post":
            assert way == "edit" or admin.get(path.replace("KEY", key)).status_code == 405, way
            assert strict.post(path.replace("KEY", key), fields).status_code == 403, way


def test_more_replies_need_no_more_queries(stocked, incident, queries):
    coder, browser = stocked.user("coder"), stocked.client("reviewer")
    stocked.dials(replies_an_hour=100)
    paths = (incident.url, REPORT.url, "/replies/?state=shown", "/replies/thread/?report=a", "/accounts/")
    for about in (incident, REPORT, About("claim", "a", "c1")):
        said(coder, about, f"The first on {about.kind}")
    for path in paths:
        browser.get(path)
    few = [queries(lambda p=path: browser.get(p)) for path in paths]
    for n in range(9):
        for about in (incident, REPORT, About("claim", "a", "c1")):
            said(coder, about, f"Number {n} on {about.kind}")
    many = [queries(lambda p=path: browser.get(p)) for path in paths]
    assert many == few


def test_a_long_thread_has_pages(stocked):
    coder = stocked.user("coder")
    stocked.dials(replies_an_hour=100)
    for n in range(8):
        said(coder, text=f"Number {n}, said once")
    page = stocked.client().get(REPORT.url).content.decode()
    assert "Number 4," in page
    assert "Number 5," not in page
    assert "All replies" in page
    assert "Number 7," in stocked.client().get("/replies/thread/?report=a&page=2").content.decode()


def test_a_merged_incident_keeps_its_replies(stocked, incident):
    one = shown(stocked, incident)
    assert About("incident", incident.name).present() == incident
    Reply.objects.filter(pk=one.pk).update(name="i-former")
    assert one.text not in stocked.client().get(incident.url).content.decode()
    assert stocked.client().get(f"/replies/{one.key}/").status_code == 200


def test_uploads_lie_in_the_desks_folder(stocked):
    assert uploads.place("replies/x").parent.parent == settings.SAYSO.folder / "uploads"
