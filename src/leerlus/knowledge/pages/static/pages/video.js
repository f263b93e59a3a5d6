// A video of another website: its player comes only when a reader asks for it. Without this script the link goes there.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-play]");
  const figure = link && link.closest("[data-player]");
  if (!figure || !figure.dataset.player) return;
  event.preventDefault();
  const frame = document.createElement("iframe");
  frame.className = "video__frame";
  frame.src = figure.dataset.player;
  frame.title = link.textContent;
  frame.allow = "autoplay; fullscreen";
  frame.referrerPolicy = "no-referrer";
  link.parentElement.replaceWith(frame);
  frame.focus();
});
