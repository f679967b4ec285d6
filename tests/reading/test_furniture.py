"""Pages to articles: what the author wrote is the text, the rest is furniture with a reason, and nothing is lost."""

import json
import os
import re
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reading.furniture import article_of
from sayso.reading.furniture_lines import furniture, verdict
from sayso.reading.furniture_normal import normal, unwrapped
from sayso.records import Article, Page, Refusal
from sayso.settings import ReadingSettings

CORPORA = Path(os.environ.get("SAYSO_CORPORA", Path(__file__).parents[3] / "shared" / "corpora"))
TAKEN = datetime(2024, 6, 1, tzinfo=UTC)

BODY = [
    "Shells hit the market in the old town of Harim on Monday morning, killing at least four people, doctors said.",
    "A spokesman for the army denied that its guns had fired, and said that rebels were to blame for the attack.",
    "Two schools nearby were closed, and families started to leave for the villages in the hills to the north.",
    "The monitors of the truce said that they would visit the town as soon as the road to it was safe again.",
]


def page(text, media="text", **known):
    return Page("p1", "page", media, text, "0" * 64, TAKEN, **known)


def read(text, media="text", settings=None, **known):
    return article_of(page(text, media, **known), settings)


def article(text, media="text", **known):
    made = read(text, media, **known)
    assert isinstance(made, Article), made
    return made


def paragraphs(text, media="text"):
    return article(text, media).text.split("\n\n")


def set_aside(made):
    return {line: piece.why for piece in made.furniture for line in piece.text.split("\n")}


# ---------------------------------------------------------------------------------------------------------- clean text


def test_clean_text_is_not_altered():
    text = "\ufeff The town\u00a0fell.\r\n\r\nLeave a Reply\n\x07 so\u00adft \t"
    made = article(text, "clean", title="T", published=date(2015, 4, 22), place_spans=((5, 9),))
    assert made.text == text
    assert (made.furniture, made.title, made.published, made.place_spans) == ((), "T", date(2015, 4, 22), ((5, 9),))


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1).filter(lambda t: any(map(str.isalnum, t))))
def test_any_clean_text_is_not_altered(text):
    assert article(text, "clean").text == text


def test_clean_text_without_words_is_empty():
    assert read(" … ", "clean").code == "empty"


# ---------------------------------------------------------------------------------------------------- pages as text


def test_a_page_copied_as_text_with_its_comment_form():
    tail = """Related articles

Harim: what we know so far (example.org)
Rebels deny attack

Share this:

    Twitter
    Facebook
    Email

Like this:
Like Loading...

Leave a Reply Cancel reply

Enter your comment here...

Fill in your details below or click an icon to log in:
Email (required) (Address never made public)
Name (required)
Website
WordPress.com Logo

You are commenting using your WordPress.com account. ( Log Out /  Change )

Cancel

Connecting to %s

Notify me of new comments via email.

%d bloggers like this:
Create a free website or blog at WordPress.com."""
    made = article("\n\n".join(BODY) + "\n\n" + tail)
    assert made.text.split("\n\n") == BODY
    why = set_aside(made)
    assert [" ".join(line.split()) for line in tail.split("\n") if line.strip()] == list(why)
    assert why["Rebels deny attack"] == "related link"
    assert why["Facebook"] == "share button"
    assert why["Name (required)"] == "comment form"
    assert why["Connecting to %s"] == "template string"
    assert why["Create a free website or blog at WordPress.com."] == "footer"


def test_a_menu_and_a_cookie_notice_at_the_head():
    head = [
        "Skip to content",
        "Home",
        "World",
        "Middle East",
        "Culture Desk",
        "Sport",
        "Log in",
        "We use cookies to help.",
    ]
    made = article("\n".join(head) + "\n\n" + "\n\n".join(BODY))
    assert made.text.split("\n\n") == BODY
    assert set_aside(made)["Culture Desk"] == "menu"


def test_readers_comments_are_furniture():
    comments = """3 thoughts on “Shells hit market”

Anna says:
April 22, 2015 at 10:30 am
I was there on that day, and I saw with my own eyes that seven people were killed by the army.

Reply

Ben says:
They should bomb the whole town, and then the hills, and then everything that is left of the country."""
    made = article("\n\n".join(BODY) + "\n\n" + comments)
    assert made.text.split("\n\n") == BODY
    assert "readers' comments" in {piece.why for piece in made.furniture}


def test_a_link_to_the_comments_at_the_head_is_a_line_only():
    assert paragraphs("12 Comments\nShare\n\n" + "\n\n".join(BODY)) == BODY


