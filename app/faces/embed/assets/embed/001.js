// <muniment-document src="…/document/110364" passage="en.p7" revision="1"> shows words of a record, their citation,
// and whether they have their hash. No word is ever taken for markup. Apache-2.0.
const PLACE = /^(.*)\/(documents?|embed)\/([^/]+)(?:\/(?:passages\/)?([^/]+))?\/?$/;
const HERE = new URL("/", import.meta.url).href;
const LOOKS = `
:host { display: block; margin-block: 1em; overflow-wrap: anywhere; }
:host([hidden]) { display: none; }
figure { margin: 0; padding: 0.75em 1em; border: 1px solid; border-inline-start-width: 4px; }
blockquote { margin: 0 0 0.75em; padding: 0; }
.words { margin: 0 0 0.6em; white-space: pre-wrap; }
figcaption p { margin: 0.35em 0 0; font-size: 0.875em; }
.title { font-weight: bold; }
.alert { border-inline-start: 4px solid; padding-inline-start: 0.6em; font-weight: bold; }
a { color: inherit; display: inline-block; min-height: 24px; }
code { font-size: 0.85em; }`;

class Refusal extends Error {}

const make = (name, members = {}, ...children) => {
  const element = Object.assign(document.createElement(name), members);
  element.append(...children);
  return element;
};
const paragraph = (...children) => make("p", {}, ...children);
const day = (revision) => `revision ${revision.number} of ${revision.at.slice(0, 10)}`;
const link = (address, base, words) => {
  const target = new URL(address, base);
  if (!/^https?:$/.test(target.protocol)) return words;
  return make("a", { href: target.href, rel: "noopener", textContent: words });
};

const read = async (address) => {
  const response = await fetch(address, { credentials: "omit", headers: { accept: "application/json" } });
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  throw new Refusal(problem.detail || `The archive answered ${response.status}.`);
};
const readJson = async (address) => (await read(address)).json();

const hash = async (bytes) => {
  if (!crypto.subtle) return null; // only over https
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
};

/* What is asked for; attributes count before what the address says. */
const askedOf = (element) => {
  const said = (name) => element.getAttribute(name);
  const address = new URL(said("src") ?? "", document.baseURI);
  const found = PLACE.exec(address.pathname);
  if (!found || !/^https?:$/.test(address.protocol)) throw new Refusal("src is no address of a record.");
  const at = decodeURIComponent(address.hash.slice(1)).split(":~:")[0];
  const style = [said("citation-style"), said("style")].find((name) => name && /^[a-z0-9][a-z0-9-]*$/.test(name));
  return {
    base: address.origin + found[1],
    id: found[3].replace(/\.[a-z.]+$/, ""),
    passage: said("passage") || found[4] || (/(^|\.)p\d/.test(at) ? at : null),
    revision: said("revision") || address.searchParams.get("revision"),
    sha256: said("sha256"),
    style,
  };
};

/* All that is shown; the words come out of what is hashed, and what is only good to know may be missing. */
const gather = async (asked) => {
  const query = (members) => `?${new URLSearchParams(Object.entries(members).filter(([, value]) => value))}`;
  const home = `${asked.base}/documents/${asked.id}`;
  const part = asked.passage && encodeURIComponent(asked.passage);
  const extract = part && await readJson(`${home}/passages/${part}${query({ revision: asked.revision })}`);
  if (part && !extract.passages) throw new Refusal("The record was merged into another, whose passages are its own.");
  const number = extract?.revision.number ?? asked.revision;
  const [record, newest] = await Promise.all([
    readJson(`${asked.base}/document/${extract?.document_id ?? asked.id}.json${query({ revision: number })}`),
    number && readJson(home).catch(() => null),
  ]);
  const api = `${asked.base}/documents/${record.id}`;
  const citing = query({ revision: number, style: asked.style, locator: extract?.id });
  const citation = asked.style && await readJson(`${api}/citation${citing}`);
  const bytes = extract
    ? new TextEncoder().encode(extract.passages.map((passage) => passage.text).join("\n\n"))
    : await (await read(`${api}/revisions/${record.revision.number}`)).arrayBuffer();
  const { title, summary } = extract ? record : JSON.parse(new TextDecoder().decode(bytes));
  const stated = extract ? extract.sha256 : record.revision.sha256;
  return { record, extract, newest, title, summary, stated, computed: await hash(bytes), api, asked,
    cited: citation?.text ?? extract?.citation.text ?? record.citation.generated };
};

/* Whether the words can be relied on, in one sentence, and whether that must be seen first. */
const judge = ({ record, extract, summary, stated, computed, asked }) => {
  const what = extract ? "The words are those" : summary ? "Title and summary are those" : "The title is that";
  const of = `${what} of ${day(record.revision)}`;
  if (computed && computed !== stated) return [true, "What came does not have its hash: do not rely on it."];
  if (asked.sha256 && asked.sha256 !== stated) return [true, `Changed since it was embedded here. ${of}.`];
  if (!computed) return [false, `${of}; the hash is not checked: this page is not https.`];
  const by = asked.sha256 ? "this page" : "the archive";
  return [false, `${of}; the hash was checked here, against what ${by} states.`];
};

