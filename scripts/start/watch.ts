import fs from "node:fs";

const SETTLED_MS = 150;
const SOURCE = /\.(ts|tsx|json|css|html|sql)$/;

/** Calls once for every burst of changes to a source in the folders. */
export function watchSources(folders: readonly string[], changed: () => void): Disposable {
  let timer: NodeJS.Timeout | undefined;
  const watchers = folders.map((folder) =>
    fs.watch(folder, { recursive: true }, (_, name) => {
      if (!name || !SOURCE.test(name) || name.includes("node_modules")) return;
      clearTimeout(timer);
      timer = setTimeout(changed, SETTLED_MS);
    }),
  );
  return {
    [Symbol.dispose]() {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
