const FIGURES = new Intl.NumberFormat("en-GB");

/** `1,000` */
export const figureOf = (count: number): string => FIGURES.format(count);

/** `1 group`, `8 groups`, `3 people`: a figure with its noun. */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${figureOf(count)} ${count === 1 ? one : many}`;

/** `Ann, Ben and 5 others`: the first names of a list, and how many more there are. */
export function someNames(names: readonly string[], most = 3): string {
  if (names.length <= most) return listOf(names);
  return `${names.slice(0, most).join(", ")} and ${names.length - most} ${names.length - most === 1 ? "other" : "others"}`;
}

/** `Ann, Ben and Carla` */
export const listOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
