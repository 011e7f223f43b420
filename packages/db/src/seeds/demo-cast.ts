import type { Persona } from "@muster/domain/persona";

/** When this kind of person usually has time, in their own wall time; written as domain/week.ts reads it. */
export const habits = {
  evenings: { available: "M19:00 M21:30, T19:00 T21:30, R19:00 R21:30", ifNeeded: "M18:00 M19:00, F18:00 F20:00" },
  lunches: { available: "M12:00 M13:30, W12:00 W13:30, F12:00 F13:30", ifNeeded: "T12:00 T13:30, R12:00 R13:30" },
  weekends: { available: "S10:00 S13:00, U14:00 U18:00", ifNeeded: "S16:00 S18:00, F20:00 F22:00" },
  mornings: { available: "M07:00 M08:30, W07:00 W08:30, F07:00 F08:30", ifNeeded: "S08:00 S10:00" },
  student: { available: "M14:00 M17:00, W15:00 W18:00, R13:00 R16:00", ifNeeded: "T20:00 T22:00, U19:00 U21:00" },
  nights: { available: "T21:00 T23:30, W21:00 W23:30, U22:00 M00:30", ifNeeded: "S21:00 S23:00" },
} as const;
export type Habit = keyof typeof habits;

export interface CastMember {
  name: string;
  timeZone: string;
  role: "participant" | "facilitator";
  /** The circle they can meet with: an index into `circles`; null for those who have not answered or fit nowhere. */
  circle: number | null;
  habit: Habit;
  persona?: Persona;
  /** Facilitators only. */
  maxGroups?: number;
  /** A week written out, in place of circle and habit. */
  week?: { available: string; ifNeeded: string };
  /** Signed up, with an account, but has not come to the Discord server yet. */
  absent?: boolean;
  answered?: false;
}

/** Hours, in the cohort's zone, round which each circle of people happens to be free. */
export const circles = [
  "M18:00", // after work in Europe, after lunch in the Americas, late evening in Nairobi
  "T19:00",
  "W12:30", // lunch in London, early evening in Kolkata and Kathmandu
  "R13:00",
  "S09:30", // Saturday: morning in Berlin, afternoon in Singapore, evening in Auckland
  "U19:30", // Sunday evening in Europe, Monday morning in Auckland
  "R20:30",
  "W07:30", // before work in Europe, evening in Auckland
  "T01:00", // Monday evening in the Americas
] as const;

const [LONDON, BERLIN, NEW_YORK, LOS_ANGELES, SAO_PAULO, NAIROBI, KOLKATA, KATHMANDU, SINGAPORE, AUCKLAND] = [
  "Europe/London",
  "Europe/Berlin",
  "America/New_York",
  "America/Los_Angeles",
  "America/Sao_Paulo",
  "Africa/Nairobi",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Asia/Singapore",
  "Pacific/Auckland",
];

/** She runs the cohort, is in the Discord server, and is signed up for nothing. */
export const organiser = { name: "Maya Lindgren", timeZone: BERLIN, persona: "organiser" as const };

/** Who, where, with whom they can meet, and when they usually have time. */
type Line = readonly [name: string, timeZone: string, circle: number, habit: Habit, more?: Partial<CastMember>];

const joins = ([name, timeZone, circle, habit, more = {}]: Line): CastMember => ({
  name,
  timeZone,
  role: "participant",
  circle,
  habit,
  ...more,
});

const leads = (line: Line): CastMember => ({ maxGroups: 1, ...joins(line), role: "facilitator" });

const silent = (name: string, timeZone: string): CastMember => ({
  name,
  timeZone,
  role: "participant",
  circle: null,
  habit: "evenings",
  answered: false,
});

const facilitators = (
  [
    ["Tomás Ferreira", LONDON, 0, "evenings", { persona: "facilitator", maxGroups: 2 }],
    ["Hannah Vogel", BERLIN, 1, "evenings"],
    ["Priya Raman", KOLKATA, 2, "evenings", { maxGroups: 2 }],
    ["Daniel Ochieng", NAIROBI, 3, "student"],
    ["Wei Ling Tan", SINGAPORE, 4, "weekends"],
    ["Sofia Almeida", SAO_PAULO, 5, "weekends"],
    ["Grace Whitfield", NEW_YORK, 6, "student"],
    ["Aroha Ngata", AUCKLAND, 7, "evenings"],
    ["Marcus Bell", NEW_YORK, 8, "evenings"],
  ] satisfies Line[]
).map(leads);

