"""The reading page by keyboard alone."""

from typing import Any

from playwright.sync_api import Page, expect


def test_j_and_k_walk_the_quotations_enter_opens_escape_closes(article: Page) -> None:
    article.keyboard.press("j")
    expect(article.locator("mark:focus-within")).to_have_text("a story of change over time.")
    article.keyboard.press("j")
    article.keyboard.press("j")
    expect(article.locator("mark:focus-within")).to_have_text("axis")
    article.keyboard.press("k")
    focused = article.locator("mark:focus-within")
    expect(focused).to_contain_text("Currently, Tehran and Moscow")
    expect(focused).to_be_in_viewport()
    expect(article.locator(".card.on")).to_have_count(0)
    article.keyboard.press("Enter")
    card = article.locator(".card.on")
    expect(card).to_be_focused()
    expect(card.locator(".who")).to_have_text("No one named")
    article.keyboard.press("Escape")
    expect(article.locator(".card.on")).to_have_count(0)
    expect(article.locator("mark:focus-within")).to_contain_text("Currently, Tehran and Moscow")


def test_every_quotation_is_reached_and_the_walk_ends_at_the_last(article: Page) -> None:
    seen = []
    for _ in range(31):
        article.keyboard.press("j")
        seen.append(
            article.evaluate("document.activeElement.closest('mark[data-quote]').dataset.quote")
        )
    assert len(set(seen)) == 29
    assert seen[28] == seen[30]


def test_an_open_card_goes_along(article: Page) -> None:
    article.keyboard.press("j")
    article.keyboard.press("Enter")
    article.keyboard.press("j")
    expect(article.locator(".card.on")).to_have_count(1)
    expect(article.locator("mark.on")).to_contain_text("Currently, Tehran and Moscow")


def test_arrows_walk_the_cards(article: Page) -> None:
    article.keyboard.press("j")
    article.keyboard.press("Enter")
    article.keyboard.press("ArrowDown")
    expect(article.locator("mark.on")).to_contain_text("Currently, Tehran and Moscow")
    article.keyboard.press("ArrowUp")
    expect(article.locator("mark.on")).to_have_text("a story of change over time.")


def test_tab_reaches_the_quotations_in_order(article: Page) -> None:
    article.locator("#b-4").evaluate("block => { block.tabIndex = -1; block.focus() }")
    article.keyboard.press("Tab")
    expect(article.locator("mark:focus-within")).to_have_text("a story of change over time.")
    article.keyboard.press("Enter")
    expect(article.locator(".card.on")).to_be_focused()


def test_shortcuts_can_be_switched_off_for_good(article: Page) -> None:
    article.keyboard.press("?")
    help_ = article.get_by_role("dialog", name="Keyboard shortcuts")
    expect(help_).to_be_visible()
    help_.get_by_role("checkbox").uncheck()
    help_.get_by_role("button", name="Close").click()
    article.reload()
    article.wait_for_selector("[data-complete]")
    article.keyboard.press("j")
    expect(article.locator("mark:focus-within")).to_have_count(0)
    article.get_by_role("button", name="Keyboard shortcuts").click()
    help_.get_by_role("checkbox").check()
    article.keyboard.press("Escape")
    article.keyboard.press("j")
    expect(article.locator("mark:focus-within")).to_have_count(1)


def test_stepping_starts_at_what_is_on_screen(article: Page) -> None:
    article.evaluate("document.getElementById('b-18').scrollIntoView()")
    article.keyboard.press("j")
    expect(article.locator("mark:focus-within").last).to_have_text("comprehensive")


def test_a_screen_reader_hears_speaker_and_kind_once_a_quotation(article: Page) -> None:
    """Heard as far as the text is laid out, which follows the reader down the page."""
    session = article.context.new_cdp_session(article)
    names: set[str] = set()
    for block in range(0, 27, 2):
        article.locator(f"#b-{block}").evaluate("block => block.scrollIntoView()")
        article.wait_for_timeout(50)
        names |= set(heard(session.send("Accessibility.getFullAXTree")["nodes"]))
    words = "Russia President Vladimir Putin won’t protect Iran if the US starts bombing."
    named = [name for name in names if name.startswith("Andrey Rudenko, direct quotation: ")]
    assert named == [f"Andrey Rudenko, direct quotation: {words}"]
    assert sum(", partial quotation: " in name for name in names) == 10
    assert sum(name.startswith("Term, not speech: ") for name in names) == 5  # of seven, two twice
    assert any(name.startswith("Unnamed report on Suleymanov, direct quotation") for name in names)


def heard(nodes: list[dict[str, Any]]) -> list[str]:
    return [
        node["name"]["value"]
        for node in nodes
        if node.get("role", {}).get("value") == "link" and "name" in node
    ]
