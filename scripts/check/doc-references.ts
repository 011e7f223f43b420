import path from "node:path";

/** Paths a document points at: markdown links and `code` that looks like a file of ours. Addresses and anchors are none. */
export function referencesIn(document: string, text: string): { reference: string; target: string }[] {
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link]) => link!)
    .filter((link) => !/^([a-z]+:|#)/.test(link));
  const fromHere = links.map((link) => ({
    reference: link,
    target: path.posix.join(path.posix.dirname(document), link.replace(/#.*$/, "")),
  }));
  const code = [...text.matchAll(/`((?:apps|packages|scripts|docs)\/[\w./-]+)`/g)].map(([, file]) => ({
    reference: file!,
    target: file!,
  }));
  return [...fromHere, ...code];
}

export function brokenReferences(
  documents: readonly { path: string; text: string }[],
  exists: (file: string) => boolean,
): string[] {
  return documents.flatMap((document) =>
    referencesIn(document.path, document.text)
      .filter(({ target }) => !exists(target))
      .map(({ reference }) => `${document.path} points at ${reference}, which does not exist`),
  );
}
