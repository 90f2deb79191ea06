// Marks and findings belong together: a click on one shows the other; n and p go on and back. Without scripts the links do it.
"use strict";
(() => {
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const panel = document.querySelector(".findings");
  const paper = document.querySelector(".paper");
  if (!panel || !paper) return;
  let current = null, came = null;

  const clear = () => {
    $$(".on, .in, .use").forEach((element) => element.classList.remove("on", "in", "use"));
    current = null;
  };
  const open = (item, from) => {
    clear();
    current = item;
    came = from || null;
    item.classList.add("on");
    if (item.dataset.n) $$(`[data-f~="${item.dataset.n}"]`, paper).forEach((piece) => piece.classList.add("in"));
    (item.dataset.s || "").split(" ").filter(Boolean).forEach((number) =>
      $$(`.fig[data-s~="${number}"]`, paper).forEach((piece) => piece.classList.add("use")));
    const beside = getComputedStyle(panel).position === "sticky";
    if (beside) {
      const gap = item.getBoundingClientRect().top - panel.getBoundingClientRect().top;
      panel.scrollTop += gap - Math.max(12, (panel.clientHeight - item.offsetHeight) / 3);
    } else item.scrollIntoView({ block: "center" });
    const link = item.querySelector("a.loc");
    const target = link && document.getElementById(link.hash.slice(1));
    if (target && !from && beside) target.scrollIntoView({ block: "center" });
    item.focus({ preventScroll: true });
    history.replaceState(null, "", `${location.pathname}${location.search}#${item.id}`);
  };
  const step = (direction) => {
    const items = $$("li.item", panel);
    if (!items.length) return;
    const at = items.indexOf(current);
    open(items[at < 0 ? (direction > 0 ? 0 : items.length - 1) : (at + direction + items.length) % items.length]);
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest("form, summary")) return;
    const mark = event.target.closest("a.fig");
    const item = event.target.closest("li.item");
    const link = event.target.closest("a.loc");
    const target = mark ? document.getElementById(mark.hash.slice(1)) : item;
    if (!target || (item && !link && String(getSelection()))) return;
    event.preventDefault();
    open(target, mark);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select")) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "Enter" && event.target.matches("li.item")) open(event.target);
    else if (event.key === "Escape" && current) {
      const back = came || current.querySelector("a.loc");
      clear();
      if (back) back.focus({ preventScroll: true });
    }
  });
  // A finding that was decided comes back as a new element: go on from there.
  document.addEventListener("htmx:afterSwap", (event) => {
    const item = event.detail.elt.closest ? event.detail.elt.closest("li.item") : null;
    if (item) open(item, item);
    const left = $$("li.item .decide > summary", panel).filter((one) => one.textContent === "Kết luận").length;
    const title = panel.querySelector("h2");
    if (title) title.textContent = title.textContent.replace(/, .* chưa kết luận$/, "") + (left ? `, ${left} chưa kết luận` : "");
  });
  $$(".keys").forEach((hint) => { hint.hidden = false; });
  const named = document.getElementById(location.hash.slice(1));
  if (named && named.matches("li.item")) open(named);
  else if (named && named.matches("a.fig")) {
    const item = document.getElementById(named.hash.slice(1));
    if (item) open(item, named);
  }
})();
