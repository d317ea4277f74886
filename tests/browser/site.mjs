// A folder of pages, served on loopback as any web server would.
import { createServer } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import { extname, join, resolve, sep } from "node:path";

const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".png": "image/png", ".jpg": "image/jpeg", ".svg": "image/svg+xml", ".woff2": "font/woff2", ".xml": "application/xml", ".ics": "text/calendar" };

/** Serves a folder: where it stands, and how it stops. */
export async function serve(root) {
  const home = resolve(root);
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
    const file = resolve(join(home, path.endsWith("/") ? `${path}index.html` : path));
    try {
      if (!file.startsWith(home + sep)) throw new Error("outside");
      const bytes = await readFile(file);
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(bytes);
    } catch {
      // A browser asks every server for an icon of this name.
      response.writeHead(path === "/favicon.ico" ? 204 : 404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** The pages of a folder, by their path from it, in order. */
export async function pagesOf(root) {
  const files = (await readdir(resolve(root), { recursive: true })).map((file) => file.replaceAll("\\", "/"));
  return files.filter((file) => file.endsWith(".html")).sort();
}

/** The address of a page as a reader has it: a folder's own page by the folder's name. */
export function address(page) {
  return page.replace(/(^|\/)index\.html/, "$1");
}
