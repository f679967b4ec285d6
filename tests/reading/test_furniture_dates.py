"""When a page says that it was published: what it states is found, what it doesn't state is never made up."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reading.furniture import article_of
from sayso.reading.furniture_dates import datelined, day_of, labelled, says_published
from sayso.records import Article, Page

TAKEN = datetime(2024, 6, 1, tzinfo=UTC)
DAY = date(2015, 4, 22)
REPORT = "<p>Shells hit the market in the old town on Monday, killing at least four people, doctors said.</p>" * 3


def stated(body="", head="", url=None):
    html = f"<html><head>{head}</head><body>{body}{REPORT}</body></html>"
    made = article_of(Page("p", "page.html", "html", html, "", TAKEN, url=url))
    assert isinstance(made, Article)
    return made.published


def ld(text):
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2015-04-22T23:50:00-04:00">',
        '<meta name="pubdate" content="20150422">',
        '<meta name="DC.date.issued" content="2015-04-22">',
        '<meta itemprop="datePublished" content="22 April 2015">',
        '<meta name="date" content="Wed, 22 Apr 2015 10:00:00 GMT">',
        ld('{"@type": "NewsArticle", "datePublished": "2015-04-22T10:00:00Z", "dateModified": "2016-01-01"}'),
        ld('{"@graph": [{"@type": "WebSite"}, {"@type": ["Article", "X"], "datePublished": "2015-04-22"}]}'),
        ld('[{"@type": "WebPage", "datePublished": "2015-04-22"}]'),
        ld('{"@type": "WebPage", "mainEntity": {"@type": "BlogPosting", "datePublished": "2015-04-22"}}'),
    ],
)
def test_dates_in_the_head(head):
    assert stated(head=head) == DAY


@pytest.mark.parametrize(
    "body",
    [
        '<time datetime="2015-04-22T08:00">2 hours ago</time>',
        '<time pubdate datetime="2015-04-22">then</time><time datetime="2015-04-20">before</time>',
        '<span class="entry-date">April 22, 2015</span>',
        '<abbr class="published" title="2015-04-22T10:00:00">Wednesday</abbr>',
        '<p class="post-date">Published on 22 April 2015 | Updated 23 April 2015</p>',
        '<div class="date">22.04.2015</div>',
        '<article class="post category-comments"><span class="date">22 Apr 2015</span></article>',
    ],
)
def test_dates_on_the_page(body):
    assert stated(body) == DAY


def test_a_full_date_in_the_pages_own_address():
    assert stated(url="https://harim.example/2015/04/22/shells") == DAY
    assert stated(url="https://harim.example/2015/apr/22/shells") == DAY
    assert stated(url="https://harim.example/2015/04/shells") is None


@pytest.mark.parametrize(
    "page",
    [
        {"body": ""},
        {"body": "<footer>© 2015 The Daily Harim</footer>"},
        {"body": "<p>On 22 April 2015 the town was shelled for the first time, doctors said.</p>"},
        {"head": '<meta name="copyright" content="2015">'},
        {"head": '<meta property="article:modified_time" content="2015-04-22">'},
        {"head": '<meta http-equiv="last-modified" content="2015-04-22">'},
        {"head": '<meta property="article:published_time" content="2031-04-22">'},
        {"head": '<meta property="article:published_time" content="2015-13-45">'},
        {"head": '<meta property="article:published_time" content="yesterday">'},
        {"head": ld('{"@type": "Organization", "datePublished": "2015-04-22"}')},
        {"head": ld('{"@type": "NewsArticle", "datePublished": ')},
        {"head": ld("[" * 5_000)},
        {
            "head": ld('{"@type": "NewsArticle", "datePublished": "2015-04-22"}')
            + ld('{"@type": "NewsArticle", "datePublished": "2015-04-23"}')
        },
        {"body": '<time datetime="2015-04-22">a</time><time datetime="2015-04-23">b</time>'},
        {"body": '<span class="date-modified date">22 April 2015</span>'},
        {"body": '<div class="related"><span class="date">22 April 2015</span></div>'},
        {"body": '<div id="comments"><time datetime="2015-04-22">then</time></div>'},
        {"body": '<aside><time datetime="2015-04-22">then</time></aside>'},
        {"body": '<div class="date">04/05/2015</div>'},
        {"body": '<span class="date">2015</span>'},
    ],
)
def test_no_date_is_made_up(page):
    assert stated(**page) is None


def test_the_article_with_the_pages_own_headline_goes_first():
    both = ld('{"@type": "NewsArticle", "headline": "Other", "datePublished": "2015-04-20"}') + ld(
        '{"@type": "NewsArticle", "headline": "Shells hit market", "datePublished": "2015-04-22"}'
    )
    assert stated("<h1>Shells hit market</h1>", both) == DAY


@pytest.mark.parametrize(
    "text", ["04/05/2015", "2015", "April 2015", "31 April 2015", "22 April 2015 or 23 April 2015", "", None]
)
def test_what_names_no_one_day(text):
    assert day_of(text) is None


def test_the_same_number_twice_is_clear():
    assert day_of("05/05/2015") == date(2015, 5, 5)
    assert day_of("22/04/2015") == day_of("04/22/2015") == DAY


def test_a_sentence_is_no_dateline():
    assert labelled("Posted on April 22, 2015") == DAY
    assert labelled("On April 22, 2015 the army took the town of Harim and killed 20 people there") is None


@settings(deadline=None)
@given(st.text(max_size=120))
def test_no_text_crashes(text):
    assert day_of(text) is None or isinstance(day_of(text), date)
    assert labelled(text) is None or isinstance(labelled(text), date)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("UBARI, Libya, March 13, 2023 (Harbour Wire) - Fighters took the town.", date(2023, 3, 13)),
        ("SABHA, LIBYA, MARCH 8, 2023 (HARBOUR WIRE) -- A BOMB EXPLODED.", date(2023, 3, 8)),
        ("GOMA, 22 April 2015 – Ten people were killed.", date(2015, 4, 22)),
        ("UBARI, Libya, March 13 (Harbour Wire) - Fighters took the town.", None),
        ("The Goma Attack of 22 April 2015 - what we know", None),
    ],
)
def test_a_full_date_in_a_dateline(text, day):
    assert datelined(text) == day


def test_a_line_that_says_published():
    assert says_published("Published 22 March 2023, 08:00 GMT") == date(2023, 3, 22)
    assert says_published("22 March 2023") is None
