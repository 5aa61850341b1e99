/* The reading page: the server painted it and it is complete without this. Here it gets a margin whose
   cards stand beside their paragraph, one open quotation, and the keyboard. */
import { Quotes } from "./quotes.js";
import { Margin } from "./margin.js";

class ReadingPage extends HTMLElement {
  connectedCallback() {
    const article = this.querySelector("article");
    const margin = new Margin(this.querySelector(".margin"), article);
    const quotes = new Quotes(article, margin);
    if (matchMedia("(max-width: 68rem)").matches) this.querySelector(".folding").open = false;
    this.dataset.ready = "";
    margin.start();
    quotes.start();
    afterLoad(async () => {
      const { complete } = await import("./rest.js");
      complete(this, article, quotes);
    });
  }
}

/* What nobody needs in the first moment waits until the page is there. */
function afterLoad(act) {
  const whenIdle = () => (window.requestIdleCallback ? requestIdleCallback(act, { timeout: 500 }) : setTimeout(act));
  if (document.readyState === "complete") whenIdle();
  else addEventListener("load", whenIdle, { once: true });
}

customElements.define("reading-page", ReadingPage);
