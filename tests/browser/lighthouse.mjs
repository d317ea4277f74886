// What Lighthouse says of pages of a folder, as JSON: each page's marks (of 100) and what costs any.
//   node lighthouse.mjs FOLDER CHROMIUM PAGE...
// As on a phone of the middle class on a slow line, which is what Lighthouse supposes unless told otherwise.
import lighthouse from "lighthouse";
import { launch } from "chrome-launcher";
import { address, serve } from "./site.mjs";

const [root, chromePath, ...pages] = process.argv.slice(2);
const site = await serve(root);
const chrome = await launch({ chromePath, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
const seen = [];
for (const page of pages) {
  const ran = await lighthouse(`${site.origin}/${address(page)}`, { port: chrome.port, output: "json", logLevel: "error" });
  const { categories, audits } = ran.lhr;
  const marks = Object.fromEntries(Object.values(categories).map(({ id, score }) => [id, Math.round(score * 100)]));
  const costs = Object.values(categories).flatMap(({ auditRefs }) => auditRefs)
    .filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
    .map(({ id }) => `${id}: ${audits[id].displayValue ?? audits[id].title}`);
  seen.push({ page, marks, costs, fault: ran.lhr.runtimeError?.message });
}
await chrome.kill();
site.close();
console.log(JSON.stringify(seen, null, 1));
