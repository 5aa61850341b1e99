/* The margin: each card beside the words it is about, none over another. Cards stand in lists, one list
   for each part of the text, and only the lists near the window are placed (or, in a long document,
   fetched). Positions are set through the style object, which the content security policy allows. */

const GAP = 10; // px between cards
const NEAR = "100% 0px"; // one window above and below

export class Margin {
  onChoose = () => {};
  onClose = () => {};
  #element;
  #article;
  #near = new Set(); // part elements
  #open = null;
  #focusWhenLoaded = false;
  #scheduled = false;
  #gliding = 0; // timer

  constructor(element, article) {
    this.#element = element;
    this.#article = article;
  }

  start() {
    this.#element.addEventListener("click", (event) => this.#clicked(event));
    this.#element.addEventListener("keydown", (event) => this.#arrows(event));
    const watcher = new IntersectionObserver((entries) => this.#moved(entries), { rootMargin: NEAR });
    for (const part of this.#parts()) watcher.observe(part);
    const body = this.#article.querySelector(".body");
    if (body) new ResizeObserver(() => this.#schedule()).observe(body);
    // Not `fonts.ready`: to ask for it lays the whole page out at once.
    document.fonts.addEventListener("loadingdone", () => this.#schedule());
  }

  /* Cards glide when one opens or closes, not when the page settles. */
  #glide() {
    this.#element.dataset.moving = "";
    clearTimeout(this.#gliding);
    this.#gliding = setTimeout(() => delete this.#element.dataset.moving, 250);
    this.#place();
  }

  /* Opens a card; one that is still on its way opens when it comes. */
  open(id, { focus = false } = {}) {
    if (this.#open && this.#open !== id) this.#card(this.#open)?.classList.remove("on");
    this.#open = id;
    this.#focusWhenLoaded = focus;
    const card = this.#card(id);
    if (!card) return this.#fetchFor(id);
    card.classList.add("on");
    card.querySelector(".close").hidden = false;
    this.#glide();
    if (focus) card.focus({ preventScroll: true });
  }

  close(id) {
    this.#card(id)?.classList.remove("on");
    this.#open = null;
    this.#glide();
  }

  hasFocus(id) {
    return Boolean(this.#card(id)?.contains(document.activeElement));
  }

  #card(id) {
    return document.getElementById(`card-${id}`);
  }

  #parts() {
    return this.#article.querySelectorAll(".head, .part");
  }

  #listOf(part) {
    return document.getElementById(`cards-${part.id ? part.id.slice("part-".length) : 0}`);
  }

  #moved(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) {
        this.#near.add(target);
        this.#fetch(this.#listOf(target));
      } else {
        this.#near.delete(target);
        this.#listOf(target)?.removeAttribute("data-placed"); // not painted, not even as a layer
      }
    }
    this.#schedule();
  }

  /* A long document's lists come empty, each with the address of its cards. */
  async #fetch(list) {
    const source = list?.dataset.src;
    if (!source) return;
    delete list.dataset.src;
    try {
      const answer = await fetch(source);
      if (!answer.ok) throw new Error(`${answer.status} for ${source}`);
      list.outerHTML = await answer.text();
      this.#loaded();
    } catch {
      list.dataset.src = source; // offline, say: asked again when it comes near again
    }
  }

  #fetchFor(id) {
    const part = document.getElementById(`q-${id}`)?.closest(".head, .part");
    if (part) this.#fetch(this.#listOf(part));
  }

  #loaded() {
    if (this.#open && this.#card(this.#open)) this.open(this.#open, { focus: this.#focusWhenLoaded });
    else this.#schedule();
  }

  #schedule() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    requestAnimationFrame(() => {
      this.#scheduled = false;
      this.#place();
    });
  }

  /* Reads all places first, then writes: one layout, however many cards. */
  #place() {
    const near = [...this.#near]
      .map((part) => ({ part, list: this.#listOf(part) }))
      .filter(({ list }) => list?.querySelector(".card"));
    for (const { list } of near) list.dataset.placed = "";
    const origin = this.#element.getBoundingClientRect().top;
    const lists = near
      .map(({ part, list }) => this.#measure(part, list, origin))
      .sort((one, other) => one.top - other.top);
    let floor = 0;
    for (const { cards } of lists) floor = stack(cards, floor);
    for (const { list, top, cards } of lists) {
      list.style.top = `${top}px`;
      for (const { card, y } of cards) card.style.top = `${y - top}px`;
    }
  }

  #measure(part, list, origin) {
    const top = Math.max(0, part.getBoundingClientRect().top - origin);
    const cards = [...list.querySelectorAll(".card")].map((card) => {
      const words = document.getElementById(`q-${card.dataset.quote}`);
      const wanted = Math.max(0, (words?.getClientRects()[0]?.top ?? 0) - origin);
      return { card, wanted, y: wanted, height: card.offsetHeight, open: card.classList.contains("on") };
    });
    return { list, top, cards };
  }

  #clicked(event) {
    if (event.target.closest(".close")) return this.onClose();
    const link = event.target.closest('a[href^="#q-"]');
    if (!link) return;
    event.preventDefault();
    this.onChoose(link.hash.slice("#q-".length));
  }

  #arrows(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const card = event.target.closest(".card");
    if (!by || !card || event.altKey || event.ctrlKey || event.metaKey) return;
    const cards = [...this.#element.querySelectorAll(".card")];
    const next = cards[cards.indexOf(card) + by];
    if (!next) return;
    event.preventDefault();
    this.onChoose(next.dataset.quote);
    next.querySelector(".who a").focus({ preventScroll: true });
  }
}

/* Gives each card a y of its own, from `floor` down: as near to its words as those above allow. The open
   one stands beside its words as far as the others can move up for it. Returns the new floor. */
function stack(cards, floor) {
  const open = cards.findIndex((card) => card.open);
  const lowest = floor;
  floor = stackDown(cards, floor);
  if (open < 0 || cards[open].y === cards[open].wanted) return floor;
  const above = cards.slice(0, open).reduce((sum, { height }) => sum + height + GAP, 0);
  cards[open].y = Math.max(cards[open].wanted, lowest + above);
  for (let i = open - 1; i >= 0; i--) cards[i].y = Math.min(cards[i].y, cards[i + 1].y - GAP - cards[i].height);
  return stackDown(cards.slice(open + 1), cards[open].y + cards[open].height + GAP);
}

function stackDown(cards, floor) {
  for (const card of cards) {
    card.y = Math.max(card.wanted, floor);
    floor = card.y + card.height + GAP;
  }
  return floor;
}
