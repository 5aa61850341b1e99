/* The contents show which section is being read. */

export function followContents(page, article) {
  const links = new Map();
  for (const link of page.querySelectorAll(".rail ol a")) links.set(link.hash.slice(1), link);
  if (!links.size) return;
  const passed = new Set(); // headings that stand above the reading line
  let current = null;
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { target, boundingClientRect: box, rootBounds } of entries) {
        if (box.top < rootBounds.bottom) passed.add(target.id);
        else passed.delete(target.id);
      }
      let last = null;
      for (const id of links.keys()) if (passed.has(id)) last = id;
      if (last === current) return;
      links.get(current)?.removeAttribute("aria-current");
      links.get(last)?.setAttribute("aria-current", "true");
      keepInSight(links.get(last));
      current = last;
    },
    { rootMargin: "1000000px 0px -70% 0px" },
  );
  for (const id of links.keys()) {
    const heading = document.getElementById(id);
    if (heading) watcher.observe(heading);
  }
}

/* Scrolls the list or the rail around it, never the page. */
function keepInSight(link) {
  const scrolls = (each) => each && each.scrollHeight > each.clientHeight;
  const frame = [link?.closest("ol"), link?.closest(".rail")].find(scrolls);
  if (!frame) return;
  const [box, view] = [link.getBoundingClientRect(), frame.getBoundingClientRect()];
  if (box.top < view.top || box.bottom > view.bottom) frame.scrollTop += box.top - view.top - view.height / 3;
}
