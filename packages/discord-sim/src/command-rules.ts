import { anything, closed, fill, flag, form, listOf, oneOf, orNull, text, whole } from "./form.ts";
import type { CommandBody, CommandOption } from "./guild.ts";
import { type Complaint, invalidForm } from "./refusal.ts";

/** Locales Discord knows; another one is refused. */
const LOCALES =
  "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko".split(
    " ",
  );
const translations = (most: number) =>
  orNull({
    type: "object",
    additionalProperties: false,
    properties: Object.fromEntries(LOCALES.map((locale) => [locale, orNull(text(1, most))])),
  });
const localized = { name_localizations: translations(32), description_localizations: translations(100) };
const choice = closed(
  { name: text(1, 100), name_localizations: anything, value: { anyOf: [text(0, 100), { type: "number" }] } },
  ["name", "value"],
);
const optionAt = (depth: number): Record<string, unknown> =>
  closed(
    {
      ...localized,
      type: whole(1, 11),
      name: text(1, 32),
      description: text(1, 100),
      required: flag,
      autocomplete: flag,
      choices: orNull(listOf(choice, 25)),
      channel_types: orNull(listOf(whole(), 20)),
      min_value: { type: "number" },
      max_value: { type: "number" },
      min_length: whole(0, 6000),
      max_length: whole(1, 6000),
      ...(depth > 0 && { options: orNull(listOf(optionAt(depth - 1), 25)) }),
    },
    ["type", "name", "description"],
  );

const commands = form<CommandBody[]>(
  listOf(
    closed(
      {
        ...localized,
        id: anything,
        type: oneOf(1, 2, 3),
        name: text(1, 32),
        description: text(0, 100),
        options: orNull(listOf(optionAt(2), 25)),
        default_member_permissions: orNull({ type: ["string", "integer"] }),
        dm_permission: orNull(flag),
        default_permission: orNull(flag),
        nsfw: orNull(flag),
        contexts: orNull(listOf(oneOf(0, 1, 2), 3)),
        integration_types: orNull(listOf(oneOf(0, 1), 2)),
        handler: anything,
      },
      ["name"],
    ),
    110,
  ),
);

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const wellNamed = (name: string): boolean => NAME.test(name) && name === name.toLowerCase();

/** A body of commands, judged by the rules that are not in Discord's schema too: names, order and number of things, 8000 characters. */
export function judgeCommands(body: unknown): CommandBody[] {
  const list = fill(commands, body);
  const complaints: Complaint[] = [];
  const names = new Set<string>();
  list.forEach((command, index) => {
    const at = [String(index)];
    if (names.has(`${command.type ?? 1}:${command.name}`))
      complaints.push({
        path: at,
        code: "APPLICATION_COMMANDS_DUPLICATE_NAME",
        message: "Application command names must be unique",
      });
    names.add(`${command.type ?? 1}:${command.name}`);
    complaints.push(...judgeCommand(command, at));
  });
  const count = list.filter((c) => (c.type ?? 1) === 1).length;
  if (count > 100)
    complaints.push({
      path: [],
      code: "APPLICATION_COMMANDS_MAX",
      message: "Maximum number of application commands reached (100).",
    });
  if (complaints.length > 0) throw invalidForm(complaints);
  return list;
}

function judgeCommand(command: CommandBody, at: string[]): Complaint[] {
  if ((command.type ?? 1) !== 1) return judgeMenu(command, at);
  const complaints: Complaint[] = [];
  if (!wellNamed(command.name)) complaints.push(badName([...at, "name"]));
  if (!command.description)
    complaints.push({ path: [...at, "description"], code: "BASE_TYPE_REQUIRED", message: "This field is required" });
  if (charactersOf(command) > 8000)
    complaints.push({
      path: at,
      code: "APPLICATION_COMMAND_TOO_LARGE",
      message: "Command exceeds maximum size (8000)",
    });
  complaints.push(...judgeOptions(command.options ?? [], [...at, "options"]));
  return complaints;
}

/** In a menu stands the name alone. */
function judgeMenu({ description, options }: CommandBody, at: string[]): Complaint[] {
  const message = "Context menu commands cannot have this";
  const wrong = [...(description ? ["description"] : []), ...(options?.length ? ["options"] : [])];
  return wrong.map((name) => ({ path: [...at, name], code: "APPLICATION_COMMAND_MENU", message }));
}

const badName = (path: string[]): Complaint => ({
  path,
  code: "APPLICATION_COMMAND_INVALID_NAME",
  message: "Command name is invalid",
});

function judgeOptions(options: readonly CommandOption[], at: string[]): Complaint[] {
  const complaints: Complaint[] = [];
  const names = new Set<string>();
  let optional = false;
  options.forEach((option, index) => {
    const path = [...at, String(index)];
    if (!wellNamed(option.name)) complaints.push(badName([...path, "name"]));
    if (names.has(option.name))
      complaints.push({
        path,
        code: "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
        message: "Option name already exists in these options",
      });
    names.add(option.name);
    if (option.required && optional)
      complaints.push({
        path,
        code: "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        message: "Required options must be placed before non-required options",
      });
    optional ||= option.type > 2 && !option.required;
    if (option.autocomplete && option.choices?.length)
      complaints.push({
        path,
        code: "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE",
        message: "Choices and autocomplete exclude each other",
      });
    if (option.autocomplete && ![3, 4, 10].includes(option.type))
      complaints.push({
        path,
        code: "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_TYPE",
        message: "Only text and numbers can be completed",
      });
    complaints.push(...judgeOptions(option.options ?? [], [...path, "options"]));
  });
  return complaints;
}

function charactersOf({ name, description, options }: CommandBody | CommandOption): number {
  const choices = (o: CommandOption): number =>
    (o.choices ?? []).reduce((sum, c) => sum + c.name.length + String(c.value).length, 0);
  return (
    name.length + (description?.length ?? 0) + (options ?? []).reduce((sum, o) => sum + charactersOf(o) + choices(o), 0)
  );
}
