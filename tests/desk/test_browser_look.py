"""A reader's journeys in a real browser: by map, by timeline, by search; who says what; the evidence."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

WAYS = (
    "/",
    "/?q=market",
    "/totals/",
    "/actors/",
    "/places/",
    "/sources/",
    "/changes/?all=1",
    "/method/",
    "/reports/a/",
)


def incident(watch) -> str:
    """The address of the incident that two reports tell of."""
    watch.go("/?event=bombing")
    return watch.page.locator(".row h3 a").first.get_attribute("href")


def test_a_reader_finds_an_incident_by_the_map(watched):
    watch = watched()
    watch.go("/")
    assert watch.page.locator("path.country").count() > 200
    watch.page.locator("path.spot[aria-label^=Brak]").click()
    watch.page.locator(".leaflet-popup-content a").click()
    watch.page.get_by_role("link", name="Bombing, Brak").first.click()
    assert watch.page.get_by_role("heading", level=1).inner_text() == "Bombing, Brak"


def test_a_reader_finds_an_incident_by_the_timeline(watched):
    watch = watched()
    watch.go("/")
    watch.page.locator("a.bar").first.click()
    watch.page.wait_for_load_state()
    assert "from=2023-03-10&to=2023-03-10" in watch.page.url
    assert watch.page.locator(".row").count() == 2


def test_dragging_over_the_timeline_brushes_the_map(watched):
    watch = watched()
    watch.go("/")
    watch.page.locator("svg.bars").scroll_into_view_if_needed()
    bars = watch.page.locator("svg.bars").bounding_box()
    y = bars["y"] + bars["height"] / 2
    assert watch.page.locator("path.spot").count() == 2
    watch.page.mouse.move(bars["x"] + 5, y)
    watch.page.mouse.down()
    watch.page.mouse.move(bars["x"] + bars["width"] * 0.1, y, steps=4)
    watch.page.mouse.up()
    assert watch.page.locator("path.spot").count() == 0  # nothing happened in the first days of the month
    watch.page.mouse.move(bars["x"] + bars["width"] * 0.2, y)
    watch.page.mouse.down()
    watch.page.mouse.move(bars["x"] + bars["width"] * 0.6, y, steps=6)
    watch.page.mouse.up()
    assert watch.page.locator("path.spot").count() == 2
    watch.page.get_by_role("link", name="List these incidents").click()
    watch.page.wait_for_load_state()
    assert "from=2023-03-10" in watch.page.url


def test_a_reader_finds_an_incident_by_words(watched):
    watch = watched()
    watch.go("/")
    watch.page.get_by_label("Words in the reports").fill("gunmen")
    watch.page.get_by_role("button", name="Show").click()
    assert watch.page.locator(".row h3").all_inner_texts() == ["Clash, Tbilisi"]
    watch.page.get_by_role("link", name="take this filter away").click()
    assert watch.page.locator(".row").count() == 2


def test_a_reader_compares_who_says_what_and_opens_the_evidence(watched):
    watch = watched()
    watch.go(incident(watch))
    cell = watch.page.locator(".said.unlike").first
    words = cell.locator(".words")
    assert not words.is_visible()
    cell.hover()
    assert words.is_visible()
    assert "at 25; Brak" in words.inner_text()
    watch.shot("incident")
    watch.page.locator(".quote a").first.click()
    watch.page.wait_for_load_state()
    assert "/reports/" in watch.page.url
    assert watch.page.locator("mark.m-figure").count() >= 1
    watch.shot("report")


def test_the_words_come_by_keyboard_and_by_tap(watched):
    watch = watched(390, has_touch=True)
    watch.go(incident(watch))
    cell = watch.page.locator(".said.unlike").first
    cell.tap()
    assert cell.locator(".words").is_visible()
    watch.page.keyboard.press("Escape")
    other = watch.page.locator(".said").first
    other.focus()
    assert other.locator(".words").is_visible()


def test_the_keyboard_alone_gets_a_reader_to_an_incident(watched):
    watch = watched()
    watch.go("/")
    watch.page.keyboard.press("Tab")
    assert watch.page.evaluate("document.activeElement.className") == "skip"
    watch.page.keyboard.press("Enter")
    for _ in range(60):
        watch.page.keyboard.press("Tab")
        if watch.page.evaluate("document.activeElement.closest('.row h3') !== null"):
            break
    watch.page.keyboard.press("Enter")
    watch.page.wait_for_url("**/incidents/**")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_every_page_fits_its_window_and_shuts_nobody_out(watched, width, scheme):
    watch = watched(width, color_scheme=scheme)
    for path in (*WAYS, incident(watch)):
        watch.go(path)
        assert watch.overflow() <= 0, path
        assert watch.barriers() == [], path
        watch.shot(f"{path.strip('/').split('?')[0].replace('/', '-') or 'front'}-{width}-{scheme}")


def test_arabic_runs_from_right_to_left(watched):
    watch = watched(390, locale="ar")
    for path in ("/", incident(watch), "/reports/a/"):
        watch.go(path)
        assert watch.page.locator("html").get_attribute("dir") == "rtl"
        assert watch.overflow() <= 0, path
        assert watch.barriers() == [], path
    watch.shot("report-390-arabic")


def test_the_first_page_is_light(watched):
    watch = watched()
    sizes: list[int] = []
    watch.page.on("response", lambda r: sizes.append(int(r.request.sizes()["responseBodySize"])))
    watch.go("/")
    assert 50_000 < sum(sizes) < 300_000


def test_it_works_without_scripts(watched):
    watch = watched(java_script_enabled=False)
    watch.go("/")
    assert watch.page.locator(".row").count() == 2
    watch.page.locator("a.bar").first.click()
    assert watch.page.locator(".row").count() == 2
    assert "The map needs JavaScript" in watch.page.inner_text("#map")
