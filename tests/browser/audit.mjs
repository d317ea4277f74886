// Holds the pages of a folder to what they promise, in a real browser, and prints what is wrong as JSON, a list:
//   node audit.mjs FOLDER CHROMIUM
// Each page at 320 and 1280 pixels, light and dark: axe-core (WCAG 2.1 A and AA, and best practices), nothing wider than the screen
// (320 pixels is a screen of 1280 at 400 %), no layout shift, no request to another server, no script's error, every link and
// field reached by the keyboard with a focus that can be seen. The page of the search also with something found and with nothing.
// In forced colours, and with letters of twice the size, all that can be used stays in sight.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { address, pagesOf, serve } from "./site.mjs";

const [root, executablePath] = process.argv.slice(2);
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [PHONE, DESK] = [{ width: 320, height: 640 }, { width: 1280, height: 800 }];
const LOOKS = [
  { viewport: PHONE, colorScheme: "light" }, { viewport: DESK, colorScheme: "light" },
  { viewport: PHONE, colorScheme: "dark" }, { viewport: DESK, colorScheme: "dark" },
  { viewport: DESK, forcedColors: "active" }, { viewport: DESK, letters: "200%" },
];
// What is asked of the search: what most pages have, and what none has.
const QUESTIONS = ["netværk", "xyzzy"];

const { origin, close } = await serve(root);
const pages = await pagesOf(root);
const isSearch = (page) => /^(soeg|search)\/index\.html$/.test(page);
const visits = pages.flatMap((page) => [page, ...(isSearch(page) ? QUESTIONS.map((words) => `${page}?q=${encodeURIComponent(words)}`) : [])]);
const wrong = [];
const seen = new Set();
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });

for (const { letters, ...look } of LOOKS) {
  const { viewport: { width }, colorScheme, forcedColors } = look;
  const context = await browser.newContext({ ...look, reducedMotion: "reduce" });
  await context.addInitScript(() => {
    window.shifts = [];
    const seen = ({ value, sources }) => ({ value, what: sources.map(({ node, previousRect, currentRect }) =>
      [node?.outerHTML?.slice(0, 80) ?? node?.textContent, ...[previousRect, currentRect].map((it) => `${it.x} ${it.y} ${it.width} ${it.height}`)]) });
    new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map(seen))).observe({ type: "layout-shift", buffered: true });
  });
  for (const page of visits) {
    const say = (rule, what) => wrong.push({ page, look: colorScheme ?? (letters ? "large letters" : "forced colours"), width, rule, what });
    const tab = await context.newPage();
    tab.on("request", (it) => { if (!it.url().startsWith(origin) && !it.url().startsWith("data:")) say("another-server", it.url()); });
    tab.on("pageerror", (error) => say("script-error", String(error)));
    tab.on("console", (it) => { if (it.type() === "error" && page !== "404.html") say("console-error", it.text()); });
    await load(tab, page);
    if (page.includes("?q=")) await tab.waitForFunction(() => document.querySelector(".found").textContent !== "");
    if (letters) await tab.addStyleTag({ content: `html { font-size: ${letters} }` });
    const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (overflow > 0) say("wider-than-the-screen", `${overflow} pixels`);
    for (const it of await outOfSight(tab)) say("out-of-sight", it);
    if (!letters && !forcedColors) {
      if (!page.includes("?q=") && moved(await shifts(tab))) {
        // A machine that is busy may show a page before its fonts: what moves is what moves again.
        const again = await context.newPage();
        await load(again, page);
        if (moved(await shifts(again))) say("layout-shift", JSON.stringify(await shifts(again)));
        await again.close();
      }
      await tab.evaluate(axe);
      const { violations } = await tab.evaluate(() => window.axe.run(document, {
        runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] },
      }));
      for (const it of violations) say(it.id, it.nodes.map((node) => node.html).slice(0, 3).join(" "));
    }
    if (colorScheme === "light") await walk(tab, say);
    if (page.includes("?q=") && colorScheme === "light") await more(tab, say);
    seen.add(page);
    await tab.close();
  }
  await context.close();
}
await browser.close();
close();
console.log(JSON.stringify({ pages: pages.length, seen: [...seen], wrong }, null, 1));

/** Opens a page, fonts and all. */
async function load(tab, page) {
  await tab.goto(`${origin}/${address(page)}`, { waitUntil: "load" });
  // A page that only leads on is gone by now.
  await tab.evaluate(() => document.fonts.ready);
}

/** What moved on a page by itself, and how far (https://wicg.github.io/layout-instability/). */
async function shifts(tab) {
  await tab.evaluate(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(shown)))));
  return tab.evaluate(() => window.shifts);
}

/** Whether anything moved so far that it can be seen. */
function moved(shifts) {
  return shifts.reduce((sum, it) => sum + it.value, 0) > 0.001;
}

/** What can be used and lies outside the screen, has no size, or has the colour of what it stands on. */
async function outOfSight(tab) {
  return tab.evaluate(() => {
    const ground = (it) => {
      for (let at = it; at; at = at.parentElement) {
        const { backgroundColor } = getComputedStyle(at);
        if (!/^rgba\(.*, 0\)$|^transparent$/.test(backgroundColor)) return backgroundColor;
      }
      return getComputedStyle(document.documentElement).backgroundColor;
    };
    // The skip link comes into sight when it is reached, which the walk sees.
    const usable = [...document.querySelectorAll("a[href]:not(.skip), button, input")].filter((it) => it.checkVisibility());
    return usable.filter((it) => {
      const box = it.getBoundingClientRect();
      const inside = box.left >= -1 && box.right <= document.documentElement.clientWidth + 1 && box.width > 0 && box.height > 0;
      return !inside || (it.textContent.trim() && getComputedStyle(it).color === ground(it));
    }).map((it) => it.outerHTML.slice(0, 160));
  });
}

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

/** Asks for the rest of what was found: the keyboard goes on with the first that is new, also when the button goes. */
async function more(tab, say) {
  for (;;) {
    const shown = await tab.locator("ol.teasers > li").count();
    const button = tab.locator("button.rest");
    if (!(await button.isVisible())) return;
    await button.focus();
    await tab.keyboard.press("Enter");
    await tab.waitForFunction((before) => document.querySelectorAll("ol.teasers > li").length > before, shown);
    const is = await tab.evaluate((at) => document.querySelectorAll("ol.teasers > li")[at].contains(document.activeElement), shown);
    if (!is) return say("focus-lost", `after ${shown}`);
  }
}