const translated = (one) => {
  if (one.role !== "translation") return "";
  const by = one.translator_statement || one.translators?.join(" and ");
  return `; translator${by ? `: ${by}` : " not stated"}${one.machine ? "; made by a machine" : ""}`;
};

/* What became of the words since their revision. */
const since = ({ record, extract, newest, api }) => {
  if (!newest || (newest.id === record.id && newest.revision.number <= record.revision.number)) return [];
  const alert = (...words) => [make("p", { className: "alert" }, ...words)];
  if (newest.id !== record.id) return alert(link(newest.url, api, "Another record"), " took its place since.");
  const changes = link(`${record.url}/revisions`, api, day(newest.revision));
  const later = newest.texts.flatMap((each) => each.passages ?? []);
  const isSame = extract?.passages.every(({ id, text }) => later.some((one) => one.id === id && one.text === text));
  return isSame ? [paragraph("Corrected since (", changes, "); these words are the same there.")]
    : alert("Corrected since: ", changes, ".");
};

/* Passages are quoted; a summary has no word of the document. */
const wordsOf = ({ extract, summary }, lead) => {
  const written = (text) => make("p", { dir: "auto", className: "words", textContent: text });
  if (!extract) return summary ? [written(summary), paragraph("These words are the record’s summary.")] : [];
  const quote = make("blockquote", { cite: lead }, ...extract.passages.map(({ text }) => written(text)));
  if (extract.language) quote.lang = extract.language;
  return [quote];
};

const draw = (found) => {
  const { record, extract, title, stated, api, cited } = found;
  const at = extract ? `#${extract.passages[0].id}` : "";
  const lead = new URL(`${record.url}?revision=${record.revision.number}${at}`, api).href;
  const caption = make("figcaption", {}, paragraph(cited));
  const one = record.texts.find((each) => each.id === extract?.text_id);
  if (one) caption.append(paragraph(`${one.label ?? one.role}, ${extract.id}${translated(one)}.`));
  const places = record.locations.map((place) => place.as_written).join("; ");
  if (places) caption.append(paragraph(`Archival references: ${places}`));
  const rights = record.rights.map((right) =>
    `${right.applies_to}: ${right.statement ?? right.uri ?? "nothing is stated"}`).join("; ");
  caption.append(paragraph(`Rights: ${rights || "not stated"}`), ...since(found));
  const [isAlert, sentence] = judge(found);
  const code = make("code", { textContent: stated.slice(0, 12), title: `SHA-256 ${stated}` });
  caption.append(paragraph(sentence, " ", code), paragraph(link(lead, api, "Read it in its archive")));
  if (isAlert) code.parentElement.className = "alert";
  const heading = make("p", { className: "title", dir: "auto", textContent: title });
  return make("figure", {}, heading, ...wordsOf(found, lead), caption);
};

class MunimentDocument extends HTMLElement {
  static observedAttributes = ["src", "passage", "revision", "sha256", "citation-style", "style"];
  #latest = 0;

  connectedCallback() {
    if (!this.shadowRoot) {
      const looks = new CSSStyleSheet(); // no element: many pages allow none
      looks.replaceSync(LOOKS);
      this.attachShadow({ mode: "open" }).adoptedStyleSheets = [looks];
      this.shadowRoot.append(make("slot"));
    }
    this.#show();
  }

  attributeChangedCallback() {
    if (this.shadowRoot) this.#show();
  }

  /* Until the words are there, and where they cannot be had, what stands between the tags is shown. */
  async #show() {
    const mine = (this.#latest += 1);
    this.ariaBusy = "true";
    let shown;
    try {
      shown = [draw(await gather(askedOf(this)))];
    } catch (error) {
      const why = error instanceof Refusal ? error.message : "The archive could not be reached or read.";
      shown = [make("slot"), paragraph(why)];
    }
    if (mine !== this.#latest) return;
    this.shadowRoot.replaceChildren(...shown);
    this.ariaBusy = "false";
    this.dispatchEvent(new CustomEvent("muniment-shown"));
  }
}
if (!customElements.get("muniment-document")) customElements.define("muniment-document", MunimentDocument);

// Frames of ours tell how high they are, and are made so.
window.addEventListener("message", ({ data, source }) => {
  if (data?.from !== "muniment" || data.message !== "height" || !(data.value > 0)) return;
  for (const frame of document.querySelectorAll("iframe")) {
    if (frame.contentWindow === source && frame.src.startsWith(HERE)) frame.height = Math.min(data.value, 10000);
  }
});
