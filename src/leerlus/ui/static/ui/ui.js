// SPDX-License-Identifier: EUPL-1.2
// The little that HTML cannot do by itself. Every page also works without this file.
"use strict";

// Somebody who sent a form with a mistake should hear the summary first.
function focusErrors(root) {
  const summary = root.querySelector("[data-error-summary]");
  if (summary) summary.focus();
}

// Escape closes an opened menu and gives the focus back to its button.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const opened = document.querySelector("details[data-closes][open]");
  if (!opened) return;
  opened.open = false;
  opened.querySelector("summary").focus();
});

// A click beside the menu closes it as well.
document.addEventListener("click", (event) => {
  for (const opened of document.querySelectorAll("details[data-closes][open]")) {
    if (!opened.contains(event.target)) opened.open = false;
  }
});

// Leaving is only held up when words would be lost: typed, and the draft could not be saved.
const unsaved = new Set();

function statusOf(form) {
  return form.querySelector("[data-autosave]");
}

const AGAIN = "Niet bewaard. Laat deze bladzijde open; bij uw volgende woord proberen wij het opnieuw.";
const SIGNED_OUT =
  "U bent uitgelogd; uw laatste woorden zijn niet bewaard. Kopieer ze, log in een nieuw venster in en plak ze daar.";

// Whoever was signed out is sent to the page to sign in; the browser follows, and the answer is another page.
function isElsewhere({ xhr, pathInfo }) {
  if (!xhr || !xhr.responseURL || !pathInfo) return false;
  return new URL(xhr.responseURL).pathname !== new URL(pathInfo.finalRequestPath, location.href).pathname;
}

function draftFailed(event) {
  const form = event.target.closest("form");
  const status = form && statusOf(form);
  if (!status) return;
  unsaved.add(form);
  status.dataset.autosave = "failed";
  status.textContent = isElsewhere(event.detail) ? SIGNED_OUT : AGAIN;
}

// That other page must not land in the middle of this one.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (!isElsewhere(event.detail)) return;
  event.detail.shouldSwap = false;
  event.detail.isError = true;
});
document.addEventListener("htmx:sendError", draftFailed);
document.addEventListener("htmx:responseError", draftFailed);
document.addEventListener("htmx:timeout", draftFailed);
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest("form");
  if (form && event.detail.successful) unsaved.delete(form);
});
document.addEventListener("submit", (event) => unsaved.delete(event.target));
window.addEventListener("beforeunload", (event) => {
  if (unsaved.size > 0) event.preventDefault();
});

document.addEventListener("htmx:afterSwap", (event) => focusErrors(event.target));
focusErrors(document);
