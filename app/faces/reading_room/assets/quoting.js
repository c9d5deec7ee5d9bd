// The page works without this. With it, words that are selected can be copied with their citation, and linked to.
(() => {
  "use strict";
  const text = document.getElementById("text");
  if (!text?.dataset.quoting || !navigator.clipboard) return;
  const { quoting, page, revision, pinned } = text.dataset;
  const make = (name, members = {}, ...children) => {
    const element = Object.assign(document.createElement(name), members);
    element.append(...children);
    return element;
  };

  const told = make("span", {});
  told.setAttribute("role", "status");
  const button = (words, act) => {
    const pressed = make("button", { type: "button", className: "copy", textContent: words });
    pressed.addEventListener("click", async () => {
      told.textContent = ""; // so that it is said again
      try {
        await act();
        told.textContent = "Copied.";
      } catch {
        told.textContent = "This could not be copied; the citation stands below the text.";
      }
    });
    return pressed;
  };
  const lead = make("a", { textContent: "Embed" });
  const copy = button("Copy with citation", () => write());
  const bar = make("div", { className: "quoting" }, copy, button("Copy link to these words", () =>
    navigator.clipboard.writeText(address())), lead, told);
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Selected words");

  /* A browser finds whole words only: where one is parted, the link names all of it. */
  const segmenter = "Segmenter" in Intl ? new Intl.Segmenter(undefined, { granularity: "word" }) : null;
  const widen = (inside, words) => {
    const before = document.createRange();
    before.setStart(words, 0);
    before.setEnd(inside.startContainer, inside.startOffset);
    const start = before.toString().length;
    const end = start + inside.toString().length;
    const parted = [...(segmenter?.segment(words.textContent) ?? [])].filter(({ index, segment }) =>
      index < end && index + segment.length > start);
    return parted.length ? parted.map(({ segment }) => segment).join("") : inside.toString();
  };

  /* What is selected: its words by passage, without what stands between them. */
  let chosen = null;
  const choose = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const parts = [];
    for (const passage of text.querySelectorAll(".passage")) {
      const words = passage.querySelector(".words");
      if (!range.intersectsNode(words)) continue;
      const inside = range.cloneRange();
      if (!words.contains(range.startContainer)) inside.setStart(words, 0);
      if (!words.contains(range.endContainer)) inside.setEnd(words, words.childNodes.length);
      if (inside.toString().trim()) parts.push({ passage, words: inside.toString(), whole: widen(inside, words) });
    }
    const texts = new Set(parts.map(({ passage }) => passage.parentElement));
    return texts.size === 1 ? parts : null; // a quotation is of one text
  };
  const extent = () => {
    const [first, last] = [chosen[0].passage.id, chosen.at(-1).passage.id];
    return first === last ? first : `${first}-${last}`;
  };

  /* https://wicg.github.io/scroll-to-text-fragment: a hyphen and a comma are written out, long words by both ends. */
  const encode = (words) => encodeURIComponent(words).replaceAll("-", "%2D");
  const address = () => {
    const words = chosen.map((part) => part.whole.trim().split(/\s+/)).filter((part) => part[0]);
    const all = words.flat();
    const short = words.length === 1 && all.join(" ").length <= 200;
    const named = short ? encode(all.join(" "))
      : `${encode(words[0].slice(0, 5).join(" "))},${encode(words.at(-1).slice(-5).join(" "))}`;
    return `${location.origin}${page}?revision=${revision}#${chosen[0].passage.id}:~:text=${named}`;
  };
  /* What words that travel take along: their citation, what text they are of, and what their hash was. */
  const read = async () => {
    const answer = await fetch(`${quoting}${extent()}?revision=${revision}`, { headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const extract = await answer.json();
    const section = chosen[0].passage.closest("section");
    const [heading, status] = ["h2", ".note"].map((part) => section.querySelector(part).textContent);
    const check = `Revision ${revision}; SHA-256 of ${extract.id}: ${extract.sha256}`;
    return [extract.citation.text, `${heading}: ${status}`, check];
  };
  const write = async () => {
    const words = chosen.map((part) => part.words);
    const where = address();
    const told = read();
    const as = (type, put) => [type, told.then((lines) => new Blob([put(lines)], { type }))];
    const plain = (lines) => `${words.join("\n\n")}\n\n${lines.join("\n")}\n${where}\n`;
    const rich = ([cited, statement, check]) => make("div", {},
      make("blockquote", { cite: where }, ...words.map((each) => make("p", { textContent: each }))),
      make("p", {}, `${cited}. ${statement} `, make("a", { href: where, textContent: check }))).innerHTML;
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries([
      as("text/plain", plain), as("text/html", rich)]))]);
  };

  const show = () => {
    if (bar.contains(document.activeElement)) return; // whoever has come to the bar still means what was selected
    const parts = choose();
    if (!parts?.length) {
      bar.remove();
      return;
    }
    chosen = parts;
    lead.href = `${page}/embed?passage=${extent()}${pinned ? `&revision=${revision}` : ""}`;
    told.textContent = "";
    parts[0].passage.parentElement.after(bar);
  };
  let waiting = 0;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 150);
  });
})();
