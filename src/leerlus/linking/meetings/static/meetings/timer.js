// SPDX-License-Identifier: EUPL-1.2
// Counts down the minutes of one item. Without this file the page says how many minutes there are.
"use strict";

const timer = document.querySelector("[data-timer]");
if (timer) {
  const total = Number(timer.dataset.timer) * 60;
  const left = timer.querySelector("[data-timer-left]");
  const said = timer.querySelector("[data-timer-said]");
  const start = timer.querySelector("[data-timer-start]");
  const reset = timer.querySelector("[data-timer-reset]");
  let seconds = total;
  let until = 0;
  let ticking = 0;

  function show() {
    const whole = Math.abs(seconds);
    const words = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
    left.textContent = seconds < 0 ? `${words} te lang` : words;
    left.classList.toggle("timer__left--over", seconds < 0);
  }

  function tick() {
    const before = seconds;
    // Counted from the clock, because a browser slows down a page that nobody looks at.
    seconds = Math.round((until - Date.now()) / 1000);
    if (before > 60 && seconds <= 60) said.textContent = "Nog één minuut.";
    if (before > 0 && seconds <= 0) said.textContent = "De tijd is om.";
    show();
  }

  function stop() {
    clearInterval(ticking);
    ticking = 0;
    start.textContent = seconds === total ? "Tijd starten" : "Verder";
  }

  start.addEventListener("click", () => {
    if (ticking) {
      stop();
      return;
    }
    until = Date.now() + seconds * 1000;
    ticking = setInterval(tick, 250);
    start.textContent = "Pauze";
  });
  reset.addEventListener("click", () => {
    seconds = total;
    stop();
    show();
  });
  timer.querySelector("[data-timer-deeds]").hidden = false;
}
