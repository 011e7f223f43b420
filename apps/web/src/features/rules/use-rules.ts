import { ruleWords, type GroupingRuleKind } from "@muster/domain/grouping-rule";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { problemOf, trpc, type Outputs } from "../../app/trpc.ts";
import { useToast } from "../../ui/toast.tsx";

export type Rule = Outputs["rules"]["list"][number];

/** Somebody of the cohort, as far as a rule is about them. */
export interface RulePerson {
  personId: number;
  name: string;
  role: "participant" | "facilitator";
}

export const useRuleList = (cohortId: number) => useQuery(trpc.rules.list.queryOptions({ cohortId }));

/** How many there are, once it is known. */
export const useRuleCount = (cohortId: number): number | undefined => useRuleList(cohortId).data?.length;

/** What can be done with rules; each says what it did, with the way back (GR-13, SC-22). */
export function useRuleDeeds(cohortId: number) {
  const queries = useQueryClient();
  const toast = useToast();
  // Conflicts, the list before a run and whether a proposal is stale all hang on them.
  const onSettled = () =>
    Promise.all([
      queries.invalidateQueries(trpc.rules.pathFilter()),
      queries.invalidateQueries(trpc.groups.pathFilter()),
      queries.invalidateQueries(trpc.scheduling.pathFilter()),
    ]);
  const onError = (error: unknown) => toast({ text: problemOf(error).sentence });
  const add = useMutation(trpc.rules.add.mutationOptions({ onSettled }));
  const notAgain = useMutation(trpc.rules.notAgain.mutationOptions({ onSettled }));
  const remove = useMutation(trpc.rules.remove.mutationOptions({ onSettled, onError }));
  const restore = useMutation(trpc.rules.restore.mutationOptions({ onSettled, onError }));
  const said = (words: string) => (kept: { ruleId: number; isNew: boolean }) =>
    kept.isNew
      ? toast({ text: `${words}.`, undo: () => remove.mutate({ cohortId, ruleId: kept.ruleId }) })
      : toast({ text: "That is a rule already." });
  return {
    add: (rule: Said, done: () => void) =>
      add.mutate(
        {
          cohortId,
          kind: rule.kind,
          personIds: rule.people.map(({ personId }) => personId),
          scope: rule.everywhere ? "everywhere" : "cohort",
          note: rule.note,
        },
        {
          onSuccess: (kept) => {
            done();
            said(
              ruleWords(
                rule.kind,
                rule.people.map(({ name }) => name),
              ),
            )(kept);
          },
        },
      ),
    notAgain: (asked: { groupId: number; name: string; withFacilitator: boolean }, done: () => void) => {
      const { groupId, withFacilitator, name } = asked;
      const onSuccess = (kept: { ruleId: number; isNew: boolean }) => {
        done();
        said(`The people of ${name} are not put together again`)(kept);
      };
      notAgain.mutate({ groupId, withFacilitator }, { onSuccess });
    },
    remove: ({ ruleId, words }: Rule) =>
      remove.mutate(
        { cohortId, ruleId },
        {
          onSuccess: () =>
            toast({ text: `No longer a rule: ${words}.`, undo: () => restore.mutate({ cohortId, ruleId }) }),
        },
      ),
    problem: add.error ?? notAgain.error,
    busy: add.isPending || notAgain.isPending,
    removing: remove.isPending ? remove.variables.ruleId : null,
  };
}

interface Said {
  kind: GroupingRuleKind;
  people: readonly RulePerson[];
  everywhere: boolean;
  note: string | null;
}