def test_an_invitation_amid_the_report_is_a_line_only():
    assert paragraphs("\n\n".join([*BODY[:2], "Have your say", *BODY[2:], *BODY])) == BODY[:2] + BODY[2:] + BODY


def test_a_box_of_links_ends_where_the_report_goes_on():
    text = "\n\n".join([*BODY[:2], "Related articles", "Army denies attack", "Harim: a timeline", *BODY[2:]])
    made = article(text)
    assert made.text.split("\n\n") == BODY
    assert set_aside(made)["Harim: a timeline"] == "related link"


def test_teasers_after_the_report_are_not_report():
    teasers = [
        "More on this story", "Rebels take the airport", "The airport of the capital fell on Sunday, rebels said.",
        "Truce in the hills", "Two sides in the hills agreed on a truce that starts on Friday.",
    ]  # fmt: skip
    assert paragraphs("\n\n".join(BODY + teasers)) == BODY


@pytest.mark.parametrize(
    "line",
    [
        "A member of the group was killed.",
        "By using civilians as shields, the group broke the law, the judge said.",
        "Related attacks were reported in Idlib and Homs.",
        "Cookies were found to be poisoned at the camp, doctors said.",
        "Share of the vote",
        "Comments by the minister drew protests in the capital on Friday.",
        "Reply to the attack was swift.",
        "Posted at the gate, two guards were shot dead.",
        "Photo of the dead men spread.",
        "Three killed in Goma",
        "In the north",
        "Background",
        "Dozens flee",
        "43 dead",
        "50%",
        "Sponsored by Iran, the militia attacked the town.",
        "Published figures show that 43 people died.",
        "Data provided by the ministry show that 43 people died.",
        "More than 40 people: that is how many died.",
        "“We will not stop here.”",
    ],
)
def test_report_lines_stay(line):
    assert furniture([BODY[0], line, BODY[1]]) == [None, None, None]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Connecting to %s", "template string"),
        ("{{ article.title }}", "template string"),
        ("[gallery ids=1,2,3]", "template string"),
        ("© 2015 The Daily Harim", "copyright notice"),
        ("Copyright 2015 The Daily Harim. All rights reserved.", "copyright notice"),
        ("Photo: A. Nobody/Agency", "photo credit"),
        ("Getty Images", "photo credit"),
        ("Home » News » Middle East", "menu"),
        ("https://example.org/a/b", "address or tags"),
        ("#Harim #war", "address or tags"),
        ("Published 10:32, 22 April 2015", "date"),
        ("RELATED: Army denies attack", "related link"),
        ("* * *", "rule"),
        ("Wir verwenden Cookies, um Inhalte zu verbessern.", "cookie notice"),
        ("Ce site utilise des cookies.", "cookie notice"),
        ("Utilizamos cookies propias y de terceros.", "cookie notice"),
        ("Teile dies mit:", "share button"),
        ("Laisser un commentaire", "comment form"),
        ("Artículos relacionados", "related link"),
        ("مقالات ذات صلة", "related link"),
        ("Schreibe einen Kommentar", "comment form"),
        ("You must be logged in to post a comment.", "comment form"),
        ("Log in with Facebook", "log-in prompt"),
        ("Click to share on Twitter (Opens in new window)", "share button"),
        ("Tags: Harim, war", "tags"),
    ],
)
def test_known_furniture(line, why):
    found = verdict(line)
    assert found is not None
    assert why in (found.why, furniture([BODY[0], line])[1])


def test_weak_words_are_furniture_beside_furniture_only():
    assert furniture([BODY[0], "World", BODY[1]]) == [None, None, None]
    assert all(furniture([BODY[0], "Share this", "Email", "Print", BODY[1]])[1:4])


def test_hard_wrapped_text_is_joined():
    wrapped = [
        "Shells hit the market of the town on",
        "Monday morning and killed four men,",
        "doctors in the hospital said later.",
        "",
        "The army said that it had not fired",
        "its guns on that day, and that those",
        "who say so were not telling the truth.",
        "",
        "Home",
        "World",
        "Log in",
    ]
    first, second = paragraphs("\n".join(wrapped))
    assert first == " ".join(wrapped[:3])
    assert second == " ".join(wrapped[4:7])


def test_characters_are_made_uniform():
    assert normal("\ufeffA\u00a0b\u00adc\u200b\td\x00\x1b  e\r\nf\rg\u2028h\u202e") == "A bc d e\nf\ng\nh"
    assert normal("می\u200cرود") == "می\u200cرود"
    assert normal("a\ud800b") == "a\ufffdb"


