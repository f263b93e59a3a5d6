// The content system leaves some of its fields without a name for who does not see them (WCAG 4.1.2): a part of a page,
// the box for files and the box for labels. They get one when they appear.
(() => {
  const named = (field) => field.labels?.length || field.hasAttribute("aria-label") || field.hasAttribute("aria-labelledby");
  const nameOf = (field) => {
    if (field.type === "file") return "Bestanden kiezen";
    if (field.classList.contains("ui-autocomplete-input")) return "Label toevoegen";
    const part = field.closest(".w-panel");
    return part?.querySelector(".w-panel__heading, h2, label")?.textContent.replace("*", "").trim();
  };
  const look = () => {
    for (const field of document.querySelectorAll("main input:not([type=hidden]), main textarea")) {
      if (named(field)) continue;
      const name = nameOf(field);
      if (name) field.setAttribute("aria-label", name);
    }
  };
  document.addEventListener("DOMContentLoaded", () => {
    look();
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  });
})();
