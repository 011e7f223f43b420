import type { PresetSettings } from "@muster/domain/scheduling-settings";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { problemOf, trpc, type Outputs } from "../../app/trpc.ts";
import { useToast } from "../../ui/toast.tsx";

export type Preset = Outputs["presets"]["list"][number];

export const usePresetList = (): Preset[] => useSuspenseQuery(trpc.presets.list.queryOptions()).data;

/** Every change of the list, each asked for again afterwards. A name that cannot be taken is answered beside its field. */
function usePresetVerbs() {
  const queries = useQueryClient();
  const toast = useToast();
  const onSettled = () =>
    Promise.all([
      queries.invalidateQueries(trpc.presets.pathFilter()),
      queries.invalidateQueries(trpc.scheduling.defaults.pathFilter()),
    ]);
  const onError = (error: unknown) => toast({ text: problemOf(error).sentence });
  return {
    save: useMutation(trpc.presets.save.mutationOptions({ onSettled })),
    rename: useMutation(trpc.presets.rename.mutationOptions({ onSettled })),
    change: useMutation(trpc.presets.change.mutationOptions({ onSettled, onError })),
    duplicate: useMutation(trpc.presets.duplicate.mutationOptions({ onSettled, onError })),
    setDefault: useMutation(trpc.presets.setDefault.mutationOptions({ onSettled, onError })),
    remove: useMutation(trpc.presets.remove.mutationOptions({ onSettled, onError })),
    restore: useMutation(trpc.presets.restore.mutationOptions({ onSettled, onError })),
    onError,
  };
}

/** What one can do with presets; each says what it did, with the way back (SC-6, SC-22). */
export function usePresetDeeds(choose: (presetId: number) => void) {
  const { save, rename, change, duplicate, setDefault, remove, restore, onError } = usePresetVerbs();
  const toast = useToast();
  const made = ({ id, name }: Preset) => {
    choose(id);
    toast({ text: `${name} is saved, for every organiser.`, undo: () => remove.mutate({ presetId: id }) });
  };
  const renamed =
    (id: number, name: string) =>
    ({ before }: { before: string }) => {
      const undo = () => rename.mutate({ presetId: id, name: before }, { onError });
      toast({ text: `${before} is called ${name} now.`, undo });
    };
  const changed =
    ({ id, name }: Preset) =>
    ({ before }: { before: PresetSettings }) => {
      const undo = () => change.mutate({ presetId: id, settings: before });
      toast({ text: `${name} keeps these settings now.`, undo });
    };
  const deleted =
    ({ id, name }: Preset) =>
    () => {
      const undo = () => restore.mutate({ presetId: id }, { onSuccess: () => choose(id) });
      toast({ text: `${name} is deleted.`, undo });
    };
  return {
    save: (name: string, settings: PresetSettings, done: () => void) =>
      save.mutate({ name, settings }, { onSuccess: (preset) => (done(), made(preset)) }),
    rename: ({ id }: Preset, name: string, done: () => void) =>
      rename.mutate({ presetId: id, name }, { onSuccess: (answer) => (done(), renamed(id, name)(answer)) }),
    change: (preset: Preset, settings: PresetSettings) =>
      change.mutate({ presetId: preset.id, settings }, { onSuccess: changed(preset) }),
    duplicate: ({ id }: Preset) => duplicate.mutate({ presetId: id }, { onSuccess: made }),
    setDefault: (presetId: number | null, sentence: string) => {
      const undo = (before: number | null) => () => setDefault.mutate({ presetId: before });
      setDefault.mutate({ presetId }, { onSuccess: ({ before }) => toast({ text: sentence, undo: undo(before) }) });
    },
    remove: (preset: Preset) => remove.mutate({ presetId: preset.id }, { onSuccess: deleted(preset) }),
    nameProblem: save.error ?? rename.error,
    forgetProblem: () => (save.reset(), rename.reset()),
    busy: save.isPending || rename.isPending,
  };
}
