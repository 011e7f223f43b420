import { type Problem } from "./problem.ts";

/** A problem as bytes that all threads of a run read: written once, where each message would copy it anew. */
export type SharedProblem = Uint8Array<SharedArrayBuffer>;

export function shareProblem(problem: Problem): SharedProblem {
  const text = JSON.stringify(problem);
  const bytes = new Uint8Array(new SharedArrayBuffer(Buffer.byteLength(text)));
  Buffer.from(bytes.buffer).write(text);
  return bytes;
}

export const readProblem = (shared: SharedProblem): Problem =>
  JSON.parse(Buffer.from(shared.buffer).toString()) as Problem;
