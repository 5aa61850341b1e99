"""The reading page with a mouse: what stands where, and what opening a quotation does."""

import re
from collections.abc import Callable
from itertools import pairwise

from playwright.sync_api import Page, expect

ARTICLE = "/d/will-russia-defend-iran"
RUDENKO = "Russia President Vladimir Putin won’t protect Iran if the US starts bombing."


def test_a_newcomer_goes_from_the_library_to_a_speaker_and_back_to_the_words(
    visit: Callable[..., Page],
) -> None:
    page = visit("/")
    page.get_by_role("link", name="Will Russia Defend Iran?").click()
    page.wait_for_selector("[data-complete]")
    page.get_by_text(RUDENKO, exact=True).click()
    card = page.locator(".card.on")
    expect(card).to_contain_text("Deputy Foreign Minister")
    expect(card).to_contain_text("“explicitly stated that”")
    expect(card).to_contain_text("Reads like a headline")
    card.get_by_role("link", name="All of Andrey Rudenko").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Andrey Rudenko")
    page.get_by_role("link", name="In place, in Will Russia Defend Iran?").click()
    expect(page.locator("mark.on")).to_have_text(RUDENKO)
    expect(page.locator("mark.on")).to_be_in_viewport()


def test_a_reader_follows_a_source(article: Page) -> None:
    article.locator("mark").get_by_text("Smoke rises up after an explosion").click()
    article.locator(".card.on").get_by_role("link", name="AP photograph").last.click()
    expect(article).to_have_url(re.compile("/sources/ap-photo-vahid-salemi$"))
    expect(article.get_by_text("AP photo/Vahid Salemi", exact=True)).to_be_visible()
    expect(article.locator(".quotes > li")).to_have_count(2)


def test_the_article_element_holds_exactly_the_text(article: Page, address: str) -> None:
    data = article.request.get(f"{address}{ARTICLE}.json").json()
    assert article.locator("article").evaluate("each => each.textContent") == data["text"]
    for quote in data["quotes"]:
        marks = article.locator(f'mark[data-quote="{quote["id"]}"]')
        assert "".join(marks.all_text_contents()) == quote["exact"]
        assert marks.first.get_attribute("id") == f"q-{quote['id']}"


def test_each_card_stands_beside_its_paragraph_and_over_no_other(article: Page) -> None:
    seen = set()
    for heading in range(0, 30, 3):
        article.locator(f"#b-{min(heading, 26)}").evaluate("block => block.scrollIntoView()")
        article.wait_for_timeout(100)  # two frames: parts come near, cards are placed
        boxes = article.locator("[data-placed] > .card").evaluate_all(PLACES)
        seen |= {box["id"] for box in boxes}
        beside_their_words(boxes)
    assert len(seen) == 29


PLACES = """cards => cards.map(card => {
  const box = card.getBoundingClientRect();
  const words = document.getElementById("q-" + card.dataset.quote);
  const block = words.closest("[id^=b-]").getBoundingClientRect();
  return { id: card.id, top: box.top, bottom: box.bottom, left: box.left, right: block.right,
           blockTop: block.top, blockBottom: block.bottom };
})"""


def beside_their_words(boxes: list[dict[str, float]]) -> None:
    for box in boxes:
        assert box["left"] > box["right"]
        assert box["blockTop"] - 1 <= box["top"] <= box["blockBottom"] + 60
    for above, below in pairwise(boxes):
        assert above["bottom"] <= below["top"]


def test_opening_a_card_moves_nothing_in_the_text(article: Page) -> None:
    words = article.get_by_text(RUDENKO, exact=True)
    words.scroll_into_view_if_needed()
    places = (
        "() => [...document.querySelectorAll('article p')].map(p => p.getBoundingClientRect().top)"
    )
    before = article.evaluate(places)
    words.click()
    expect(article.locator(".card.on")).to_be_visible()
    assert article.evaluate(places) == before
    article.get_by_role("button", name="Close this card").click()
    expect(article.locator(".card.on")).to_have_count(0)
    assert article.evaluate(places) == before


def test_a_nested_quotation_opens_apart_from_the_one_around_it(article: Page) -> None:
    article.get_by_text("Russia is concerned about the developments and...", exact=True).click()
    inner = article.locator(".card.on")
    expect(inner.locator(".who")).to_have_text("Dmitry Peskov")
    expect(inner).to_contain_text("Dmitry Peskov’s own")
    inner.get_by_role("link", name="Kremlin spokesman Dmitry Peskov earlier said").click()
    outer = article.locator(".card.on")
    expect(outer).to_have_count(1)
    expect(outer).to_contain_text("an unnamed report’s, in its own words")
    expect(outer).to_contain_text("Holds")


def test_a_link_to_a_quotation_lands_on_it_open(visit: Callable[..., Page]) -> None:
    first = visit(ARTICLE)
    quote = first.get_by_text(RUDENKO, exact=True).locator("xpath=ancestor-or-self::mark")
    address = quote.get_attribute("id")
    page = visit(f"{ARTICLE}#{address}")
    expect(page.locator(".card.on .who")).to_have_text("Andrey Rudenko")
    expect(page.locator(f"#{address}")).to_be_in_viewport()
    expect(page.locator(".card.on")).to_be_in_viewport()


def test_opening_puts_the_quotation_into_the_address_and_closing_takes_it_out(
    article: Page,
) -> None:
    article.get_by_text(RUDENKO, exact=True).click()
    expect(article).to_have_url(re.compile(r"#q-\w{11}$"))
    article.keyboard.press("Escape")
    expect(article).to_have_url(re.compile(f"{ARTICLE}$"))


def test_choosing_a_speaker_dims_the_others_and_again_shows_everyone(article: Page) -> None:
    rail = article.get_by_role("navigation", name="In this article")
    ink = "mark => getComputedStyle(mark).textDecorationColor"
    other = article.get_by_text(RUDENKO, exact=True).locator("xpath=ancestor-or-self::mark")
    before = other.evaluate(ink)
    rail.get_by_role("link", name="Biden administration").click()
    expect(rail.get_by_role("status")).to_contain_text("Only Biden administration stands out")
    expect(article).to_have_url(re.compile(r"\?speaker=biden-administration$"))
    article.wait_for_function(
        "([id, before]) => getComputedStyle(document.getElementById(id)).textDecorationColor !== before",
        arg=[other.get_attribute("id"), before],
    )
    rail.get_by_role("link", name="Show everyone").click()
    expect(rail.get_by_role("status")).to_have_count(0)
    assert other.evaluate(ink) == before


def test_the_contents_show_the_section_being_read(article: Page) -> None:
    rail = article.get_by_role("navigation", name="In this article")
    rail.get_by_role("link", name="The Limits of Direct Intervention").click()
    expect(rail.locator("ol [aria-current]")).to_have_text("The Limits of Direct Intervention")
    article.evaluate("scrollTo(0, 0)")
    expect(rail.locator("ol [aria-current]")).to_have_count(0)


def test_the_meter_and_the_lists_add_up(article: Page) -> None:
    expect(article.locator(".counts b")).to_have_text("29 quotations")
    legend = article.locator(".provenance li").all_text_contents()
    assert sum(int(line.split()[0]) for line in legend) == 29
    who = article.locator(".rail ul small").all_text_contents()
    assert sum(map(int, who)) == 29


def test_the_minimap_jumps(article: Page) -> None:
    box = article.locator(".minimap").bounding_box()
    assert box
    article.mouse.click(box["x"] + 3, box["y"] + box["height"] * 0.9)
    article.wait_for_function("scrollY > 1500")
