"use strict";
(() => {
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const radios = $$("input[name=loc]");
  let current = null, came = null;

  const visible = element => element.getClientRects().length > 0;
  const filter = () => radios.find(radio => radio.checked).value;
  const remember = () => {
    const parts = [filter() && "loc=" + filter(), current && "o=" + current.id].filter(Boolean);
    history.replaceState(null, "", parts.length ? "#" + parts.join("&") : location.pathname + location.search);
  };
  const clear = () => {
    $$(".on, .in, .use").forEach(element => element.classList.remove("on", "in", "use"));
    current = null;
  };
  const show = element => element.scrollIntoView({ block: "center" });

  const open = (item, from) => {
    clear();
    current = item;
    came = from || null;
    const doc = item.closest(".doc");
    for (let box = item.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    if (!visible(item)) { radios[0].checked = true; }
    item.classList.add("on");
    if (item.dataset.n) $$(`[data-f~="${item.dataset.n}"]`, doc).forEach(piece => piece.classList.add("in"));
    (item.dataset.s || "").split(" ").filter(Boolean).forEach(number =>
      $$(`.fig[data-s~="${number}"]`, doc).forEach(piece => piece.classList.add("use")));
    const panel = item.closest("aside");
    if (getComputedStyle(panel).position === "sticky") {
      const gap = item.getBoundingClientRect().top - panel.getBoundingClientRect().top;
      panel.scrollTop += gap - Math.max(12, (panel.clientHeight - item.offsetHeight) / 3);
    } else if (from) show(item);
    const link = item.querySelector("a.loc");
    const target = link && document.getElementById(link.hash.slice(1));
    if (target && !from) show(target);
    item.focus({ preventScroll: true });
    remember();
  };
  const close = () => {
    const back = came && visible(came) ? came : current && current.querySelector("a.loc");
    clear();
    remember();
    if (back) back.focus({ preventScroll: true });
  };
  const step = direction => {
    const items = $$("li.item[data-n]").filter(visible);
    if (!items.length) return;
    const at = items.indexOf(current);
    open(items[at < 0 ? (direction > 0 ? 0 : items.length - 1) : (at + direction + items.length) % items.length]);
  };

  document.addEventListener("click", event => {
    const figure = event.target.closest("a.fig");
    const item = event.target.closest("li.item");
    const target = figure ? document.getElementById(figure.hash.slice(1)) : item;
    if (!target || (item && String(getSelection()))) return;
    event.preventDefault();
    open(target, figure);
  });
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape" && current) close();
    else if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else if (event.key === "Enter" && event.target.matches("li.item")) open(event.target);
  });
  const filtered = () => {
    $$("details.group").forEach(group => { group.open = Boolean(filter()); });
    if (current && !visible(current)) clear();
    remember();
  };
  radios.forEach(radio => radio.addEventListener("change", filtered));

  const wake = () => {
    const said = new URLSearchParams(location.hash.slice(1));
    const wanted = radios.find(radio => radio.value === (said.get("loc") || "") && !radio.disabled) || radios[0];
    wanted.checked = true;
    if (wanted.value) $$("details.group").forEach(group => { group.open = true; });
    const item = document.getElementById(said.get("o") || location.hash.slice(1));
    if (item && item.matches("li.item")) open(item);
  };
  addEventListener("hashchange", wake);
  addEventListener("beforeprint", () => $$("details.group.ok").forEach(group => { group.open = true; }));
  $$(".keys").forEach(hint => { hint.hidden = false; });
  wake();
})();
