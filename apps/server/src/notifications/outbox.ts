import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import type { Context } from "../context.ts";
import { NotAllowed } from "../refusal.ts";

export interface MailedLetter {
  key: string;
  to: string;
  subject: string;
  at: Date;
  text: string;
}

const MOST = 100;

/** In a rehearsal nobody is mailed: what would have been lies in a folder, and organisers may read it. The latest first. */
export async function readOutbox(ctx: Context): Promise<MailedLetter[]> {
  const { rehearsal, mailOutbox } = ctx.house.config;
  if (!rehearsal) throw new NotAllowed("Letters are shown in a rehearsal only: they belong to those who get them.");
  const names = (await namesIn(mailOutbox)).filter((name) => name.endsWith(".eml"));
  const dated = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(path.join(mailOutbox, name))).mtime })),
  );
  const latest = dated.toSorted((a, b) => b.at.getTime() - a.at.getTime()).slice(0, MOST);
  return Promise.all(
    latest.map(async ({ name, at }) => ({
      key: name.slice(0, -".eml".length),
      at,
      ...letterIn(await readFile(path.join(mailOutbox, name), "utf8")),
    })),
  );
}

/** A folder that nobody has written to yet holds nothing. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT") return [];
    throw error;
  }
}

/** The parts of a letter as `folderMailer` writes it: headers, then the text, then the same as a page. */
export function letterIn(whole: string): Pick<MailedLetter, "to" | "subject" | "text"> {
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(whole)?.[1]?.trim() ?? "";
  const plain = /Content-Type: text\/plain[^\n]*\r?\n\r?\n([\s\S]*?)\r?\n--/.exec(whole)?.[1] ?? "";
  return { to: header("To"), subject: header("Subject"), text: plain.trim() };
}
