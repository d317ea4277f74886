// Searches the archive in the reader's own browser: nothing that is typed leaves it. The index is a folder of small scripts, of which
// those are fetched that the words ask for; scripts rather than data, so that it works from a disk, too.
(() => {
  "use strict";
  const form = document.querySelector(".asking");
  if (!form) return;
  const { index, home, language, none, one, many, failed } = form.dataset;
  const [field, found, heading, list, rest] = ["input", ".found", "h2", "ol", ".rest"].map((it) => form.querySelector(it));
  const PAGE = 10;
  const BLOCK = 50;

  // The parts of the index call this with what they hold.
  const parts = new Map();
  window.opsamling = (name, part) => parts.set(name, part);
  const fetched = new Map();
  const part = (name) => {
    if (!fetched.has(name)) {
      fetched.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `${index}${name}.js`;
        script.onload = () => resolve(parts.get(name));
        // The next question asks for it again.
        script.onerror = () => { fetched.delete(name); script.remove(); reject(new Error(name)); };
        document.head.append(script);
      }));
    }
    return fetched.get(name);
  };

  // The Danish stemmer of the Snowball family: https://snowballstem.org/algorithms/danish/stemmer.html
  const VOWELS = "aeiouyæåø";
  const ENDINGS = ("hed ethed ered e erede ende erende ene erne ere en heden eren er heder erer heds es endes erendes enes " +
    "ernes eres ens hedens erens ers ets erets et eret").split(" ").sort((a, b) => b.length - a.length);
  const region = (word) => {
    let at = 0;
    while (at < word.length && !VOWELS.includes(word[at])) at += 1;
    while (at < word.length && VOWELS.includes(word[at])) at += 1;
    return word.length < 3 || at >= word.length ? word.length : Math.max(at + 1, 3);
  };
  const danish = (given) => {
    let word = given;
    const start = region(word);
    const ends = (ending) => word.endsWith(ending) && word.length - ending.length >= start;
    const cut = (count) => { word = word.slice(0, word.length - count); };
    const pair = () => { if (["gd", "dt", "gt", "kt"].some(ends)) cut(1); };
    const ending = ENDINGS.find(ends);
    if (ending) cut(ending.length);
    else if (ends("s") && /[abcdfghjklmnoprtvyzå]s$/.test(word)) cut(1);
    pair();
    if (word.endsWith("igst")) cut(2);
    const second = ["elig", "lig", "ig", "els"].find(ends);
    if (second) { cut(second.length); pair(); } else if (ends("løst")) cut(1);
    const last = word[word.length - 1];
    if (word.length > start && !VOWELS.includes(last) && word[word.length - 2] === last) cut(1);
    return word;
  };
  const stem = language === "da" ? danish : (word) => word;

  // A part of the index is named by the first two letters of its words.
  const shard = (word) => [...word.slice(0, 2)].map((c) => (/[a-z0-9]/.test(c) ? c : `_${c.charCodeAt(0).toString(16)}`)).join("");
  const words = (text) => text.toLowerCase().normalize("NFC").split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1);

  const pagesOf = async (word, isLast) => {
    const asked = stem(word);
    // What no page has is not asked for.
    const terms = (await part("terms")).includes(shard(asked)) ? await part(`terms/${shard(asked)}`) : {};
    const pages = new Map();
    const add = (term, factor) => {
      for (const posting of terms[term].split(" ")) {
        const [page, weight] = posting.split(".").map(Number);
        pages.set(page, Math.max(pages.get(page) || 0, weight * factor));
      }
    };
    if (Object.hasOwn(terms, asked)) add(asked, 1);
    // The last word may not be finished yet.
    if (isLast && word.length > 2) Object.keys(terms).filter((it) => it !== asked && it.startsWith(word)).forEach((it) => add(it, 0.5));
    return pages;
  };

  const ranked = async (asked) => {
    const each = await Promise.all(asked.map((word, at) => pagesOf(word, at === asked.length - 1)));
    const scores = [...each[0].keys()].filter((page) => each.every((pages) => pages.has(page))).map((page) => {
      // What few pages have says more than what many have.
      const score = each.reduce((sum, pages) => sum + pages.get(page) / Math.log2(2 + pages.size), 0);
      return { page, score };
    });
    // Pages are numbered from the newest on.
    return scores.sort((a, b) => b.score - a.score || a.page - b.page).map(({ page }) => page);
  };

  const element = (name, text, into, classes) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (classes) made.className = classes;
    into.append(made);
    return made;
  };
  const show = async (page) => {
    const block = await part(`pages/${Math.floor(page / BLOCK)}`);
    const [url, title, kind, date, lead, own] = block[page % BLOCK];
    const entry = document.createElement("div");
    entry.className = "entry";
    const stamp = element("p", "", entry, "stamp");
    element("span", kind, stamp, "kind");
    stamp.append(` ${date}`);
    const link = element("a", title, element("h3", "", entry));
    link.href = url.includes("://") ? url : home + url;
    if (lead) element("p", lead, entry);
    // Words in another language than the page's are marked as such.
    if (own) [...entry.children].slice(1).forEach((it) => { it.lang = own; });
    return entry;
  };

  let asking = 0;
  const fail = () => { found.textContent = failed; };
  const search = async () => {
    const mine = (asking += 1);
    const asked = words(field.value);
    rest.hidden = true;
    if (asked.length === 0) { heading.hidden = true; list.replaceChildren(); found.textContent = ""; return; }
    try {
      const pages = await ranked(asked);
      let shown = 0;
      const more = async () => {
        const next = await Promise.all(pages.slice(shown, shown + PAGE).map(show));
        if (mine !== asking) return;
        if (shown === 0) list.replaceChildren();
        next.forEach((entry) => element("li", "", list).append(entry));
        // The button may go now: whoever pressed it goes on with the first that is new.
        if (shown > 0) next[0].querySelector("a").focus();
        shown += next.length;
        rest.hidden = shown >= pages.length;
      };
      await more();
      if (mine !== asking) return;
      found.textContent = pages.length === 0 ? none : pages.length === 1 ? one : many.replace("#", pages.length.toLocaleString(language));
      if (pages.length === 0) list.replaceChildren();
      heading.hidden = pages.length === 0;
      rest.onclick = () => more().catch(fail);
    } catch {
      if (mine === asking) { list.replaceChildren(); heading.hidden = true; fail(); }
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
    const query = field.value.trim();
    try { history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname); } catch { /* from a disk */ }
  });
  let waiting;
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(search, 150); });
  field.value = new URLSearchParams(location.search).get("q") || "";
  search();
})();
