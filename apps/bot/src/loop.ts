import { parseSubject, type Subject } from "@muster/domain/subject";

export interface Work {
  /** One round; `again` asks for one more. */
  round: (subject: Subject) => Promise<{ again: boolean }>;
  onTrouble: (subject: Subject, error: unknown) => void;
}

export interface Loop {
  /** Something about this subject may have changed. */
  ring: (subject: Subject) => void;
  /** Forgets what waits; the round at work is let finish. */
  clear(): void;
  /** Resolves when nothing waits and nothing is at work. */
  quiet(): Promise<void>;
}

/**
 * One round at a time, for the one guild there is. A bell while its subject is at work means once more afterwards; ten
 * bells mean the same as one. Cohorts go before groups, since groups stand inside their categories; nobody waits for
 * their access behind what others are told.
 */
export function startLoop({ round, onTrouble }: Work): Loop {
  const waiting = new Set<Subject>();
  let working: Promise<void> | undefined;

  const ORDER = ["cohort", "group", "person"] as const;
  const next = () => {
    const byKind = Map.groupBy(waiting, (subject) => parseSubject(subject).kind);
    return ORDER.map((kind) => byKind.get(kind)?.[0]).find((subject) => subject !== undefined);
  };

  async function work(): Promise<void> {
    for (let subject = next(); subject !== undefined; subject = next()) {
      waiting.delete(subject);
      try {
        const { again } = await round(subject);
        if (again) waiting.add(subject);
      } catch (error) {
        // The work stays due at the server: it is told again on the next connection or sweep.
        onTrouble(subject, error);
      }
    }
    working = undefined;
  }

  return {
    ring(subject) {
      waiting.add(subject);
      working ??= Promise.resolve().then(work);
    },
    clear: () => waiting.clear(),
    quiet: async () => {
      while (working) await working;
    },
  };
}
