import { z } from 'zod';
import { disputeTypes } from './dispute-type.ts';

const hour = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** Plain http only on this machine, for trying it out. */
function isTrial({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && (hostname === 'localhost' || hostname === '127.0.0.1');
}

/** The origin of a web page, like `https://www.example.gov.cn`: no path, no `*`. */
const webOrigin = z.string().transform((value, context) => {
  const url = URL.canParse(value) ? new URL(value) : null;
  const isBare = url !== null && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  if (url !== null && isBare && !value.includes('*') && (url.protocol === 'https:' || isTrial(url))) return url.origin;
  context.addIssue({ code: 'custom', message: 'write an origin like https://www.example.gov.cn: https, no path, no *' });
  return z.NEVER;
});
const weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);

/** A public line with the hours in which somebody answers. */
export const hotlineSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  number: z.string(),
  /** What it is for: `psych`, `police`, `ambulance`, `fire`, `traffic`, `women`, `youth`, `legal`, `government`, `labor`, `consumer`, `centre`. */
  use: z.string(),
  /** Opens and closes; a close before the open runs past midnight; `00:00` to `24:00` is the whole day. */
  opens: hour,
  closes: hour,
  days: z.array(weekday),
  /** The day on which an operator last called it. */
  verifiedOn: day,
  note: z.string().default(''),
});

/** One node of the organisation: county, street, community. */
export const officeSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  level: z.enum(['county', 'street', 'community']),
  parent: z.string().nullable(),
  phone: z.string(),
  address: z.string(),
  leader: z.string(),
});

/** One grid (网格) and the places that lie in it. */
export const gridSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  community: z.string(),
  worker: z.string(),
  phone: z.string(),
  /** Names of compounds, villages, roads that residents would say. */
  places: z.array(z.string()),
  /** WeChat rooms and Telegram groups of this grid by the channel's own id or topic. */
  rooms: z.array(z.string()).default([]),
});

/** A shift of the duty roster; every hour of every day must be in one. */
export const shiftSchema = z.strictObject({
  days: z.array(weekday),
  from: hour,
  to: hour,
  /** Duty account names; first the person on duty, then the backups. */
  people: z.array(z.string()).min(1),
  /** `seat`: at a desk, answers chats. `call`: asleep with a phone, for red only. */
  mode: z.enum(['seat', 'call']),
});

/** One centre's settings. */
export const siteSchema = z.strictObject({
  id: z.string(),
  /** The centre's name as residents know it. */
  name: z.string(),
  /** The bot's own name. */
  botName: z.string(),
  county: z.string(),
  city: z.string(),
  /** Two letters before each case code. */
  caseCodePrefix: z.string().regex(/^[A-Z]{2}$/),
  phone: z.string(),
  address: z.string(),
  offices: z.array(officeSchema),
  grids: z.array(gridSchema),
  hotlines: z.array(hotlineSchema),
  roster: z.strictObject({
    shifts: z.array(shiftSchema).min(1),
    /** Days on which the weekend's shifts hold, and weekend days that are worked. */
    holidays: z.array(day),
    workdays: z.array(day),
    /** Whom a red alert reaches when nobody of the shift took it. */
    leader: z.string(),
    /** Minutes in which a person on a seat answers, by colour. */
    answerMinutes: z.strictObject({ red: z.number(), orange: z.number(), yellow: z.number(), blue: z.number() }),
    /** Minutes of the red clock. */
    redClock: z.strictObject({ seen: z.number(), accepted: z.number(), contacted: z.number() }),
    /** Minutes in which harm to a child is reported to police and civil affairs (未成年人保护法 art. 11: at once). */
    /** Days in which the centre works through holidays and answers sooner (SZ-09). */
    sensitivePeriods: z
      .array(
        z.strictObject({
          from: day,
          to: day,
          answerMinutes: z.strictObject({ red: z.number(), orange: z.number(), yellow: z.number(), blue: z.number() }),
          redClock: z.strictObject({ seen: z.number(), accepted: z.number(), contacted: z.number() }),
        }),
      )
      .default([]),
    childReportMinutes: z.number().positive().default(30),
  }),
  thresholds: z.strictObject({
    /** How long a burst settles, in milliseconds. */
    settleMs: z.number().int().nonnegative(),
    /** Under this a person decides the dispute type, 0 to 1. */
    disputeConfidence: z.number(),
    /** Under this a fact is read back before it counts, 0 to 1. */
    fieldConfidence: z.number(),
    /** Hours of silence before the one reminder of a half-filled form. */
    reminderHours: z.number(),
  }),
  /** How the bot behaves in chat groups and towards requests. */
  groups: z
    .strictObject({
      /** What a line to the bot may begin with, besides its name. */
      prefixes: z.array(z.string().min(1)).default([]),
      /** Hours in which the bot says nothing into a group except on danger; equal hours: none. */
      quietFrom: hour.default('22:00'),
      quietTo: hour.default('07:00'),
      /** Newcomers of a group are welcomed. */
      welcome: z.boolean().default(true),
      acceptFriends: z.boolean().default(true),
      acceptInvitations: z.boolean().default(true),
    })
    .prefault({}),
  /** Calls that a call centre tells of. */
  hotline: z
    .strictObject({
      /** Whose phone it is: the call centre's name of an agent or a seat → the account in the console. An account's own name needs no entry. */
      agents: z.record(z.string(), z.string()).default({}),
      /** Minutes after a call in which the volunteer still sees its words; then those that may not be kept go. */
      wrapUpMinutes: z.number().positive().max(120).default(15),
    })
    .prefault({}),
  /** The conversation on other sites' pages (`widget.js`). */
  widget: z
    .strictObject({
      /** Pages of these origins may show it; of none: no other site may. */
      origins: z.array(webOrigin).default([]),
    })
    .prefault({}),
  /** Bodies of industry mediation by dispute type. */
  industryMediation: z.partialRecord(z.enum(disputeTypes), z.string()),
});

/** One centre's settings. */
export type Site = z.infer<typeof siteSchema>;

/** A public line. */
export type Hotline = z.infer<typeof hotlineSchema>;
