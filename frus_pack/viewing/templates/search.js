// Searches the texts of a volume, or of all volumes. The texts are scripts beside the pages, which a
// browser loads from the disk where it would refuse to fetch a file.
"use strict";
(() => {
  const form = document.querySelector("form.search");
  if (!form) return;
  const root = form.dataset.root;
  const volumes = JSON.parse(form.dataset.volumes); // [identifier, title, number of parts]
  const input = form.querySelector("input");
  const status = form.querySelector("output");
  const results = document.querySelector(".results");
  const MOST = 100;
  const AROUND = 90;
  const SERIES = "Foreign Relations of the United States, ";
  let run = 0;
  let taken = null;

  window.frusTexts = (documents) => { taken = documents; };

  const folded = (text) => text.toLowerCase().replace(/[^\x00-\x7f]/g, (one) => {
    const bare = one.normalize("NFD")[0];
    return { "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " " }[bare] || bare;
  });

  function load(address) {
    return new Promise((resolve) => {
      const script = document.createElement("script");
      const end = () => {
        const documents = taken;
        taken = null;
        script.remove();
        resolve(documents);
      };
      script.onload = script.onerror = end;
      script.src = address;
      document.head.append(script);
    });
  }

  function wanted(query) {
    const found = [];
    for (const [, phrase, word] of folded(query).matchAll(/"([^"]+)"|([^\s"]+)/g)) {
      found.push((phrase || word).replace(/\s+/g, " ").trim());
    }
    return found.filter(Boolean);
  }

  function count(text, word) {
    let number = 0;
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) number += 1;
    return number;
  }

  function line(volume, title, [id, heading, date, text], words) {
    const plain = folded(`${heading} ${text}`);
    const counts = words.map((word) => count(plain, word));
    if (counts.includes(0)) return null;
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `${root}${volume}/${id}.html#find=${encodeURIComponent(JSON.stringify(words))}`;
    link.textContent = heading;
    const about = document.createElement("small");
    const hits = counts.reduce((sum, one) => sum + one, 0);
    const times = `${hits} ${hits === 1 ? "time" : "times"}`;
    about.textContent = ` ${[date, times, title.replace(SERIES, "")].filter(Boolean).join(" · ")}`;
    item.append(link, about, extract(text, words));
    return item;
  }

  function extract(text, words) {
    const paragraph = document.createElement("p");
    const plain = folded(text);
    const places = words.map((word) => [plain.indexOf(word), word.length]).filter(([at]) => at >= 0);
    if (!places.length || plain.length !== text.length) return paragraph;
    const [at, length] = places.sort((a, b) => a[0] - b[0])[0];
    const begin = at > AROUND ? text.indexOf(" ", at - AROUND) + 1 : 0;
    const mark = document.createElement("mark");
    mark.className = "found";
    mark.textContent = text.slice(at, at + length);
    const space = text.indexOf(" ", at + length + AROUND);
    const end = space < 0 ? text.length : space;
    paragraph.append(
      (begin ? "… " : "") + text.slice(begin, at), mark, text.slice(at + length, end) + (end < text.length ? " …" : ""),
    );
    return paragraph;
  }

  async function search(query) {
    const mine = ++run;
    const words = wanted(query);
    results.replaceChildren();
    status.textContent = "";
    if (!words.length) return;
    let number = 0;
    let unread = 0;
    for (const [place, [volume, title, parts]] of volumes.entries()) {
      for (let part = 1; part <= parts; part += 1) {
        const documents = await load(`${root}${volume}/texts/${part}.js`);
        if (mine !== run) return;
        if (!documents) unread += 1;
        for (const one of documents || []) {
          const item = line(volume, volumes.length > 1 ? title : "", one, words);
          if (item && ++number <= MOST) results.append(item);
        }
      }
      status.textContent = `${number} found in ${place + 1} of ${volumes.length} volumes …`;
    }
    const shown = number > MOST ? `, the first ${MOST} are shown` : "";
    const lost = unread ? `; ${unread} parts of the texts could not be read` : "";
    status.textContent = `${number} ${number === 1 ? "document" : "documents"} found${shown}${lost}`;
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search(input.value);
  });
  const asked = /^#search=(.+)$/.exec(window.location.hash);
  if (asked) {
    input.value = decodeURIComponent(asked[1]);
    search(input.value);
  }
})();
