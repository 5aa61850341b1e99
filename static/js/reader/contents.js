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

/* Scrolls the rail only, never the page. */
function keepInSight(link) {
  const rail = link?.closest(".rail");
  if (!rail || rail.scrollHeight <= rail.clientHeight) return;
  const [box, frame] = [link.getBoundingClientRect(), rail.getBoundingClientRect()];
  if (box.top < frame.top || box.bottom > frame.bottom) rail.scrollTop += box.top - frame.top - frame.height / 3;
}