@settings(deadline=None)
@given(st.text(max_size=300))
def test_uniform_text_stays_as_it_is(text):
    once = normal(text)
    assert normal(once) == once


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([*BODY, "Leave a Reply", "World", "Share this", "Anna says:", "Two dead", "12 Comments", "%s"]),
        max_size=12,
    )
)
def test_every_line_of_a_text_is_in_the_article_or_its_furniture(lines):
    made = read("\n\n".join(lines))
    if isinstance(made, Refusal):
        assert made.code == "empty"
        return
    kept = made.text.split("\n\n") + [line for piece in made.furniture for line in piece.text.split("\n")]
    assert sorted(kept) == sorted(lines)


@pytest.mark.parametrize("text", ["Home\nWorld\nSport\nLog in\nSign up", "…", "Leave a Reply\n\nConnecting to %s", "a"])
def test_text_without_a_report_is_refused(text):
    refusal = read(text)
    assert (refusal.stage, refusal.code) == ("reading", "empty")
    assert refusal.why
    assert refusal.hint


@pytest.mark.parametrize("text", ["Rebels took Goma.", "ゴマの町は月曜日に反乱軍に占領された。", "قتل ثلاثة أشخاص"])
def test_a_short_report_is_a_report(text):
    assert article(text).text == text


def test_a_text_over_the_limit_is_refused():
    small = ReadingSettings(max_chars=1_000)
    for media in ("clean", "text"):
        assert read("The town fell on Monday. " * 400, media, small).code == "too-large"
    assert read("<html><body>" + f"<p>{BODY[0]}</p>" * 400, "html", small).code == "too-large"


def test_a_text_page_states_its_date_at_its_head():
    assert article("April 22, 2015\n\n" + "\n\n".join(BODY)).published == date(2015, 4, 22)
    assert article("\n\n".join(BODY) + "\n\nPosted on 22 April 2015 by Anna").published == date(2015, 4, 22)
    assert article("\n\n".join([*BODY, "2 Comments", "Posted 23 April 2015", "No."])).published is None
    assert article("\n\n".join(BODY) + "\n\nPublished: 22 April 2015").published == date(2015, 4, 22)
    assert article("April 22, 2015\nApril 23, 2015\n\n" + "\n\n".join(BODY)).published is None
    assert article("\n\n".join([*BODY, "© 2015 The Daily"])).published is None
    assert article("April 22, 2015\n\n" + BODY[0], published=date(2014, 1, 1)).published == date(2014, 1, 1)


