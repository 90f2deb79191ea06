// What pages need besides htmx: theme, print, closing messages. No page depends on it.
"use strict";
(() => {
  const root = document.documentElement;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-print], [data-theme-switch], [data-close]");
    if (!button) return;
    if (button.hasAttribute("data-print")) window.print();
    if (button.hasAttribute("data-close")) button.closest("dialog").close();
    if (button.hasAttribute("data-theme-switch")) {
      const dark = root.dataset.theme === "dark" || (root.dataset.theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
      root.dataset.theme = dark ? "light" : "dark";
      document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax`;
      document.dispatchEvent(new CustomEvent("theme"));
    }
  });
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) document.getElementById(opener.dataset.open)?.showModal();
  });
  // Filters apply when they are changed; without scripts there is a button.
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-live]");
    if (!form) return;
    form.setAttribute("aria-busy", "true"); // the style sheet says so if the answer takes a moment
    form.requestSubmit();
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[aria-busy]")) form.removeAttribute("aria-busy");
  });
  // The menu is folded on a narrow screen.
  const folding = document.querySelector(".folding");
  if (folding && matchMedia("(max-width: 60rem)").matches) folding.removeAttribute("open");
})();
