import type { LocalizationMap } from "discord-api-types/v10";

/** The same words in the languages Muster speaks there beside English. */
export interface Otherwise {
  de: string;
  fr: string;
  es: string;
}

/**
 * English is named too: Discord shows a neighbouring language before it falls back to the words themselves, so that an
 * English reader would otherwise read whatever it finds (DC-5).
 */
export const inEveryLanguage = (english: string, { de, fr, es }: Otherwise): LocalizationMap => ({
  "en-US": english,
  "en-GB": english,
  de,
  fr,
  "es-ES": es,
  "es-419": es,
});

/** A description with its translations. Names stay the same everywhere: the documents call them by one name. */
export const spoken = (english: string, otherwise: Otherwise) => ({
  description: english,
  description_localizations: inEveryLanguage(english, otherwise),
});