@pytest.mark.parametrize(
    "unit", ["a ", "Photo by a", "#a ", "Share this\n", "x › ", "%s ", "comments on ", "join and get ", "a\n", "¶ "]
)
def test_time_stays_bounded(unit):
    start = time.process_time()
    read(unit * (400_000 // len(unit)))
    assert time.process_time() - start < 30


# -------------------------------------------------------------------------------------------------------- web pages


def web(body, head="", attrs=' lang="en-GB"'):
    return f"<!DOCTYPE html><html{attrs}><head>{head}</head><body>{body}</body></html>"


def column(*extra):
    return "<article><h1>Shells hit market</h1>" + "".join(f"<p>{p}</p>" for p in BODY) + "".join(extra) + "</article>"


BLOG = web(
    '<div id="masthead"><a href="/">The Harim Blog</a></div>'
    '<div class="menu"><ul><li><a href="/">Home</a></li><li><a href="/about">About</a></li></ul></div>'
    '<div id="content"><div class="post"><h1 class="entry-title">Shells hit market</h1>'
    '<div class="entry-meta">Posted on <a href="/x"><time class="entry-date" datetime="2015-04-22T10:00:00+03:00">'
    "April 22, 2015</time></a></div>"
    '<div class="entry-content">'
    + "".join(f"<p>{p}</p>" for p in BODY)
    + '<figure><img src="a.jpg"><figcaption>The market of Harim in 2012</figcaption></figure>'
    '<div class="sharedaddy"><h3>Share this:</h3><ul><li><a>Twitter</a></li><li><a>Facebook</a></li></ul></div>'
    '<div class="jp-relatedposts"><h3>Related</h3><a>Truce in the hills</a></div></div></div>'
    '<div id="comments"><h2>2 thoughts on “Shells hit market”</h2><ol class="commentlist"><li>Anna says: I saw that '
    "seven people were killed by the army on that day, and nobody speaks of it in the news.</li></ol>"
    '<div id="respond"><h3>Leave a Reply</h3><form><p>You are commenting using your account.</p><p>Connecting to %s</p>'
    "</form></div></div></div>"
    '<div id="footer">© 2009–2024 The Harim Blog. Blog at WordPress.com.</div>'
    '<div class="cookie-banner">Privacy &amp; Cookies: This site uses cookies. By continuing to use this website, '
    "you agree to their use.</div>"
    "<script>var a = 'not seen';</script><style>p {}</style>",
    head="<title>Shells hit market | The Harim Blog</title>"
    '<link rel="canonical" href="https://harim.example/2015/04/22/shells/">'
    '<meta property="og:site_name" content="The Harim Blog">'
    '<meta name="author" content="Jane Doe">',
)


def test_a_blog_page():
    made = article(BLOG, "html")
    assert [p for p in made.text.split("\n\n") if p != "Shells hit market"] == BODY
    assert (made.title, made.byline, made.publisher) == ("Shells hit market", "Jane Doe", "The Harim Blog")
    assert (made.published, made.language) == (date(2015, 4, 22), "en")
    assert made.url == "https://harim.example/2015/04/22/shells/"
    why = set_aside(made)
    assert why["About"] == "menu"
    assert why["The market of Harim in 2012"] == "caption"
    assert why["Share this:"] == "share button"
    assert why["Truce in the hills"] == "related link"
    assert why["Leave a Reply"] == "comment form"
    assert why["Connecting to %s"] == "comment form"
    assert next(w for line, w in why.items() if line.startswith("Privacy")) == "cookie notice"
    assert next(w for line, w in why.items() if line.startswith("Anna says")) == "readers' comments"
    assert "not seen" not in json.dumps([*why])


def words(text):
    return re.findall(r"\w+", text)


def visible_words(html):
    bare = re.sub(r"<(script|style|head|template)\b.*?</\1>", " ", html, flags=re.S)
    return set(words(re.sub(r"<[^>]+>", " ", bare).replace("&amp;", "&")))


def all_words(made):
    return set(words(" ".join([made.text, made.title or "", *(piece.text for piece in made.furniture)])))


@pytest.mark.parametrize("careful", [0, 10_000])
def test_every_visible_word_of_a_page_is_in_the_article_or_its_furniture(careful):
    made = article_of(page(BLOG, "html"), ReadingSettings(careful_tags=careful))
    assert visible_words(BLOG) - all_words(made) == set()


TAGS = [
    "p",
    "div",
    "span",
    "b",
    "li",
    "ul",
    "h2",
    "blockquote",
    "table",
    "tr",
    "td",
    "nav",
    "aside",
    "a",
    "section",
    "pre",
    "footer",
]


@st.composite
def trees(draw, depth=0):
    """A page of words that are all different, in tags put together at random."""
    number = draw(st.integers(1, 4))
    out = []
    for _ in range(number):
        if depth < 3 and draw(st.booleans()):
            tag = draw(st.sampled_from(TAGS))
            out.append(f"<{tag}>{draw(trees(depth + 1))}</{tag}>")
        else:
            out.append(draw(st.sampled_from([" W W W ", " W" * 12 + ". ", " W<br>W ", " W &amp; W ", ""])))
    return "".join(out)


@settings(max_examples=100, deadline=None)
@given(trees())
def test_no_word_of_any_page_is_lost(tree):
    count = iter(range(10_000))
    html = web(re.sub(r"\bW\b", lambda _: f"w{next(count)}x", tree))
    made = read(html, "html")
    if isinstance(made, Refusal):
        assert made.code == "empty"
    else:
        assert visible_words(html) - all_words(made) == set()


def test_a_page_of_one_short_paragraph():
    assert (
        article("<html><body><p>Rebels took the town of Goma.</p></body></html>", "html").text
        == "Rebels took the town of Goma."
    )


def test_lines_of_the_source_are_no_lines_of_the_text():
    made = article(web(column("<p>The town of\n  Harim\nfell on <b>Monday</b>,\nin the morning.</p>")), "html")
    assert "The town of Harim fell on Monday, in the morning." in made.text.split("\n\n")


def test_breaks_end_paragraphs_but_not_sentences():
    broken = f"<div>{BODY[0]}<br><br>{BODY[1]}<br>{BODY[2].replace(', and', ',<br>and')}</div>"
    made = article(web(broken), "html")
    assert made.text.split("\n\n")[:2] == BODY[:2]
    assert BODY[2] in made.text


def test_preformatted_text_is_unwrapped():
    wrapped = "\n\n".join("\n".join(re.findall(r".{1,40}(?:\s|$)", p)) for p in BODY)
    assert paragraphs(web(f"<pre>{wrapped}</pre>"), "html") == BODY


@pytest.mark.parametrize("how", ["hidden", 'style="display:none"', 'style="display: none; color: red"'])
def test_what_a_page_hides_is_not_report(how):
    unseen = "The army killed ninety-nine people in the town on Monday, a spokesman said in the capital."
    made = article(web(column(f"<div {how}><p>{unseen}</p></div>")), "html")
    assert "ninety-nine" not in made.text
    assert set_aside(made)[unseen] == "hidden"


def test_a_figure_in_a_table_keeps_its_row():
    rows = "<table><tr><th>Town</th><th>Killed</th></tr><tr><td>Harim</td><td>43</td></tr></table>"
    made = article(web(column(rows)), "html")
    assert "Harim | 43" in made.text.split("\n\n")


def test_a_headline_outside_the_text_is_the_title_only():
    made = article(web("<div><h1>Shells hit market</h1></div>" + "".join(f"<p>{p}</p>" for p in BODY)), "html")
    assert made.title == "Shells hit market"
    assert "Shells hit market" not in set_aside(made)


@pytest.mark.parametrize(
    "html",
    ["<html></html>", "", "   ", web("<nav><a>Home</a><a>World</a></nav>"), web("<script>x</script>"), "<!-- -->"],
)
def test_a_page_without_a_report_is_refused(html):
    refusal = read(html, "html")
    assert refusal.code == "empty"
    assert "\n" not in str(refusal)


def test_a_page_nested_past_the_parsers_limit_is_refused_and_not_cut():
    refusal = read(web(column("<div>" * 300 + "end")), "html")
    assert refusal.code == "too-large"


def test_a_page_with_many_tags_is_read_in_bounded_time():
    start = time.process_time()
    read(web("<div><div>text</div></div>" * 8_000), "html")
    assert time.process_time() - start < 45


def test_what_was_given_with_the_page_goes_first():
    made = article(BLOG, "html", title="T", byline="B", publisher="P", published=date(2001, 2, 3), language="fr")
    assert (made.title, made.byline, made.publisher, made.published, made.language) == (
        "T",
        "B",
        "P",
        date(2001, 2, 3),
        "fr",
    )


def test_the_address_of_another_site_is_not_believed():
    foreign = web(column(), head='<link rel="canonical" href="https://other.example/a">')
    assert article(foreign, "html", url="https://harim.example/a?b").url == "https://harim.example/a?b"
    own = web(column(), head='<link rel="canonical" href="/a">')
    assert article(own, "html", url="https://m.harim.example/a?b").url == "https://m.harim.example/a"


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="<>/ab='\" pdivscrthm!-&;#0", max_size=200))
def test_no_page_crashes(html):
    assert isinstance(read(html, "html"), Article | Refusal)


