// Shows the findings whose words hold what is typed, and whose severity is ticked.
"use strict";
(() => {
  const form = document.querySelector(".filter");
  if (!form) return;
  const input = form.querySelector("input[type=search]");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const status = form.querySelector("output");
  const groups = [...document.querySelectorAll("section.code")].map((section) => ({
    section,
    severity: section.dataset.severity,
    head: section.querySelector("h3").textContent.toLowerCase(),
    items: [...section.querySelectorAll("li")].map((item) => [item, item.textContent.toLowerCase()]),
  }));

  function filter() {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const severities = new Set(boxes.filter((one) => one.checked).map((one) => one.value));
    let shown = 0;
    for (const { section, severity, head, items } of groups) {
      let some = false;
      for (const [item, text] of items) {
        const wanted = severities.has(severity) && words.every((word) => text.includes(word) || head.includes(word));
        item.hidden = !wanted;
        some = some || wanted;
        shown += wanted;
      }
      section.hidden = !some;
    }
    status.textContent = `${shown} shown`;
  }

  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
})();
