// Holds the pages of a folder to what they promise, in a real browser, and prints what is wrong as JSON, a list:
//   node audit.mjs FOLDER CHROMIUM
// Each page at 320 and 1280 pixels, light and dark: axe-core (WCAG 2.1 A and AA, and best practices), nothing wider than the screen
// (320 pixels is a screen of 1280 at 400 %), no layout shift, no request to another server, no script's error, every link and
// field reached by the keyboard with a focus that can be seen.
import { createServer } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import { extname, join, resolve, sep } from "node:path";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [root, executablePath] = process.argv.slice(2);
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".png": "image/png", ".jpg": "image/jpeg", ".woff2": "font/woff2", ".xml": "application/xml", ".ics": "text/calendar" };
const SCREENS = [{ width: 320, height: 640 }, { width: 1280, height: 800 }];

const home = resolve(root);
const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
  const file = resolve(join(home, path.endsWith("/") ? `${path}index.html` : path));
  try {
    if (!file.startsWith(home + sep)) throw new Error("outside");
    const bytes = await readFile(file);
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(bytes);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const origin = `http://127.0.0.1:${server.address().port}`;

const files = (await readdir(home, { recursive: true })).map((file) => file.replaceAll("\\", "/"));
const pages = files.filter((file) => file.endsWith(".html")).sort();
const wrong = [];
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });

for (const colorScheme of ["light", "dark"]) {
  for (const viewport of SCREENS) {
    const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce" });
    await context.addInitScript(() => {
      window.shifted = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((it) => { window.shifted += it.value; })).observe({ type: "layout-shift", buffered: true });
    });
    for (const page of pages) {
      const say = (rule, what) => wrong.push({ page, colorScheme, width: viewport.width, rule, what });
      const tab = await context.newPage();
      tab.on("request", (it) => { if (!it.url().startsWith(origin) && !it.url().startsWith("data:")) say("another-server", it.url()); });
      tab.on("pageerror", (error) => say("script-error", String(error)));
      tab.on("console", (it) => { if (it.type() === "error" && page !== "404.html") say("console-error", it.text()); });
      await tab.goto(`${origin}/${page.replace(/(^|\/)index\.html$/, "$1")}`, { waitUntil: "load" });
      // A page that only leads on is gone by now.
      await tab.evaluate(() => document.fonts.ready);
      const { overflow, shifted } = await tab.evaluate(() => ({
        overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        shifted: window.shifted,
      }));
      if (overflow > 0) say("wider-than-the-screen", `${overflow} pixels`);
      if (shifted > 0.001) say("layout-shift", String(shifted));
      await tab.evaluate(axe);
      const { violations } = await tab.evaluate(() => window.axe.run(document, {
        runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] },
      }));
      for (const it of violations) say(it.id, it.nodes.map((node) => node.html).slice(0, 3).join(" "));
      if (colorScheme === "light") await walk(tab, say);
      await tab.close();
    }
    await context.close();
  }
}
await browser.close();
server.close();
console.log(JSON.stringify({ pages: pages.length, wrong }, null, 1));

/** Goes through the page by the Tab key alone: all that can be used is reached, in the order of the page, and shows that it is. */
async function walk(tab, say) {
  const wanted = await tab.evaluate(() => {
    const usable = [...document.querySelectorAll("a[href], button, input")].filter((it) => it.checkVisibility());
    usable.forEach((it, at) => it.setAttribute("data-at", at));
    return usable.length;
  });
  let last = -1;
  for (let step = 0; step < wanted; step += 1) {
    await tab.keyboard.press("Tab");
    const { at, html, outline } = await tab.evaluate(() => {
      const it = document.activeElement;
      const style = getComputedStyle(it);
      // A mail has none of its own, and gets the browser's.
      const seen = style.outlineStyle === "auto" || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
      return { at: Number(it.getAttribute("data-at") ?? -2), html: it.outerHTML.slice(0, 120), outline: seen };
    });
    if (at !== last + 1) return say("keyboard-order", `after ${last} came ${at} of ${wanted}: ${html}`);
    if (!outline) say("focus-not-seen", html);
    last = at;
  }
}
