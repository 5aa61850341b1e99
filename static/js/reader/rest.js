/* What the page can do besides: loaded when it has settled. */
import { followContents } from "./contents.js";
import { chooseSpeakers } from "./speakers.js";
import { listenToKeys } from "./keys.js";

export function complete(page, article, quotes) {
  followContents(page, article);
  chooseSpeakers(page);
  listenToKeys(page, quotes);
  jumpByMinimap(page.querySelector(".minimap"), article);
  page.dataset.complete = "";
}

function jumpByMinimap(minimap, article) {
  minimap.addEventListener("click", (event) => {
    const map = minimap.getBoundingClientRect();
    const body = article.querySelector(".body").getBoundingClientRect();
    const y = body.top + (body.height * (event.clientY - map.top)) / map.height;
    window.scrollBy({ top: y - innerHeight / 3 });
  });
}
