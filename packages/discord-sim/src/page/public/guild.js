// Keeps the page in step with the guild: whenever something changed, the same page is fetched again and its live parts replaced.
const parse = (html) => new DOMParser().parseFromString(html, "text/html");

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "medium", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
};

function relative(date) {
  const seconds = (date - new Date()) / 1000;
  const [unit, size] = [
    ["day", 86400],
    ["hour", 3600],
    ["minute", 60],
  ].find(([, s]) => Math.abs(seconds) >= s) ?? ["second", 1];
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

function tellTimes(root) {
  for (const time of root.querySelectorAll("time[data-style]")) {
    const date = new Date(time.dateTime);
    const style = time.dataset.style;
    time.textContent = style === "R" ? relative(date) : new Intl.DateTimeFormat("en-GB", STYLES[style]).format(date);
    time.title = date.toISOString();
  }
}

function filterPeople() {
  const wanted = document.querySelector("[data-filter]").value.trim().toLowerCase();
  for (const row of document.querySelectorAll("[data-filtered] li"))
    row.hidden = wanted !== "" && !row.textContent.toLowerCase().includes(wanted);
}

/** Replaces one live part, leaving the keyboard and what was folded where they were. */
function renew(part, fresh) {
  if (part.dataset.was === fresh.innerHTML) return;
  const key = part.contains(document.activeElement)
    ? document.activeElement.closest("[data-key]")?.dataset.key
    : undefined;
  const folds = new Map([...part.querySelectorAll("details[data-key]")].map((fold) => [fold.dataset.key, fold.open]));
  part.dataset.was = fresh.innerHTML;
  part.innerHTML = fresh.innerHTML;
  for (const fold of part.querySelectorAll("details[data-key]"))
    if (folds.has(fold.dataset.key)) fold.open = folds.get(fold.dataset.key);
  tellTimes(part);
  if (key) part.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

async function refresh() {
  const page = parse(await (await fetch(location.href, { headers: { accept: "text/html" } })).text());
  for (const part of document.querySelectorAll("[data-live]")) {
    const fresh = page.querySelector(`[data-live="${part.dataset.live}"]`);
    if (fresh) renew(part, fresh);
  }
  renewForm(page);
  filterPeople();
}

/** The form keeps what one has chosen; only the lists it chooses from grow. */
function renewForm(page) {
  const form = document.querySelector("#command-form");
  const fresh = page.querySelector("#command-form");
  if (!fresh || form.contains(document.activeElement)) return;
  const shapes = form.dataset.shapes;
  for (const select of form.querySelectorAll(":scope > label > select")) {
    const { value } = select;
    const other = fresh.elements[select.name];
    if (select.innerHTML === other.innerHTML) continue;
    select.innerHTML = other.innerHTML;
    if ([...select.options].some((option) => option.value === value)) select.value = value;
  }
  form.dataset.shapes = fresh.dataset.shapes;
  if (shapes !== fresh.dataset.shapes) drawOptions();
}

let waiting;
function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(() => refresh().catch(() => soonAgain()), 120);
}
const soonAgain = () => setTimeout(soon, 2000);

async function post(path, body) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error ?? "That did not work.");
  return answer;
}

const notice = (text) => {
  document.querySelector("#command-form .notice").textContent = text;
};

/** One field for each option of the chosen command, with completions where the bot gives them. */
function drawOptions() {
  const form = document.querySelector("#command-form");
  const options = JSON.parse(form.dataset.shapes)[form.elements.name.value] ?? [];
  const place = form.querySelector(".options");
  place.replaceChildren(
    ...options
      .filter(({ type }) => type > 2)
      .map((option) => {
        const label = document.createElement("label");
        const input = document.createElement("input");
        const list = document.createElement("datalist");
        list.id = `choices-${option.name}`;
        Object.assign(input, {
          name: `option-${option.name}`,
          required: option.required ?? false,
          autocomplete: "off",
          placeholder: option.description,
        });
        input.setAttribute("list", list.id);
        label.append(`${option.name}${option.required ? "" : " (optional)"} `, input, list);
        fill(list, option.choices ?? []);
        if (option.autocomplete)
          for (const event of ["focus", "input"])
            input.addEventListener(event, () => complete(option.name, input, list));
        return label;
      }),
  );
}

function fill(list, choices) {
  list.choices = choices;
  list.replaceChildren(...choices.map(({ name }) => Object.assign(document.createElement("option"), { value: name })));
}

async function complete(option, input, list) {
  const form = document.querySelector("#command-form");
  try {
    const wish = {
      userId: form.elements.userId.value,
      name: form.elements.name.value,
      autocomplete: { option, value: input.value },
    };
    const { interaction } = await post("/_sim/commands", wish);
    fill(list, interaction.answers[0]?.choices ?? []);
    notice(interaction.answers.length > 0 ? "" : "The bot gave no completions within three seconds.");
  } catch (error) {
    notice(error.message);
  }
}

async function send(form) {
  const options = {};
  for (const input of form.querySelectorAll(".options input")) {
    const chosen = (input.list.choices ?? []).find(({ name }) => name === input.value);
    if (input.value !== "") options[input.name.slice("option-".length)] = chosen ? chosen.value : input.value;
  }
  notice("Sent. The answer appears below.");
  const wish = {
    userId: form.elements.userId.value,
    name: form.elements.name.value,
    channelId: form.elements.channelId.value,
    options,
  };
  const { interaction } = await post("/_sim/commands", wish);
  notice(interaction.acknowledged ? "" : "The application did not respond within three seconds.");
  soon();
}

document.addEventListener("submit", (event) => {
  if (event.target.id !== "command-form") return;
  event.preventDefault();
  send(event.target).catch((error) => notice(error.message));
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-post], button[data-press]");
  if (!button) return;
  const { dataset } = button;
  button.disabled = true;
  const userId = document.querySelector("#command-form").elements.userId.value;
  const done = dataset.post
    ? post(dataset.post, JSON.parse(dataset.body))
    : post("/_sim/components", { userId, messageId: dataset.press, customId: dataset.custom });
  done.catch((error) => notice(error.message)).finally(() => ((button.disabled = false), soon()));
});
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
  if (event.target.matches("#command-form select[name=name]")) drawOptions();
});
document.querySelector("[data-filter]").addEventListener("input", filterPeople);

tellTimes(document);
drawOptions();
const changes = new EventSource("/_sim/changes");
changes.addEventListener("message", soon);
