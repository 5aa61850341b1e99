"""Narrow screens, no script, print, dark and forced colours."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

ARTICLE = "/d/will-russia-defend-iran"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


def test_on_a_phone_the_open_card_is_a_sheet_at_the_bottom(visit: Callable[..., Page]) -> None:
    page = visit(ARTICLE, **PHONE)
    expect(page.locator(".card").first).to_be_hidden()
    page.locator("mark").get_by_text("Russia President Vladimir Putin").tap()
    card = page.locator(".card.on")
    expect(card).to_be_visible()
    box = card.bounding_box()
    assert box
    assert box["y"] + box["height"] > 800
    card.get_by_role("button", name="Close this card").tap()
    expect(page.locator(".card.on")).to_have_count(0)


def test_a_phone_that_opens_a_link_sees_the_words_above_the_sheet(
    visit: Callable[..., Page],
) -> None:
    first = visit(ARTICLE)
    anchor = first.locator("mark[data-status=named]").first.get_attribute("id")
    page = visit(f"{ARTICLE}#{anchor}", **PHONE)
    words, sheet = page.locator(f"#{anchor}"), page.locator(".card.on")
    expect(sheet).to_be_visible()
    expect(words).to_be_in_viewport()
    above, below = words.bounding_box(), sheet.bounding_box()
    assert above
    assert below
    assert above["y"] + above["height"] <= below["y"]


def test_nothing_runs_out_of_a_narrow_window(visit: Callable[..., Page]) -> None:
    for path in ("/", ARTICLE, "/speakers", "/speakers/dmitry-peskov", "/sources"):
        page = visit(path, viewport={"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") == 320, path


def test_without_a_script_every_card_follows_the_article_linked_both_ways(
    visit: Callable[..., Page],
) -> None:
    page = visit(ARTICLE, java_script_enabled=False)
    expect(page.locator(".card .facts")).to_have_count(29)
    expect(page.locator(".card .facts").last).to_be_visible()
    article, cards = page.locator(".body").bounding_box(), page.locator(".margin").bounding_box()
    assert article
    assert cards
    assert cards["y"] >= article["y"] + article["height"]
    words = page.get_by_text("Russia President Vladimir Putin won’t protect Iran")
    words.first.click()
    card = page.locator(":target")
    expect(card).to_contain_text("Andrey Rudenko")
    expect(card).to_be_in_viewport()
    card.get_by_role("link", name="Andrey Rudenko", exact=True).click()
    expect(page.locator("mark:target")).to_be_in_viewport()


def test_without_a_script_a_speaker_is_chosen_by_link(visit: Callable[..., Page]) -> None:
    page = visit(ARTICLE, java_script_enabled=False)
    rail = page.get_by_role("navigation", name="In this article")
    rail.get_by_role("link", name="Biden administration").click()
    expect(rail).to_contain_text("Only Biden administration stands out")
    tint = "getComputedStyle(document.querySelector('mark[data-voice=andrey-rudenko]')).backgroundColor"
    assert page.evaluate(tint) == "rgba(0, 0, 0, 0)"
    rail.get_by_role("link", name="Show everyone").click()
    assert page.evaluate(tint) != "rgba(0, 0, 0, 0)"


def test_each_block_runs_in_its_own_direction(article: Page) -> None:
    arabic = "قال الوزير إن الأمر واضح"
    sides = article.evaluate(
        """arabic => {
          const block = document.getElementById("b-2");
          const side = () => { const range = document.createRange(); range.selectNodeContents(block);
            const line = range.getClientRects()[0]; const box = block.getBoundingClientRect();
            return line.left - box.left < box.right - line.right ? "left" : "right"; };
          block.textContent = "Short."; const latin = side();
          block.textContent = arabic; return [latin, side()];
        }""",
        arabic,
    )
    assert sides == ["left", "right"]


def test_print_shows_the_cards_as_numbered_notes(article: Page) -> None:
    article.emulate_media(media="print")
    expect(article.locator(".card .facts").first).to_be_visible()
    expect(article.locator(".card .facts").last).to_be_visible()
    expect(article.locator(".bar")).to_be_hidden()
    positions = article.locator(".card").evaluate_all(
        "cards => cards.map(card => getComputedStyle(card).position)"
    )
    assert set(positions) == {"static"}


def test_in_forced_colours_the_lines_still_tell_the_kinds_apart(
    visit: Callable[..., Page],
) -> None:
    page = visit(ARTICLE, forced_colors="active")
    styles = {
        status: page.locator(f"mark[data-status={status}]").first.evaluate(
            "mark => { const s = getComputedStyle(mark);"
            " return s.textDecorationLine + s.textDecorationStyle + s.textDecorationThickness }"
        )
        for status in ("named", "reported", "sourced", "unnamed", "term")
    }
    assert len(set(styles.values())) == 5, styles
