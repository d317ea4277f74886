// Whether the search asks for words by the stems that the index keeps them by:
//   node stems.mjs FOLDER
// Of every word on the records' pages of an archive, the stem that search.js makes; prints those that the index does not have, and
// stems of the index that no word leads to.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const [site] = process.argv.slice(2);
const script = readFileSync(join(site, "search/search.js"), "utf8");
const stemmer = script.slice(script.indexOf("  const VOWELS"), script.indexOf("  const stem ="));
const danish = new Function(`${stemmer}; return danish;`)();

const kept = new Set();
const take = (_, terms) => Object.keys(terms).forEach((term) => kept.add(term));
for (const file of readdirSync(join(site, "search/terms"))) {
  new Function("opsamling", readFileSync(join(site, "search/terms", file), "utf8"))(take);
}
const words = new Set();
for (const folder of readdirSync(site).filter((name) => /\d{4}/.test(name) && name !== "404.html")) {
  const page = readFileSync(join(site, folder, "index.html"), "utf8");
  const main = page.slice(page.indexOf("<main"), page.indexOf("</main>"));
  const text = main.replace(/<[^>]*>/g, " ").replace(/&(amp|lt|gt|quot|#39);/g, " ").toLowerCase();
  text.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1).forEach((word) => words.add(word));
}
const asked = new Set([...words].map(danish));
console.log(JSON.stringify({
  words: words.size,
  missing: [...words].filter((word) => !kept.has(danish(word))),
  unused: [...kept].filter((term) => !asked.has(term)),
}));
