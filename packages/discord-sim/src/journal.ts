import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import path from "node:path";
import { lockFolder } from "./lock.ts";

/** An append-only file of JSON lines. A line is whole once `append` returned, also when the process is killed the moment after. */
export type Journal = {
  lines: unknown[];
  append: (line: unknown) => void;
  replace: (line: unknown) => void;
  close: () => void;
};

/** A journal that remembers nothing, for a guild that lives as long as its process. */
export const forgetful = (): Journal => ({ lines: [], append: () => {}, replace: () => {}, close: () => {} });

/** Opens `directory`/guild.jsonl. A last line cut off by a crash is dropped: whoever wrote it was never answered. */
export function openJournal(directory: string): Journal {
  mkdirSync(directory, { recursive: true });
  const unlock = lockFolder(directory);
  const file = path.join(directory, "guild.jsonl");
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const lines = whole
    .split("\n")
    .filter(Boolean)
    .map((line): unknown => JSON.parse(line));
  let handle = openSync(file, "a");
  return {
    lines,
    append: (line) => void writeSync(handle, `${JSON.stringify(line)}\n`),
    replace: (line) => {
      const next = openSync(`${file}.tmp`, "w");
      writeSync(next, `${JSON.stringify(line)}\n`);
      fsyncSync(next);
      closeSync(next);
      renameSync(`${file}.tmp`, file);
      closeSync(handle);
      handle = openSync(file, "a");
    },
    close: () => {
      closeSync(handle);
      unlock();
    },
  };
}
