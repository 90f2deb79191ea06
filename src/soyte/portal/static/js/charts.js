// Draws every <figure data-chart> from the JSON that it holds. Without this script the picture inside <noscript> is seen;
// if drawing fails, the picture at data-svg is put there instead. Needs charts-bundle.js before it; no eval, no inline style.
(() => {
  "use strict";
  const drawn = new WeakMap(); // figure -> {view, theme, width}
  const dark = matchMedia("(prefers-color-scheme: dark)");

  function theme() {
    const chosen = document.documentElement.dataset.theme;
    return chosen === "dark" || (chosen !== "light" && dark.matches) ? "dark" : "light";
  }

  function rows(part) {
    return Array.isArray(part) ? part.length > 0 && typeof part[0] === "object" : typeof part === "object";
  }

  // A specification names its inks; rows of data are left alone.
  function inked(part, inks) {
    if (typeof part === "string") return Object.hasOwn(inks, part) ? inks[part] : part;
    if (Array.isArray(part)) return part.map((one) => inked(one, inks));
    if (part === null || typeof part !== "object") return part;
    return Object.fromEntries(Object.entries(part).map(([key, one]) =>
      [key, (key === "values" || key === "datasets") && rows(one) ? one : inked(one, inks)]));
  }

  // What the width that there is does to a chart: see `Chart.fit`.
  function fitted(chart, spec, width) {
    if (chart.fit === "width") return { ...spec, width, autosize: { type: "fit-x", contains: "padding" } };
    if (chart.fit === "scale") {
      const wide = Math.min(width - 12, chart.width * 1.5); // 12: what is drawn over the edges
      return { ...spec, width: wide, height: Math.round((chart.height * wide) / chart.width) };
    }
    if (chart.fit === "columns") return { ...spec, columns: Math.max(1, Math.floor(width / chart.step)) };
    return spec;
  }

  // On a phone names are cut earlier and legends broken sooner.
  function configured(config, width) {
    if (width >= 480) return config;
    return { ...config, axisY: { ...config.axisY, labelLimit: 110 }, legend: { ...config.legend, columns: 2 } };
  }

  function place(figure) {
    let box = figure.querySelector(":scope > .chart");
    if (!box) {
      box = document.createElement("div");
      box.className = "chart";
      figure.querySelector('script[type="application/json"]').after(box);
    }
    return box;
  }

  async function draw(figure) {
    const source = figure.querySelector('script[type="application/json"]');
    if (!source) return;
    const box = place(figure);
    const width = Math.floor(box.clientWidth);
    const now = theme();
    const before = drawn.get(figure);
    if (width === 0 || (before && before.theme === now && before.width === width)) return;
    drawn.set(figure, { ...before, theme: now, width });
    try {
      const { embed, themes, numbers, dates } = window.soyteCharts;
      const chart = JSON.parse(source.textContent);
      const spec = fitted(chart, inked(chart.spec, themes[now].inks), width);
      before?.result?.finalize();
      const result = await embed(box, spec, {
        mode: "vega-lite", renderer: "svg", ast: true, actions: false, defaultStyle: false,
        config: configured(themes[now].config, width), formatLocale: numbers, timeFormatLocale: dates,
        tooltip: { disableDefaultStyle: true, theme: "soyte", id: "chart-tip" },
      });
      const svg = box.querySelector("svg");
      // The picture has one name; its parts have none of their own.
      for (const part of svg.querySelectorAll("[role], [aria-roledescription]")) {
        for (const name of ["role", "aria-roledescription", "aria-label"]) part.removeAttribute(name);
      }
      svg.setAttribute("role", "img");
      svg.setAttribute("aria-label", [chart.title, chart.told].filter(Boolean).join(". "));
      drawn.set(figure, { theme: now, width, result });
      figure.dataset.chart = "drawn";
    } catch (error) {
      console.error(error);
      fallBack(figure, box);
    }
  }

  function fallBack(figure, box) {
    figure.dataset.chart = "failed";
    if (!figure.dataset.svg) return;
    const picture = document.createElement("img");
    picture.src = figure.dataset.svg;
    picture.alt = figure.dataset.alt || "";
    box.replaceChildren(picture);
  }

  function drawAll(root) {
    const inside = root.querySelectorAll ? root.querySelectorAll("figure[data-chart]") : [];
    for (const figure of inside) draw(figure);
    if (root.matches && root.matches("figure[data-chart]")) draw(root);
  }

  // Paper is white: while a page is printed, dark inks are changed for light ones where they stand.
  function reinked(from, to) {
    const light = window.soyteCharts.themes[to].inks;
    const now = new Map(Object.entries(window.soyteCharts.themes[from].inks).map(([name, ink]) => [ink, light[name]]));
    for (const part of document.querySelectorAll("figure[data-chart] svg [fill], figure[data-chart] svg [stroke]")) {
      for (const side of ["fill", "stroke"]) {
        const other = now.get(part.getAttribute(side));
        if (other) part.setAttribute(side, other);
      }
    }
  }

  let waiting = 0;
  function soon() {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => drawAll(document));
  }

  function begin() {
    drawAll(document);
    document.body.addEventListener("htmx:load", (event) => drawAll(event.detail.elt));
    dark.addEventListener("change", soon);
    new MutationObserver(soon).observe(document.documentElement, { attributeFilter: ["data-theme"] });
    addEventListener("resize", soon);
    document.addEventListener("toggle", soon, true); // charts inside <details> get their width when it opens
    addEventListener("beforeprint", () => theme() === "dark" && reinked("dark", "light"));
    addEventListener("afterprint", () => theme() === "dark" && reinked("light", "dark"));
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
