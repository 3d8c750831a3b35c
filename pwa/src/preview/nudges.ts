/** Nudges of one person at one moment, for stories. */

import type { Answers } from "./serve";

const HOUR = 3600 * 1000;
/** Noon today: the lists say "vandaag" whenever the picture is taken. */
const noon = new Date().setHours(12, 0, 0, 0);
const at = (hours: number) => new Date(noon + hours * HOUR).toISOString();

const BAD_NEWS = { id: "slecht-nieuws", name: "Slecht nieuws in zes weken", moment: "apply" };
const WEEK = { id: "terugblik", name: "Terugblik op vrijdag", moment: "more" };
const TALK = { id: "lastig-gesprek", name: "Tip voor een lastig gesprek", moment: "solve" };

const nudge = (id: string, other: object) => ({
  id,
  programme: BAD_NEWS,
  language: "nl",
  title: "Begin met het nieuws",
  body: "Zeg in je eerste zin wat er niet kan. Leg daarna pas uit.",
  opens: { kind: "card", target: "slecht-nieuws" },
  sent_at: at(-3.25),
  deadline: at(4),
  asked_for: false,
  opened: false,
  answer: null,
  useful: null,
  ...other,
});

const NUDGES = {
  unanswered: 1,
  today: [
    nudge("n1", {}),
    nudge("n2", {
      programme: TALK,
      title: "Over een kwartier: je gesprek met Sanne",
      body: "Een vraag om mee te beginnen: wat wil je dat er anders is na dit gesprek?",
      sent_at: at(-2),
      opened: true,
      answer: "now",
    }),
    nudge("n3", { programme: WEEK, title: "Wat ging deze week goed?", body: "", answer: "later" }),
  ],
  earlier: [nudge("n4", { title: "Vraag eerst door", sent_at: at(-76), opened: true, useful: true })],
  coming: [
    {
      id: "n5",
      programme: TALK,
      at: at(1.75),
      deferred: false,
      reason: "",
      why: "",
      event: "lastig gesprek",
    },
    {
      id: "n6",
      programme: WEEK,
      at: at(21),
      deferred: true,
      reason: "quiet_hours",
      why: "Het viel in je stille uren.",
      event: "",
    },
  ],
  withheld: [
    {
      id: "n7",
      programme: BAD_NEWS,
      due_at: at(-27),
      reason: "cap_person",
      why: "Je had er al zoveel als je wilt.",
    },
  ],
};

const RULES = {
  opted_out: false,
  muted: [{ id: "durfkaart", name: "Durfkaart van de week" }],
  paused_until: null,
  quiet_from: "18:00",
  quiet_to: "08:00",
  working_days: [0, 1, 2, 3],
  cap_day: null,
  cap_week: 2,
  learned_timing: false,
  zone: "Europe/Amsterdam",
};

const EVENTS = {
  events: [
    { id: "e1", title: "lastig gesprek", start: at(2), end: null, all_day: false, own: true },
    { id: "e2", title: "Teamoverleg", start: at(22), end: at(23), all_day: false, own: false },
  ],
  calendar: {
    host: "outlook.office365.com",
    connected_at: at(-400),
    read_at: at(-1),
    problem: "",
    events: 12,
  },
};

const WHY = {
  id: "n6",
  programme: WEEK,
  purpose: "Wie elke vrijdag terugkijkt, merkt eerder wat werkt.",
  state: "planned",
  due_at: at(7),
  trigger: "Elke vrijdag om 19:00.",
  audiences: ["all"],
  event: "",
  asked_for: false,
  decisions: [
    {
      at: at(7),
      verdict: "deferred",
      reason: "quiet_hours",
      why: "Het viel in je stille uren.",
      until: at(21),
      probability: null,
    },
  ],
};

export const NUDGES_SERVER: Answers = {
  "/v1/nudges": NUDGES,
  "/v1/nudge-rules": RULES,
  "/v1/events": EVENTS,
  "/v1/nudges/n6/why": WHY,
  "/v1/nudges/n1/answer": NUDGES.today[0],
};

export const NO_NUDGES_SERVER: Answers = {
  "/v1/nudges": { unanswered: 0, today: [], earlier: [], coming: [], withheld: [] },
  "/v1/nudge-rules": { ...RULES, muted: [], paused_until: at(200) },
  "/v1/events": { events: [], calendar: null },
};
