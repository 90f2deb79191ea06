// Days and files in Vietnamese on any machine: a browser of another language writes 12/31/2025 and "Choose File". Without this
// script the fields work as the browser makes them.
"use strict";
(() => {
  const foreign = !new Intl.DateTimeFormat().resolvedOptions().locale.startsWith("vi");

  function dated(input) {
    const shown = document.createElement("input");
    Object.assign(shown, { type: "text", inputMode: "numeric", placeholder: "ngày/tháng/năm", size: 13, maxLength: 10 });
    for (const name of ["id", "required", "aria-invalid", "aria-describedby"]) {
      if (input.hasAttribute(name)) shown.setAttribute(name, input.getAttribute(name));
      input.removeAttribute(name);
    }
    shown.value = input.value.split("-").reverse().join("/");
    input.type = "hidden";
    input.after(shown);
    const read = () => {
      const [, day, month, year] = shown.value.trim().match(/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/) || [];
      const made = new Date(Date.UTC(year, month - 1, day));
      const right = made.getUTCDate() === Number(day) && made.getUTCMonth() === month - 1;
      input.value = right ? made.toISOString().slice(0, 10) : "";
      shown.setCustomValidity(right || !shown.value.trim() ? "" : "Hãy viết ngày như 31/12/2025.");
    };
    shown.addEventListener("input", read);
    shown.addEventListener("change", read);
  }

  function filed(input) {
    const frame = document.createElement("span"), button = document.createElement("span"), chosen = document.createElement("span");
    frame.className = "file";
    button.className = "button";
    button.textContent = input.multiple ? "Chọn các tệp" : "Chọn tệp";
    for (const part of [button, chosen]) part.setAttribute("aria-hidden", "true");
    input.replaceWith(frame);
    frame.append(input, button, chosen);
    const tell = () => {
      const names = [...input.files].map((file) => file.name);
      chosen.textContent = names.length > 3 ? `${names.length} tệp` : names.join(", ") || "chưa chọn tệp nào";
    };
    input.addEventListener("change", tell);
    tell();
  }

  function each(root) {
    if (foreign) root.querySelectorAll('input[type="date"]').forEach(dated);
    root.querySelectorAll('input[type="file"]').forEach((input) => input.closest(".file") || filed(input));
  }
  each(document);
  document.addEventListener("htmx:load", (event) => each(event.detail.elt));
})();
