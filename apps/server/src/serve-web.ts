import { existsSync } from "node:fs";
import { join } from "node:path";
import express, { type Router } from "express";

const NOT_BUILT = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Muster</title></head>
<body><div id="root"><h1>The app is not built yet</h1><p>Stop Muster and run <code>npm start</code>: it builds what is missing.</p></div></body></html>`;

/** The built web app: hashed files may be kept for ever, every other address is the app's own (its router says what is there). */
export function serveWeb(webRoot: string): Router {
  const pages = express.Router();
  pages.use("/assets", express.static(join(webRoot, "assets"), { immutable: true, maxAge: "365d", index: false }));
  pages.use("/assets", (_req, res) => void res.status(404).type("text").send("There is no such file."));
  pages.use(express.static(webRoot, { index: false, maxAge: 0 }));
  pages.get("/{*path}", (_req, res) => {
    const index = join(webRoot, "index.html");
    res.set("cache-control", "no-cache");
    if (existsSync(index)) res.sendFile(index);
    else res.status(503).type("html").send(NOT_BUILT);
  });
  return pages;
}
