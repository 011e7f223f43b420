/**
 * How we recognise what we made before we could write its id down: `[installation/key]` at the end of a topic, a
 * description, a footer or an audit reason. The installation keeps two of them in one guild apart (RE-23).
 */
export const markOf = (installation: string, key: string): string => `[${installation}/${key}]`;

/** The key our mark names in a text; undefined when there is none or it is another installation's. */
export function keyMarkedIn(text: string | null | undefined, installation: string): string | undefined {
  for (const [, inside] of (text ?? "").matchAll(/\[([^\s[\]]+)\]/g)) {
    if (inside!.startsWith(`${installation}/`)) return inside!.slice(installation.length + 1);
  }
  return undefined;
}

/** A text with the mark at its end, cut so that the mark always survives. */
export function withMark(text: string, mark: string, longest: number): string {
  const room = longest - mark.length - 1;
  const before = [...text.replaceAll(mark, "").trim()].slice(0, room).join("").trim();
  return before === "" ? mark : `${before} ${mark}`;
}

/** Discord's clock inside an id: when the thing was made. */
export const bornAt = (snowflake: string): Date => new Date(Number((BigInt(snowflake) >> 22n) + 1_420_070_400_000n));