const participants = (
  [
    ["Leila Haddad", BERLIN, 0, "evenings", { persona: "member" }],
    ["Oliver Grant", LONDON, 0, "evenings"],
    ["Femke de Vries", BERLIN, 0, "lunches"],
    ["Njeri Kamau", NAIROBI, 0, "nights"],
    ["Bruno Teixeira", SAO_PAULO, 0, "student"],
    ["Amelia Clarke", LONDON, 0, "student"],
    ["Kofi Mensah", LONDON, 1, "evenings"],
    ["Jonas Keller", BERLIN, 1, "evenings"],
    ["Camila Duarte", SAO_PAULO, 1, "student", { absent: true }],
    ["Ethan Brooks", NEW_YORK, 1, "lunches"],
    ["Isla Murray", LONDON, 1, "weekends"],
    ["Mateus Rocha", SAO_PAULO, 1, "evenings"],
    ["Ananya Iyer", KOLKATA, 2, "evenings"],
    ["Sujan Shrestha", KATHMANDU, 2, "evenings"],
    ["Harriet Lowe", LONDON, 2, "lunches"],
    ["Ibrahim Yusuf", NAIROBI, 2, "student"],
    ["Bikash Gurung", KATHMANDU, 2, "mornings"],
    ["Nina Albrecht", BERLIN, 2, "lunches"],
    ["Rohan Mehta", KOLKATA, 3, "evenings"],
    ["Anisha Tamang", KATHMANDU, 3, "evenings", { absent: true }],
    ["Jasper Koh", SINGAPORE, 3, "nights"],
    ["Wanjiru Njoroge", NAIROBI, 3, "student"],
    ["Lukas Brandt", BERLIN, 3, "lunches"],
    ["Meera Pillai", KOLKATA, 3, "weekends"],
    ["Mei Hui Lim", SINGAPORE, 4, "weekends"],
    ["Arjun Nair", KOLKATA, 4, "weekends"],
    ["Clara Weiss", BERLIN, 4, "weekends"],
    ["Tane Walker", AUCKLAND, 4, "nights"],
    ["Adrian Teo", SINGAPORE, 4, "evenings"],
    ["Freya Hughes", LONDON, 4, "weekends", { absent: true }],
    ["Mason Reid", AUCKLAND, 5, "mornings"],
    ["Zoe Carter", NEW_YORK, 5, "weekends"],
    ["Diego Santos", SAO_PAULO, 5, "weekends"],
    ["Ruby Turner", LONDON, 5, "weekends"],
    ["Kai Nakamura", LOS_ANGELES, 5, "weekends"],
    ["Paul Richter", BERLIN, 5, "nights"],
    ["Olivia Chen", LOS_ANGELES, 6, "lunches"],
    ["Noah Patel", NEW_YORK, 6, "student"],
    ["Beatriz Lopes", SAO_PAULO, 6, "evenings"],
    ["Samuel Price", LONDON, 6, "nights"],
    ["Maria Gonzalez", LOS_ANGELES, 6, "student"],
    ["Emily Foster", NEW_YORK, 6, "evenings", { absent: true }],
    ["Hemi Parata", AUCKLAND, 7, "evenings"],
    ["Greta Hoffmann", BERLIN, 7, "mornings"],
    ["Charlotte Moss", AUCKLAND, 7, "evenings"],
    ["Siti Rahman", SINGAPORE, 7, "student"],
    ["Vikram Joshi", KOLKATA, 7, "student"],
    ["Sagar Thapa", KATHMANDU, 7, "student"],
    ["Jordan Hayes", LOS_ANGELES, 8, "evenings"],
    ["Tyler Bennett", NEW_YORK, 8, "evenings"],
    ["Sienna Moore", LOS_ANGELES, 8, "evenings", { absent: true }],
    ["Lachlan Scott", AUCKLAND, 8, "student"],
    ["Hannah Kim", LOS_ANGELES, 8, "evenings"],
    ["Isabela Nunes", SAO_PAULO, 8, "nights"],
  ] satisfies Line[]
).map(joins);

/** Free only in the small hours: others are awake then somewhere, but no facilitator has time. */
const nowhereByHour: CastMember = {
  name: "Eva Lorenz",
  timeZone: BERLIN,
  role: "participant",
  habit: "nights",
  circle: null,
  persona: "unplaced",
  week: { available: "W04:00 W06:00, R04:00 R06:00", ifNeeded: "F04:30 F06:00" },
};

/** Answered, but no stretch holds a whole meeting. */
const nowhereByLength: CastMember = {
  name: "Peter Lang",
  timeZone: LONDON,
  role: "participant",
  habit: "lunches",
  circle: null,
  week: { available: "M12:15 M13:00, T12:15 T13:00, R12:15 R13:00", ifNeeded: "F12:30 F13:00" },
};

const notAnswered: CastMember[] = [
  silent("Alice Moreau", LONDON),
  silent("Ben Okafor", LONDON),
  silent("Chloe Martin", NEW_YORK),
  silent("Deepak Sharma", KOLKATA),
  silent("Esther Wambui", NAIROBI),
  silent("Felipe Castro", SAO_PAULO),
  silent("Georgia Mills", AUCKLAND),
];

/** Everyone signed up, in the order in which they did. */
export const cast: readonly CastMember[] = [
  ...facilitators,
  ...participants,
  nowhereByHour,
  nowhereByLength,
  ...notAnswered,
];
