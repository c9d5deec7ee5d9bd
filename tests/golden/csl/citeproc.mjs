// What citeproc-js prints: node citeproc.mjs JOB, where JOB is written by agreement.py; JSON on standard output.
// citeproc-js is found as node finds packages from the working folder: npm install citeproc
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const CSL = createRequire(`${process.cwd()}/`)("citeproc");
const job = JSON.parse(readFileSync(process.argv[2], "utf8"));
const records = new Map(job.records.map((record) => [record.id, record]));
const system = {
  retrieveItem: (id) => structuredClone(records.get(id)),
  retrieveLocale: (lang) => job.locales[lang] ?? false,
};

function notes(engine, id) {
  engine.restoreProcessorState([]);
  engine.updateItems([id]);
  const before = [];
  return job.notes.map(([number, cite]) => {
    const citation = { citationID: `c${number}`, citationItems: [{ id, ...cite }], properties: { noteIndex: number } };
    const changed = engine.processCitationCluster(citation, before, [])[1];
    before.push([citation.citationID, number]);
    return changed[changed.length - 1][1];
  });
}

function entry(engine, id) {
  engine.restoreProcessorState([]);
  engine.updateItems([id]);
  const made = engine.makeBibliography();
  return made ? made[1].join("") : null;
}

function print(xml) {
  const engine = new CSL.Engine(system, xml, job.lang, false);
  engine.setOutputFormat("html");
  return Object.fromEntries([...records.keys()].map((id) => [id, [...notes(engine, id), entry(engine, id)]]));
}

const printed = {};
for (const [style, xml] of Object.entries(job.styles)) {
  try {
    printed[style] = print(xml);
  } catch (error) {
    process.stderr.write(`${style}: ${error}\n`); // some styles break it; they are left out
  }
}
process.stdout.write(JSON.stringify(printed));
