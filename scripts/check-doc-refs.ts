import { existsSync } from "node:fs";
import path from "node:path";
import { brokenReferences } from "./check/doc-references.ts";
import { conclude, projectFiles, read, ROOT } from "./check/tree.ts";

conclude(
  "references in documents",
  brokenReferences(projectFiles(".md").map(read), (file) => existsSync(path.join(ROOT, file))),
);
