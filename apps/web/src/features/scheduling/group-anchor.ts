/** Where a group of a proposal stands on the page. */
export const groupAnchor = (name: string): string => `proposal-${name.replace(/[^\p{L}\p{N}]+/gu, "-")}`;

/** Leads eyes and keys to it. */
export function lookAtGroup(name: string): void {
  const card = document.getElementById(groupAnchor(name));
  card?.scrollIntoView({ block: "center" });
  card?.focus({ preventScroll: true });
}
