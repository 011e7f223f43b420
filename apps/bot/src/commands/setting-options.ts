import { ApplicationCommandOptionType, type APIApplicationCommandBasicOption } from "discord.js";
import { spoken } from "./spoken.ts";

const { Boolean: yesNo, Integer: whole } = ApplicationCommandOptionType;

/** How a run may differ from the cohort's own terms (D3). */
export const settingOptions: APIApplicationCommandBasicOption[] = [
  {
    type: whole,
    name: "meeting_length",
    ...spoken("Minutes a meeting lasts (default 60)", {
      de: "Minuten, die ein Treffen dauert (Vorgabe 60)",
      fr: "Durée d'une réunion en minutes (60 par défaut)",
      es: "Minutos que dura una reunión (60 por defecto)",
    }),
    min_value: 5,
    max_value: 1_440,
  },
  {
    type: whole,
    name: "min_people",
    ...spoken("Smallest group (default 4)", {
      de: "Kleinste Gruppe (Vorgabe 4)",
      fr: "Plus petit groupe (4 par défaut)",
      es: "Grupo más pequeño (4 por defecto)",
    }),
    min_value: 2,
    max_value: 50,
  },
  {
    type: whole,
    name: "max_people",
    ...spoken("Largest group (default 8)", {
      de: "Größte Gruppe (Vorgabe 8)",
      fr: "Plus grand groupe (8 par défaut)",
      es: "Grupo más grande (8 por defecto)",
    }),
    min_value: 2,
    max_value: 50,
  },
  {
    type: whole,
    name: "iterations",
    ...spoken("How many attempts to make (default 1000)", {
      de: "Wie viele Versuche gemacht werden (Vorgabe 1000)",
      fr: "Nombre d'essais (1000 par défaut)",
      es: "Cuántos intentos se hacen (1000 por defecto)",
    }),
    min_value: 1,
    max_value: 1_000_000,
  },
  {
    type: yesNo,
    name: "balance",
    ...spoken("Even out group sizes (default true)", {
      de: "Gruppengrößen ausgleichen (Vorgabe: ja)",
      fr: "Équilibrer la taille des groupes (par défaut : oui)",
      es: "Igualar el tamaño de los grupos (por defecto: sí)",
    }),
  },
  {
    type: yesNo,
    name: "use_if_needed",
    ...spoken('Also use times people marked "if needed" (default true)', {
      de: "Auch Zeiten nutzen, die nur im Notfall gehen (Vorgabe: ja)",
      fr: "Utiliser aussi les heures « au besoin » (par défaut : oui)",
      es: "Usar también las horas «si hace falta» (por defecto: sí)",
    }),
  },
];
