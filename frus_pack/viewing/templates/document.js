// Turns pages, zooms, opens notes and names beside their places. Without it the page still reads:
// every image is shown, and notes are links.
"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const pane = document.querySelector(".scans");
  const marks = all("a.pb[data-page]");
  const scans = pane ? all(".scan", pane) : [];
  let current = -1;
  let zoom = 0;
  let master = false;

  // Pages

  function show(page) {
    if (page === current || page < 0 || page >= scans.length) return;
    current = page;
    scans.forEach((scan, place) => scan.classList.toggle("current", place === page));
    marks.forEach((mark) => mark.classList.toggle("current", Number(mark.dataset.page) === page + 1));
    pane.scrollTo({ top: 0 });
    const called = scans[page].dataset.called;
    pane.querySelector("output").textContent = `Page ${called} (${page + 1} of ${scans.length})`;
    renditions();
  }

  function renditions() {
    for (const scan of scans) {
      const shown = all("[data-role]", scan);
      const wanted = shown.filter((one) => (one.dataset.role === "master") === master);
      const chosen = (wanted.find((one) => one.src) || shown.find((one) => one.src) || shown[0]);
      for (const one of shown) one.classList.toggle("other", one !== chosen);
      const made = scan.querySelector(".made");
      if (made && chosen) {
        made.textContent = `, ${chosen.dataset.role}` + (chosen.dataset.note ? `, ${chosen.dataset.note}` : "");
      }
    }
    buttons();
  }

  function buttons() {
    const button = (name) => pane.querySelector(`[data-do="${name}"]`);
    button("before").disabled = current <= 0;
    button("after").disabled = current >= scans.length - 1;
    button("smaller").disabled = button("fit").disabled = zoom === 0;
    button("larger").disabled = zoom === 4;
    button("rendition").setAttribute("aria-pressed", String(master));
    const roles = new Set(all("img[data-role]", pane).map((one) => one.dataset.role));
    button("rendition").hidden = roles.size < 2;
  }

  function turn(to) {
    if (to < 0 || to >= scans.length) return;
    show(to);
    const mark = marks.find((one) => Number(one.dataset.page) === to + 1);
    if (mark) {
      held = to;
      mark.scrollIntoView({ block: "start", behavior: "instant" });
    }
  }

  function magnify(to) {
    zoom = Math.max(0, Math.min(4, to));
    pane.classList.remove("z1", "z2", "z3", "z4");
    pane.classList.toggle("zoomed", zoom > 0);
    if (zoom) pane.classList.add(`z${zoom}`);
    buttons();
  }

  // The page whose text is being read is the last that begins above this line. At the top of the
  // window nothing is read yet, however high the window is.
  let held = -1;
  let waiting = false;
  function follow() {
    waiting = false;
    if (held >= 0) {
      held = -1;
      return;
    }
    const line = window.innerWidth < 896 ? window.innerHeight * 0.6 : window.innerHeight * 0.35;
    let page = 0;
    for (const mark of window.scrollY > 0 ? marks : []) {
      if (mark.getBoundingClientRect().top > line) break;
      page = Number(mark.dataset.page) - 1;
    }
    show(page);
  }

  const doing = {
    before: () => turn(current - 1),
    after: () => turn(current + 1),
    smaller: () => magnify(zoom - 1),
    larger: () => magnify(zoom + 1),
    fit: () => magnify(0),
    rendition: () => { master = !master; renditions(); },
    hide: (button) => {
      const folded = pane.classList.toggle("folded");
      button.setAttribute("aria-expanded", String(!folded));
      button.textContent = folded ? "Show" : "Hide";
      button.setAttribute("aria-label", `${button.textContent} the images`);
    },
  };

  if (scans.length) {
    pane.classList.add("turning");
    pane.querySelector(".tools").hidden = false;
    pane.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button) doing[button.dataset.do](button);
    });
    window.addEventListener("scroll", () => {
      if (!waiting) requestAnimationFrame(follow);
      waiting = true;
    }, { passive: true });
    show(0);
    follow();
  }

  // Keys: arrows turn pages; plus, minus and 0 zoom while the images have the focus.
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") return close(true);
    if (event.target.closest("input, textarea, select, .scroll")) return;
    const inPane = pane && pane.contains(event.target);
    if (inPane && zoom > 0 && event.key.startsWith("Arrow")) return;
    const key = { ArrowLeft: "before", ArrowRight: "after" }[event.key]
      || (inPane && { "+": "larger", "=": "larger", "-": "smaller", 0: "fit", r: "rendition" }[event.key]);
    if (key && scans.length) {
      doing[key]();
      event.preventDefault();
    }
  });

  // Dragging a magnified image

  let dragged = null;
  if (pane) {
    pane.addEventListener("pointerdown", (event) => {
      if (event.target.tagName !== "IMG" || zoom === 0 || event.pointerType === "touch") return;
      dragged = { x: event.clientX + pane.scrollLeft, y: event.clientY + pane.scrollTop };
      event.preventDefault();
      pane.focus({ preventScroll: true });
    });
    window.addEventListener("pointermove", (event) => {
      if (dragged) pane.scrollTo(dragged.x - event.clientX, dragged.y - event.clientY);
    });
    window.addEventListener("pointerup", () => { dragged = null; });
  }

  // Notes and names beside their places

  let popup = null;
  let opener = null;

  function close(back) {
    if (!popup) return;
    popup.remove();
    popup = null;
    if (back) opener.focus();
  }

  function open(link, target) {
    close(false);
    opener = link;
    popup = document.createElement("div");
    popup.className = "popup";
    popup.setAttribute("role", "dialog");
    popup.setAttribute("aria-label", link.getAttribute("aria-label") || link.textContent);
    popup.tabIndex = -1;
    const button = document.createElement("button");
    button.className = "close";
    button.type = "button";
    button.textContent = "×";
    button.setAttribute("aria-label", "Close");
    button.addEventListener("click", () => close(true));
    const copy = target.cloneNode(true);
    for (const one of [copy, ...all("[id]", copy)]) one.removeAttribute("id");
    for (const one of all(".back", copy)) one.remove();
    popup.append(button, ...copy.childNodes);
    document.body.append(popup);
    const at = link.getBoundingClientRect();
    const left = Math.min(at.left, document.documentElement.clientWidth - popup.offsetWidth - 16);
    popup.style.left = `${Math.max(16, left) + window.scrollX}px`;
    const below = at.bottom + 6 + popup.offsetHeight <= window.innerHeight;
    const top = below || at.top < popup.offsetHeight ? at.bottom + 6 : at.top - popup.offsetHeight - 6;
    popup.style.top = `${top + window.scrollY}px`;
    popup.focus({ preventScroll: true });
  }

  // On a wide screen without images there is room for the notes in the margin.
  const main = document.querySelector("main");
  const wide = window.matchMedia("(min-width: 76rem)");

  function placeNotes() {
    const text = main.querySelector(".text");
    const notes = all(".notes > li", text);
    const inMargin = wide.matches && notes.length > 0;
    main.classList.toggle("margins", inMargin);
    let free = 0;
    for (const note of notes) {
      note.style.removeProperty("top");
      if (!inMargin) continue;
      const anchor = document.getElementById(note.id.replace("fn", "fnref"));
      const at = anchor ? anchor.getBoundingClientRect().top - text.getBoundingClientRect().top : 0;
      const top = Math.max(at, free);
      note.style.top = `${top}px`;
      free = top + note.offsetHeight + 12;
    }
    text.style.minHeight = inMargin ? `${free}px` : "";
  }

  if (main.classList.contains("reading")) {
    placeNotes();
    window.addEventListener("resize", placeNotes);
    wide.addEventListener("change", placeNotes);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.anchor, a.name");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      const target = document.getElementById(link.getAttribute("href").slice(1));
      const beside = main.classList.contains("margins") && link.matches(".anchor");
      if (target && !beside) {
        event.preventDefault();
        return open(link, target);
      }
    }
    if (popup && !popup.contains(event.target)) close(false);
  });

  // Words that were searched for

  const folded = (text) => text.toLowerCase().replace(/[^\x00-\x7f]/g, (one) => {
    const bare = one.normalize("NFD")[0];
    return { "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " " }[bare] || bare;
  });

  function find(words) {
    const walker = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    let first = null;
    for (const node of nodes) {
      let rest = node;
      while (rest) {
        const text = folded(rest.data);
        const hits = words.map((word) => [text.indexOf(word), word.length]).filter(([at]) => at >= 0);
        if (!hits.length || text.length !== rest.data.length) break;
        const [at, length] = hits.sort((a, b) => a[0] - b[0])[0];
        const hit = rest.splitText(at);
        rest = hit.splitText(length);
        const mark = document.createElement("mark");
        mark.className = "found";
        hit.replaceWith(mark);
        mark.append(hit);
        first = first || mark;
      }
    }
    if (first) first.scrollIntoView({ block: "center", behavior: "instant" });
  }

  const asked = /^#find=(.+)$/.exec(window.location.hash);
  if (asked) {
    try {
      find(JSON.parse(decodeURIComponent(asked[1])).map(String).map(folded).filter(Boolean));
    } catch (error) {
      console.info("what was searched for cannot be read", error);
    }
  }
})();
