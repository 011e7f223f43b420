import type { PresetSettings } from "@muster/domain/scheduling-settings";
import { presetNameSchema } from "@muster/domain/preset";
import { Copy, Ellipsis, Pencil, Save, SaveAll, Star, StarOff, Trash } from "lucide-react";
import { useId, useState } from "react";
import { problemOf } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field, Input } from "../../ui/field.tsx";
import { Menu, type MenuItem } from "../../ui/menu.tsx";
import { Select } from "../../ui/select.tsx";
import { usePresetDeeds, usePresetList, type Preset } from "./use-presets.ts";

interface PresetPickerProps {
  /** The one in use; null for the cohort's own terms. */
  preset: Preset | null;
  /** How many settings differ from it. */
  differing: number;
  /** What is typed now; null while a field cannot be read. */
  settings: PresetSettings | null;
  onChoose: (presetId: number | null) => void;
  /** The settings are those of a preset just made: nothing else changes. */
  onMade: (presetId: number) => void;
}

const OWN = "own";
type Naming = { of: Preset | null } | null;

/** Which preset is in use, the others, and everything one does with them (SC-6). */
export function PresetPicker({ preset, differing, settings, onChoose, onMade }: PresetPickerProps) {
  const presets = usePresetList();
  const deeds = usePresetDeeds(onMade);
  const [naming, setNaming] = useState<Naming>(null);
  const own = presets.length === 0 ? "No preset yet" : "The cohort's own";
  const close = () => {
    deeds.forgetProblem();
    setNaming(null);
  };
  return (
    <span className="push row presets">
      <Select
        label="Preset"
        value={preset ? String(preset.id) : OWN}
        options={[
          { value: OWN, label: own },
          ...presets.map(({ id, name, isDefault }) => ({
            value: String(id),
            label: name,
            ...(isDefault && { hint: "for new cohorts" }),
          })),
        ]}
        onChange={(value) => onChoose(value === OWN ? null : Number(value))}
      />
      <Menu
        trigger={<Button variant="quiet" size="small" icon={Ellipsis} label="More with presets" />}
        items={presetDeeds({ preset, differing, settings, deeds, onNaming: setNaming })}
      />
      {naming && (
        <PresetName
          of={naming.of}
          problem={deeds.nameProblem ? problemOf(deeds.nameProblem).sentence : undefined}
          busy={deeds.busy}
          onClose={close}
          onName={(name) => {
            if (naming.of) deeds.rename(naming.of, name, close);
            else if (settings) deeds.save(name, settings, close);
          }}
        />
      )}
    </span>
  );
}

interface Deeds extends Pick<PresetPickerProps, "preset" | "differing" | "settings"> {
  deeds: ReturnType<typeof usePresetDeeds>;
  onNaming: (naming: Naming) => void;
}

function presetDeeds({ preset, differing, settings, deeds, onNaming }: Deeds): MenuItem[] {
  const unreadable = settings ? {} : { blocked: "a setting needs a look" };
  const saveNew: MenuItem = {
    label: "Save as a new preset",
    icon: SaveAll,
    onSelect: () => onNaming({ of: null }),
    ...unreadable,
  };
  if (!preset) return [saveNew];
  return [
    saveNew,
    {
      label: `Save these into ${preset.name}`,
      icon: Save,
      onSelect: () => settings && deeds.change(preset, settings),
      ...(differing === 0 ? { blocked: "nothing differs" } : unreadable),
    },
    { label: "Rename", icon: Pencil, onSelect: () => onNaming({ of: preset }) },
    { label: "Duplicate", icon: Copy, onSelect: () => deeds.duplicate(preset) },
    preset.isDefault
      ? {
          label: "No longer for new cohorts",
          icon: StarOff,
          onSelect: () => deeds.setDefault(null, "New cohorts begin with Muster's own settings again."),
        }
      : {
          label: "Use for new cohorts",
          icon: Star,
          onSelect: () =>
            deeds.setDefault(
              preset.id,
              `New cohorts begin with ${preset.name}; their sizes and lengths stay their own.`,
            ),
        },
    { label: "Delete", icon: Trash, danger: true, onSelect: () => deeds.remove(preset) },
  ];
}

interface PresetNameProps {
  /** Null for a new one. */
  of: Preset | null;
  problem: string | undefined;
  busy: boolean;
  onName: (name: string) => void;
  onClose: () => void;
}

function PresetName({ of, problem, busy, onName, onClose }: PresetNameProps) {
  const [name, setName] = useState(of?.name ?? "");
  const [tried, setTried] = useState(false);
  const form = useId();
  const read = presetNameSchema.safeParse(name);
  const ours = tried && !read.success ? read.error.issues[0]?.message : undefined;
  const save = () => {
    setTried(true);
    if (!read.success) return;
    if (read.data === of?.name) onClose();
    else onName(read.data);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={of ? `Rename ${of.name}` : "Save as a new preset"}
      description={of ? undefined : "Every organiser can use it, for every cohort. The seed is not part of it."}
      actions={
        <>
          <Button onClick={onClose}>Leave as it is</Button>
          <Button variant="primary" type="submit" form={form} busy={busy}>
            {of ? "Rename the preset" : "Save the preset"}
          </Button>
        </>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Field label="Name" error={ours ?? problem}>
          {(wiring) => <Input {...wiring} value={name} onChange={({ target }) => setName(target.value)} />}
        </Field>
      </form>
    </Dialog>
  );
}
