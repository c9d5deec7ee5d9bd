// The pages work without this. With it, another style is shown in place, and a citation keeps its italics when copied.
(() => {
  "use strict";
  const make = (name, members = {}, ...children) => {
    const element = Object.assign(document.createElement(name), members);
    element.append(...children);
    return element;
  };
  const status = () => {
    const element = make("div", { className: "note" });
    element.setAttribute("role", "status");
    return element;
  };
  const button = (words, told, copy) => {
    const pressed = make("button", { type: "button", className: "copy", textContent: words });
    pressed.addEventListener("click", async () => {
      told.textContent = ""; // so that it is said again
      try {
        await copy();
        told.textContent = "Copied.";
      } catch {
        told.textContent = "Your browser does not allow copying here; select the citation instead.";
      }
    });
    return pressed;
  };
  const writeRich = (html, text) => navigator.clipboard.write([new ClipboardItem({
    "text/html": new Blob([html], { type: "text/html" }),
    "text/plain": new Blob([text], { type: "text/plain" }),
  })]);
  const canCopy = Boolean(navigator.clipboard);
  const canCopyRich = canCopy && "ClipboardItem" in window;

  if (canCopyRich) {
    for (const words of document.querySelectorAll(".formatted[data-html]")) {
      const told = status();
      const text = document.querySelector(".whole").textContent;
      words.after(button("Copy with formatting", told, () => writeRich(words.dataset.html, text)), told);
    }
  }

  const form = document.querySelector("form.citing");
  if (!form) return;
  const style = form.elements.style;
  const known = [...style.options];
  const told = status();
  const say = (words) => {
    told.textContent = words;
  };
  const shown = make("div", { className: "shown" });

  // Words from right to left stand by themselves, as everywhere on the page.
  const TURNED = "\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc";
  const RUNS = new RegExp(`([${TURNED}](?:[${TURNED}\\P{L}]*[${TURNED}])?)`, "u");
  const ALLOWED = new Set(["A", "B", "BDI", "DIV", "EM", "I", "SPAN", "SUB", "SUP"]);
  const draw = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      return node.data.split(RUNS).map((words, n) => (n % 2 ? make("bdi", {}, words) : words));
    }
    const children = [...node.childNodes].flatMap(draw);
    if (!ALLOWED.has(node.tagName)) return children;
    const drawn = make(node.tagName, { className: node.className }, ...children);
    const address = node.getAttribute("href");
    if (address && /^(https?:|\/)/.test(address)) drawn.href = address;
    return [drawn];
  };
  // no page of ours has styles inside: its formatting is drawn by classes
  const parse = (html) => new DOMParser().parseFromString(
    html.replace(/ style="([a-z-]+):([a-z-]+);?"/g, ' class="csl-$1-$2"'), "text/html").body;

  const asked = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  const page = (more = {}) => {
    const query = asked();
    for (const [name, value] of Object.entries(more)) query.set(name, value);
    return `${form.getAttribute("action")}?${query}`;
  };
  const fetchJson = async (address) => {
    const response = await fetch(address, { headers: { accept: "application/json" } });
    return [response.ok, await response.json()];
  };
  const show = (citation) => {
    const parts = [make("div", { className: "citation" }, ...draw(parse(citation.html)))];
    if (canCopy) parts.push(button("Copy", told, () => navigator.clipboard.writeText(citation.text)), " ");
    if (canCopyRich) parts.push(button("Copy with formatting", told, () => writeRich(citation.html, citation.text)));
    if (citation.omitted.includes("locations")) {
      const keep = make("a", { href: page({ ensure: "archive" }), textContent: "Keep it" });
      parts.push(make("p", { className: "note" }, "This style prints no archival reference. ", keep, "."));
    }
    const more = make("a", { href: page(), textContent: "More about this citation" });
    parts.push(make("p", { className: "links note" }, more));
    shown.replaceChildren(...parts);
    say(`Shown in ${style.selectedOptions[0].textContent}.`);
  };
  let latest = 0;
  let seeking = Promise.resolve();
  const cite = async (otherwise) => {
    const mine = (latest += 1);
    try {
      await seeking;
      const [isGood, answer] = await fetchJson(`${form.dataset.citation}?${asked()}`);
      if (mine !== latest) return;
      if (isGood) return void show(answer);
      shown.replaceChildren();
      say(answer.detail);
    } catch {
      if (mine === latest) otherwise(); // offline, or not allowed here: the page of its own needs no script
    }
  };
  const later = () => say("Press Cite to see it on a page of its own.");
  const offer = (options) => style.replaceChildren(...options);
  const seek = async (words) => {
    if (!words) return void offer(known);
    try {
      const [isGood, found] = await fetchJson(`${form.dataset.styles}?limit=20&q=${encodeURIComponent(words)}`);
      if (!isGood || search.value.trim() !== words) return;
      const options = found.items.map(({ id, title }) => make("option", { value: id, textContent: title }));
      offer(options.length ? options : known);
      const many = found.total > options.length ? `; the ${options.length} likeliest are in the list` : "";
      say(found.total ? `Styles found: ${found.total}${many}.` : "No style has all of these words in its name.");
    } catch {
      later();
    }
  };
  const search = make("input", { type: "search", id: "seek", maxLength: 100, autocomplete: "off" });
  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    seeking = new Promise((done) => {
      waiting = setTimeout(() => done(seek(search.value.trim())), 250);
    });
  });
  const FORMS = {
    "": "The style’s first", bibliography: "Entry of a bibliography", note: "Note", short: "Later note, shortened",
    ibid: "Note right after one on the same", "in-text": "In the text",
  };
  const forms = make("select", { id: "form", name: "form" },
    ...Object.entries(FORMS).map(([value, textContent]) => make("option", { value, textContent })));
  const field = (words, control) => make("span", { className: "field" },
    make("label", { htmlFor: control.id, textContent: words }), " ", control);
  form.querySelector(".field").before(field("Find a style", search));
  form.querySelector("button").before(field("Form", forms));
  form.after(told, shown);
  form.addEventListener("change", (event) => {
    if (event.target !== search) cite(later);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    cite(() => form.submit());
  });
})();
