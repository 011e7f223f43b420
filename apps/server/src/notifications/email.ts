import { mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { assertOutside } from "../transaction.ts";
import type { Mail } from "./letter-form.ts";

export interface Letter extends Pick<Mail, "subject" | "text" | "html" | "unsubscribeUrl"> {
  /** The telling's once-only key: a mailer that gets the same key twice sends once. */
  key: string;
  to: string;
}

export interface Mailer {
  /** Rejects when the letter did not go out; it is tried again. */
  send: (letter: Letter) => Promise<void>;
}

/**
 * Until a mail server is configured letters go into a folder, one file each, named by their key: writing one twice leaves
 * one. A letter appears whole or not at all.
 */
export function folderMailer(folder: string): Mailer {
  return {
    async send({ key, to, subject, text, html, unsubscribeUrl }) {
      assertOutside("the mail folder");
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const name = `${key.replace(/[^A-Za-z0-9]+/g, "-")}.eml`;
      const boundary = "muster-letter";
      const lines = [
        `To: ${oneLine(to)}`,
        `Subject: ${oneLine(subject)}`,
        `Message-ID: <${name}@muster>`,
        ...(unsubscribeUrl === null ? [] : unsubscribeHeaders(unsubscribeUrl)),
        "MIME-Version: 1.0",
        `Content-Type: multipart/alternative; boundary="${boundary}"`,
        "",
        `--${boundary}`,
        "Content-Type: text/plain; charset=utf-8",
        "",
        text,
        `--${boundary}`,
        "Content-Type: text/html; charset=utf-8",
        "",
        html,
        `--${boundary}--`,
        "",
      ];
      const whole = path.join(folder, name);
      await writeFile(`${whole}.part`, lines.join("\r\n"), { mode: 0o600 });
      await rename(`${whole}.part`, whole);
    },
  };
}

/** By which a mail program shows a button of its own and presses it without a page (EM-3, RFC 8058). */
const unsubscribeHeaders = (url: string): string[] => [
  `List-Unsubscribe: <${url}>`,
  "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
];

const oneLine = (text: string): string => text.replace(/[\r\n]+/g, " ");
