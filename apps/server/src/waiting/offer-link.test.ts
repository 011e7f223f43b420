import { expect, test } from "vitest";
import { offerToken, readOfferToken } from "./offer-link.ts";

const [now, before] = ["s".repeat(32), "t".repeat(32)];
const link = { waitId: 4_711, until: new Date("2026-10-06T17:00:00.123Z") };

test("a link is read back by whoever has signed it, also while the secret is being changed, and by nobody else [EM-12]", () => {
  const token = offerToken(now, link);
  expect(readOfferToken([now], token)).toEqual(link);
  expect(readOfferToken(["another".repeat(6), now], token)).toEqual(link);
  expect(readOfferToken([before], token)).toBeNull();
});

test("a link somebody changed by one letter anywhere, or made up, says nothing [EM-12]", () => {
  const token = offerToken(now, link);
  for (let at = 0; at < token.length; at++) {
    const other = token[at] === "a" ? "b" : "a";
    const changed = token.slice(0, at) + other + token.slice(at + 1);
    expect(readOfferToken([now], changed), changed).toBeNull();
  }
  for (const made of ["", ".", "..", `${token}.`, ` ${token}`, token.slice(1), token.slice(0, -1)])
    expect(readOfferToken([now], made)).toBeNull();
});
