/* The quotations of the text: which one is current, which one is open. */

const BAR = 64; // px: what the top bar covers

export class Quotes {
  #article;
  #margin;
  #open = null; // id
  #current = null; // id: where next and previous start from

  constructor(article, margin) {
    this.#article = article;
    this.#margin = margin;
  }

  start() {
    this.#article.addEventListener("click", (event) => this.#clicked(event));
    addEventListener("hashchange", () => this.#followHash());
    this.#margin.onChoose = (id) => this.open(id, { scroll: true });
    this.#margin.onClose = () => this.close();
    this.#followHash();
  }

  get openId() {
    return this.#open;
  }

  /* Opens a quotation's card. Nothing in the text moves. */
  open(id, { scroll = false, focusCard = false } = {}) {
    const first = this.#first(id);
    if (!first) return;
    if (this.#open && this.#open !== id) this.#paint(this.#open, false);
    this.#open = this.#current = id;
    this.#paint(id, true);
    if (scroll) first.scrollIntoView({ block: "center" });
    this.#margin.open(id, { focus: focusCard });
    history.replaceState(history.state, "", `#q-${id}`);
  }

  /* Closes the open card and gives the focus back to its words. */
  close() {
    const id = this.#open;
    if (!id) return;
    const hadFocus = this.#margin.hasFocus(id);
    this.#paint(id, false);
    this.#margin.close(id);
    this.#open = null;
    history.replaceState(history.state, "", location.pathname + location.search);
    if (hadFocus) focusOn(this.#first(id));
  }

  /* Goes to the next (1) or previous (-1) quotation; an open card goes along. */
  step(by) {
    const marks = [...this.#article.querySelectorAll("mark[id]")];
    if (!marks.length) return;
    const at = marks.findIndex((mark) => mark.dataset.quote === this.#current);
    const from = at >= 0 ? at : this.#beforeWindow(marks, by);
    const next = marks[Math.min(marks.length - 1, Math.max(0, from + by))];
    this.#current = next.dataset.quote;
    next.scrollIntoView({ block: "center" });
    focusOn(next);
    if (this.#open) this.open(this.#current);
  }

  openCurrent() {
    if (this.#current) this.open(this.#current, { focusCard: true });
  }

  /* Where nobody has stepped yet, stepping starts at what is on screen. */
  #beforeWindow(marks, by) {
    let low = 0;
    let high = marks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (marks[middle].getBoundingClientRect().top < BAR) low = middle + 1;
      else high = middle;
    }
    return by > 0 ? low - 1 : low;
  }

  #clicked(event) {
    const mark = event.target.closest("mark[data-quote]");
    const selecting = !getSelection().isCollapsed;
    if (!mark || selecting || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const byKeyboard = event.detail === 0;
    this.open(mark.dataset.quote, { focusCard: byKeyboard });
  }

  #followHash() {
    const id = /^#(?:q|card)-(\w+)$/.exec(location.hash)?.[1];
    if (id && id !== this.#open) this.open(id, { scroll: location.hash.startsWith("#card-") });
  }

  #first(id) {
    return document.getElementById(`q-${id}`);
  }

  #paint(id, on) {
    for (const run of this.#article.querySelectorAll(`mark[data-quote="${id}"]`)) {
      run.classList.toggle("on", on);
      run.querySelector(":scope > a")?.setAttribute("aria-expanded", String(on));
    }
  }
}

/* The words' own link takes the focus; a quotation that another one covers from its start has none. */
function focusOn(mark) {
  const link = mark?.querySelector(":scope > a");
  if (mark && !link) mark.tabIndex = -1;
  (link ?? mark)?.focus({ preventScroll: true });
}
