// A slider over the moments that one can go back to. The list itself stays and works without this script.
"use strict";
(() => {
  for (const list of document.querySelectorAll("select[data-slider]")) {
    const last = list.options.length - 1;
    if (last < 1) continue;
    const slider = document.createElement("input");
    slider.type = "range";
    slider.min = "0";
    slider.max = String(last);
    slider.value = String(last - list.selectedIndex); // the newest is at the right
    slider.setAttribute("aria-label", "Lần ghi nhận, từ cũ đến mới");
    const told = () => slider.setAttribute("aria-valuetext", list.options[list.selectedIndex].text);
    told();
    slider.addEventListener("input", () => {
      list.selectedIndex = last - Number(slider.value);
      told();
    });
    slider.addEventListener("change", () => list.form.requestSubmit());
    list.addEventListener("change", () => { slider.value = String(last - list.selectedIndex); });
    list.after(slider);
  }
})();
