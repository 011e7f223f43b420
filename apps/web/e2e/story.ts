import { test } from "vitest";

/**
 * Steps of one story: once one fails, those after it say so at once instead of waiting for what will not come.
 * `keep` saves what there is to see at that moment.
 */
export function storyOf(
  keep: (sentence: string) => Promise<void> = async () => undefined,
): (sentence: string, step: () => Promise<void>) => void {
  let failed: string | null = null;
  return (sentence, step) =>
    test(sentence, async () => {
      if (failed !== null) throw new Error(`the story ended at: ${failed}`);
      try {
        await step();
      } catch (error) {
        failed = sentence;
        await keep(sentence).catch(() => undefined);
        throw error;
      }
    });
}
