// Resolves every selector of an exported collection with Apache Annotator and prints what it found, as JSON:
// [[annotation id, words by position, words by quote], …]. Arguments: the .jsonld file, the .txt file.
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";

const { window } = new JSDOM("<body></body>");
Object.assign(globalThis, { window, document: window.document, Node: window.Node, NodeFilter: window.NodeFilter, Range: window.Range });
const { createTextPositionSelectorMatcher, createTextQuoteSelectorMatcher } = await import("@apache-annotator/dom");

const [collection, text] = process.argv.slice(2).map((path) => readFileSync(path, "utf-8"));
document.body.textContent = text;

async function words(matcher) {
  const found = [];
  for await (const range of matcher(document.body)) found.push([range.startOffset, range.toString()]);
  return found;
}

const out = [];
for (const { id, target } of JSON.parse(collection).first.items) {
  for (const { selector } of target) {
    const [position, quote] = selector;
    out.push([id, await words(createTextPositionSelectorMatcher(position)), await words(createTextQuoteSelectorMatcher(quote))]);
  }
}
console.log(JSON.stringify(out));
