/** The four colours that order the queue, gravest first (the rule for each: ARCHITECTURE.md, Words). */
export const urgencies = ['red', 'orange', 'yellow', 'blue'] as const;

/** The colour of a turn or a ticket. Only a person may lower red. */
export type Urgency = (typeof urgencies)[number];

/** The graver of two colours. */
export function graverUrgency(a: Urgency, b: Urgency): Urgency {
  return urgencies.indexOf(a) <= urgencies.indexOf(b) ? a : b;
}
