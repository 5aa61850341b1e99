/* The reading page: the server painted it and it is complete without this. Here it gets a margin whose
   cards stand beside their paragraph, one open quotation, and the keyboard. */
import { Quotes } from "./quotes.js";
import { Margin } from "./margin.js";
import { followContents } from "./contents.js";
import { chooseSpeakers } from "./speakers.js";
import { listenToKeys } from "./keys.js";

class ReadingPage extends HTMLElement {
  connectedCallback() {
    const article = this.querySelector("article");
    const margin = new Margin(this.querySelector(".margin"), article);
    const quotes = new Quotes(article, margin);
    this.dataset.ready = "";
    margin.start({ long: this.hasAttribute("data-long") });
    quotes.start();
    followContents(this, article);
    chooseSpeakers(this);
    listenToKeys(this, quotes);
    jumpByMinimap(this.querySelector(".minimap"), article);
  }
}

function jumpByMinimap(minimap, article) {
  minimap.addEventListener("click", (event) => {
    const map = minimap.getBoundingClientRect();
    const body = article.querySelector(".body").getBoundingClientRect();
    const y = body.top + (body.height * (event.clientY - map.top)) / map.height;
    window.scrollBy({ top: y - innerHeight / 3 });
  });
}

customElements.define("reading-page", ReadingPage);
