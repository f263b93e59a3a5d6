// SPDX-License-Identifier: EUPL-1.2
// Dragging as an extra: it fills in the list of the card and presses its button. Without this file the board works too.
"use strict";

let dragged = null;

for (const card of document.querySelectorAll("[data-card]")) {
  card.draggable = true;
  card.addEventListener("dragstart", (event) => {
    dragged = card;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.id);
  });
  card.addEventListener("dragend", () => {
    dragged = null;
  });
}

for (const column of document.querySelectorAll("[data-column]")) {
  column.addEventListener("dragover", (event) => {
    if (!dragged || column.contains(dragged)) return;
    event.preventDefault();
    column.classList.add("board__column--over");
  });
  column.addEventListener("dragleave", (event) => {
    if (!column.contains(event.relatedTarget)) column.classList.remove("board__column--over");
  });
  column.addEventListener("drop", (event) => {
    event.preventDefault();
    column.classList.remove("board__column--over");
    if (!dragged) return;
    const list = dragged.querySelector("select[name=naar]");
    list.value = column.dataset.column;
    list.form.requestSubmit();
  });
}

// After a step the reader comes back to the card that it was about, also with the keyboard.
const came = location.hash.startsWith("#punt-") && document.getElementById(location.hash.slice(1));
if (came) came.focus();
