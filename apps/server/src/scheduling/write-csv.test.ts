import { expect, test } from "vitest";
import { writeCsv } from "./write-csv.ts";

test.each(["=1+1", "+44 20", "-2", "@SUM(A1)", "\t=1", "\r=1"])(
  "a name a spreadsheet would calculate is only text there: %j [SC-17]",
  (name) => {
    const [, ...letters] = writeCsv([[name]]).replaceAll('"', "");
    expect(letters[0]).toBe("'");
  },
);

test("commas, quotes and lines inside a cell stay inside it; numbers stay numbers, also below zero", () => {
  expect(writeCsv([["a,b", 'say "hi"', "two\nlines", -3]])).toBe('\uFEFF"a,b","say ""hi""","two\nlines",-3\r\n');
});
