/* What is measured inside a page. Injected before the page's own scripts; times are of the page's
   clock, which starts with the navigation. Nothing here asks for layout while a frame is being made:
   places are read after it was painted, when they cost nothing. */
(() => {
  const QUIET_MS = 200;
  const STEADY_MS = 500;
  const SLOW_FRAME_MS = 34;
  const PATIENCE_FRAMES = 600;
  const longTasks = [];
  new PerformanceObserver((list) => longTasks.push(...list.getEntries())).observe({ type: "longtask", buffered: true });

  const frame = () => new Promise(requestAnimationFrame);
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const loaded = () =>
    document.readyState === "complete" || new Promise((resolve) => addEventListener("load", resolve, { once: true }));

  /* After the next frame's layout and paint: a message is handled behind them. */
  async function painted() {
    await frame();
    await new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = resolve;
      port2.postMessage(null);
    });
  }

  const lastTaskEnd = () => Math.max(0, ...longTasks.map((task) => task.startTime + task.duration));

  window.bench = {
    /* Loaded, fonts ready, two frames painted, and no long task after that: when it became so. */
    async settled() {
      await loaded();
      await document.fonts.ready;
      await frame();
      await frame();
      const shown = performance.now();
      for (;;) {
        const since = Math.max(shown, lastTaskEnd());
        if (performance.now() - since >= QUIET_MS) return since;
        await pause(QUIET_MS / 4);
      }
    },

    /* When this element came into the window, to stay where it is. */
    async landed(id) {
      let since = null;
      let top = null;
      for (;;) {
        await painted();
        const now = performance.now();
        const box = document.getElementById(id)?.getBoundingClientRect();
        const inside = box && box.bottom > 0 && box.top < innerHeight;
        if (!inside) since = null;
        else if (since === null || Math.abs(box.top - top) > 2) since = now;
        top = box?.top;
        if (since !== null && now - since >= STEADY_MS) return since;
      }
    },

    /* Scrolls steadily; the share of slow frames and the long tasks meanwhile. */
    async scrolled(frames, step) {
      const before = longTasks.length;
      const took = [];
      let last = await frame();
      for (let i = 0; i < frames; i += 1) {
        scrollBy({ top: step, behavior: "instant" });
        const now = await frame();
        took.push(now - last);
        last = now;
      }
      await pause(QUIET_MS);
      const slow = took.filter((ms) => ms > SLOW_FRAME_MS).length;
      const long = longTasks.slice(before).map((task) => task.duration);
      return { slow: slow / frames, long, worst: Math.max(...took), rate: 1000 / (took.reduce((a, b) => a + b) / frames) };
    },

    /* Starts to wait for a click; `opened` then tells how long until the quotation's card stood there,
       open and painted. */
    watchClick(id) {
      this.opened = new Promise((resolve) => {
        const clicked = async (event) => {
          for (let frames = 0; frames < PATIENCE_FRAMES; frames += 1) {
            await painted();
            if (isOpen(id)) break;
          }
          resolve(isOpen(id) ? performance.now() - event.timeStamp : Infinity);
        };
        addEventListener("click", clicked, { capture: true, once: true });
      });
    },

    hasCard: (id) => document.getElementById(`card-${id}`) !== null,

    /* Brings the words to the middle of the window; a point on them, when nothing moves any more. */
    async point(id) {
      document.getElementById(`q-${id}`).scrollIntoView({ block: "center", behavior: "instant" });
      for (let i = 0; i < 30; i += 1) await frame();
      const box = document.getElementById(`q-${id}`).getClientRects()[0];
      return { x: box.left + Math.min(8, box.width / 2), y: box.top + box.height / 2 };
    },
  };

  function isOpen(id) {
    const card = document.getElementById(`card-${id}`);
    const details = card?.querySelector(".details");
    return Boolean(details && details.getBoundingClientRect().height > 0);
  }
})();
