/* Keyboard shortcuts. Single letters can be switched off (WCAG 2.1.4); Escape always works. */

const SETTING = "otr-shortcuts";

export function listenToKeys(page, quotes) {
  const help = page.querySelector(".help");
  const actions = {
    j: () => quotes.step(1),
    k: () => quotes.step(-1),
    Enter: () => quotes.openCurrent(),
    "?": () => help.showModal(),
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open || isTyping(event.target)) return;
    if (event.key === "Escape") return quotes.close();
    if (event.key === "Enter" && event.target !== document.body && !event.target.matches("mark")) return;
    if (!switchedOn() || !Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]();
  });
  const button = page.querySelector("[data-help]");
  button.hidden = false;
  button.addEventListener("click", () => help.showModal());
  const box = help.querySelector("[data-shortcuts]");
  box.checked = switchedOn();
  box.addEventListener("change", () => remember(box.checked));
}

function isTyping(element) {
  return element.matches?.("input, textarea, select, [contenteditable]");
}

function switchedOn() {
  try {
    return localStorage.getItem(SETTING) !== "off";
  } catch {
    return true; // storage may be forbidden; shortcuts then last as long as the page
  }
}

function remember(on) {
  try {
    localStorage.setItem(SETTING, on ? "on" : "off");
  } catch {
    /* the same */
  }
}
