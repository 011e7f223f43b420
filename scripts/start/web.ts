import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { CannotStart } from "./plan.ts";

const SOURCES = [
  "apps/web/src",
  "apps/web/public",
  "apps/web/index.html",
  "apps/web/vite.config.ts",
  "packages/domain/src",
  "package-lock.json",
];

/** Builds the web app when one of its sources is newer than what was built last. Answers whether it did. */
export async function buildWeb(root: string): Promise<boolean> {
  const built = path.join(root, "apps/web/dist/index.html");
  if (fs.existsSync(built) && newest(SOURCES.map((source) => path.join(root, source))) <= fs.statSync(built).mtimeMs)
    return false;
  const vite = path.join(root, "node_modules/vite/bin/vite.js");
  const building = promisify(execFile)(process.execPath, [vite, "build", "--logLevel", "warn"], {
    cwd: path.join(root, "apps/web"),
  });
  await building.catch((error: { stdout: string; stderr: string }) => {
    throw new CannotStart(`The web app could not be built:\n${error.stdout}${error.stderr}`);
  });
  return true;
}

function newest(places: readonly string[]): number {
  return Math.max(0, ...places.filter((place) => fs.existsSync(place)).map(changedAt));
}

function changedAt(place: string): number {
  const { mtimeMs } = fs.statSync(place);
  if (!fs.statSync(place).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, newest(fs.readdirSync(place).map((name) => path.join(place, name))));
}
