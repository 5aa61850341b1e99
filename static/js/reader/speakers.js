/* Choosing a speaker dims everybody else: by link without a script, and in place with one. Both use the
   same small style sheet. */

export function chooseSpeakers(page) {
  const rail = page.querySelector(".rail");
  rail.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-voice], a[data-everyone]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const again = link.hasAttribute("aria-current");
    choose(rail, link.dataset.voice && !again ? link : null);
    const address = link.dataset.voice && !again ? link.search : "";
    history.replaceState(history.state, "", location.pathname + address + location.hash);
  });
}

function choose(rail, link) {
  document.querySelector("link[data-focus]")?.remove();
  rail.querySelector("[data-voice][aria-current]")?.removeAttribute("aria-current");
  rail.querySelector(".chosen")?.remove();
  if (!link) return;
  link.setAttribute("aria-current", "true");
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = `/speakers/${encodeURIComponent(link.dataset.voice)}/focus.css`;
  sheet.dataset.focus = "";
  document.head.append(sheet);
  rail.prepend(banner(link.querySelector(".name").textContent));
}

function banner(name) {
  const words = document.createElement("p");
  words.className = "chosen";
  const who = document.createElement("b");
  who.textContent = name;
  const everyone = document.createElement("a");
  everyone.href = location.pathname;
  everyone.dataset.everyone = "";
  everyone.textContent = "Show everyone";
  words.append("Only ", who, " stands out. ", everyone);
  words.setAttribute("role", "status");
  return words;
}