# ----------------------------------------------------------------------------------------------------------- corpora


needs_corpora = pytest.mark.skipif(not CORPORA.is_dir(), reason=f"no corpora at {CORPORA}")


@needs_corpora
@pytest.mark.corpora
def test_the_founding_report():
    saved = (CORPORA / "founding" / "report.txt").read_text(encoding="utf-8")
    gold = json.loads((CORPORA / "founding" / "claims.jsonl").read_text(encoding="utf-8").split("\n")[0])
    made = article(saved)
    assert made.text == gold["text"]
    after = saved[saved.index("Related articles") :]
    assert [" ".join(line.split()) for line in after.split("\n") if line.strip()] == [*_lines(made)]


@needs_corpora
@pytest.mark.corpora
def test_clean_texts_lose_no_report():
    """At most 1 paragraph in 1,000 may be set aside, but for the copyright lines, credits and rules in the texts."""
    lost = total = 0
    files = [CORPORA / "claims-train.jsonl", CORPORA / "claims-dev.jsonl", *sorted(CORPORA.glob("geo/*.jsonl"))]
    for file in [*files, *sorted(CORPORA.glob("time/*.jsonl"))]:
        for line in file.read_text(encoding="utf-8").strip().split("\n"):
            found = furniture(unwrapped(normal(json.loads(line)["text"])))
            total += len(found)
            lost += sum(why not in (None, "copyright notice", "photo credit", "rule") for why in found)
    assert total > 1_000
    assert lost / total < 0.001


def _lines(made):
    return [line for piece in made.furniture for line in piece.text.split("\n")]


def test_headlines_of_other_reports_in_a_row_of_links_are_no_report():
    body = "".join(f"<p>Shells hit the market of the town on Monday and killed {n} people.</p>" for n in range(2, 6))
    links = '<a href="1">Bomb kills six in the capital</a><br><a href="2">Snow closes road</a>'
    markup = f"<html><body><h1>Shells</h1>{body}<p><b>Elsewhere today</b><br>{links}</p></body></html>"
    article = article_of(page(markup, "html"))
    assert "capital" not in article.text
    assert any("capital" in f.text and f.why == "related link" for f in article.furniture)
