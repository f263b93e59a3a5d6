// SPDX-License-Identifier: EUPL-1.2
// Keeps the room in step: the timer, and fetching the room again when something changed. Without this file one reloads.
"use strict";

(() => {
  const POLL = 5000;
  const HEARTBEAT = 20000;
  const PATIENCE = 10000;
  const ONCE_A_MINUTE = 12;
  let skew = 0;
  let stream = null;
  let streamed = "";
  let failures = 0;
  let busy = false;
  let again = ""; // what to do after the look that runs: "look" when something is new, "full" in any case
  let lastFetch = Date.now();

  const room = () => document.getElementById("kamer");
  const text = (id) => document.getElementById(id);

  // The clock of a phone may be wrong; that of the server counts.
  function readClock() {
    skew = Date.parse(room().dataset.now) - Date.now();
  }

  function tick() {
    const timer = document.querySelector("[data-ends]");
    if (!timer) return;
    const left = Math.round((Date.parse(timer.dataset.ends) - (Date.now() + skew)) / 1000);
    const size = Math.abs(left);
    const clock = `${Math.floor(size / 60)}:${String(size % 60).padStart(2, "0")}`;
    timer.textContent = left >= 0 ? clock : `${clock} over tijd`;
    timer.toggleAttribute("data-late", left < 0);
  }

  // What was typed in the last second goes to the server before the box goes away.
  function flush() {
    const form = text("schrijven");
    if (!form || !window.htmx || !form.dataset.dirty) return Promise.resolve(false);
    delete form.dataset.dirty;
    return new Promise((done) => {
      const finish = () => {
        form.removeEventListener("htmx:afterRequest", finish);
        done(true);
      };
      form.addEventListener("htmx:afterRequest", finish);
      setTimeout(finish, 2000);
      window.htmx.trigger(form, "vastleggen");
    });
  }

  // Replace what changed. The boxes stay while the step is the same, so that nobody loses a word or the cursor.
  async function place(fresh) {
    const old = room();
    const same = old.dataset.key === fresh.dataset.key;
    if (!same) {
      if (await flush()) again = "full"; // the last words are on the page after one more look
      const within = old.contains(document.activeElement);
      old.replaceWith(fresh);
      if (window.htmx) window.htmx.process(fresh);
      const heading = text("stap");
      text("uitkomst").textContent = "";
      text("melding").textContent = fresh.querySelector(".room__number")
        ? `${fresh.querySelector(".room__number").textContent}: ${heading.textContent}`
        : heading.textContent;
      if (within) heading.focus({ preventScroll: false });
    } else {
      const focused = document.activeElement && document.activeElement.closest("#gedeeld form, #knoppen form");
      const action = focused ? focused.getAttribute("action") : "";
      for (const id of ["gedeeld", "knoppen"]) {
        if (id === "knoppen" && text(id).querySelector("details[open]")) continue;
        const part = fresh.querySelector(`#${id}`);
        text(id).replaceWith(part);
        if (window.htmx) window.htmx.process(part);
      }
      for (const name of ["beat", "now", "stream"]) old.dataset[name] = fresh.dataset[name];
      if (action) {
        const button = document.querySelector(`form[action="${CSS.escape(action)}"] button`);
        (button || text("stap")).focus({ preventScroll: true });
      }
    }
    readClock();
    tick();
    listen();
  }

  async function look(force) {
    if (!room() || (room().hasAttribute("data-over") && !force)) return;
    if (busy) {
      again = force || again === "full" ? "full" : "look";
      return;
    }
    busy = true;
    lastFetch = Date.now();
    try {
      const offered = document.querySelector("#knoppen [data-take-over]") ? 1 : 0;
      const query = force ? "" : `?stand=${room().dataset.beat}&overnemen=${offered}`;
      const answer = await fetch(`${room().dataset.part}${query}`, { signal: AbortSignal.timeout(PATIENCE) });
      if (answer.status === 200 && !answer.redirected) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.getElementById("kamer");
        if (fresh) await place(document.importNode(fresh, true));
      } else if (answer.redirected || answer.status === 404) {
        location.reload();
      }
    } catch {
      lastFetch = 0; // no connection: try again soon
    } finally {
      busy = false;
      const next = again;
      again = "";
      if (next) look(next === "full");
    }
  }

  // The stream says only which version there is. When it breaks the browser reconnects by itself; until then we ask.
  function listen() {
    const address = room().dataset.stream;
    if (room().hasAttribute("data-over")) {
      if (stream) stream.close();
      stream = null;
      return;
    }
    if (!address || !window.EventSource) return;
    if (stream && stream.readyState !== EventSource.CLOSED) return;
    if (address === streamed) return;
    streamed = address;
    stream = new EventSource(address);
    stream.addEventListener("open", () => (failures = 0));
    stream.addEventListener("version", (event) => {
      if (Number(event.data) > Number(room().dataset.beat)) look(false);
    });
  }

  document.addEventListener("input", (event) => {
    const form = event.target.closest("#schrijven");
    if (form) form.dataset.dirty = "1";
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.target.closest) return;
    if (event.target.closest("#schrijven")) delete event.target.closest("#schrijven").dataset.dirty;
    if (event.target.closest("[data-deed]")) look(true);
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) look(false);
  });

  window.addEventListener("online", () => look(false));

  readClock();
  tick();
  listen();
  setInterval(tick, 1000);
  setInterval(() => {
    const open = stream && stream.readyState === EventSource.OPEN;
    // An old ticket, or a proxy that answers for a live process that is away: a full look brings a new address to try.
    const refused = stream && stream.readyState === EventSource.CLOSED;
    if (refused) failures += 1;
    if (!open || Date.now() - lastFetch >= HEARTBEAT) look(refused && (failures < 3 || failures % ONCE_A_MINUTE === 0));
  }, POLL);
})();
