import type { Reply } from '../../core/channel.ts';
import type { Field, Fields } from '../../core/field.ts';
import { isBlank } from '../../core/merge-fields.ts';
import type { FlowState } from '../../flows/state.ts';

/** Replies after which facts may rightly be gone: begun anew, cancelled, erased, a second matter, consent refused, a wrong reading taken back. */
const mayDrop = /^(?:intake\.(?:cancelled|start|ask|confirm|consent|read_back|reask|conflict)|erase\.|mediability\.)/;

function checkField(name: string, field: Field): readonly string[] {
  return [
    ...(isBlank(field.value) ? [`${name} holds a blank`] : []),
    ...(typeof field.value === 'number' && !Number.isFinite(field.value) ? [`${name} is no number`] : []),
    ...(typeof field.value === 'string' && field.value.length > 4000 ? [`${name} is longer than 4000 characters`] : []),
    ...(['resident', 'inferred', 'staff', 'imported'].includes(field.source) ? [] : [`${name} has no source`]),
    ...(field.source === 'staff' || field.source === 'imported' ? [`${name} says that staff entered it`] : []),
    ...(field.messageId === null ? [`${name} has no origin`] : []),
    ...(field.confidence > 0 && field.confidence <= 1 ? [] : [`${name} has the confidence ${field.confidence}`]),
    ...(field.conflicts ?? []).flatMap((other) => checkField(`${name} (other)`, other)),
  ];
}

/** What a turn broke: a fact without an origin or with a blank, a fact that vanished, a reply with a hole. Empty where nothing did. */
export function findBroken(before: Fields, after: Fields, replies: readonly Reply[]): readonly string[] {
  const faults = Object.entries(after).flatMap(([name, field]) => checkField(name, field));
  const kept = replies.some((reply) => mayDrop.test(reply.key));
  for (const name of Object.keys(before)) if (after[name] === undefined && !kept) faults.push(`${name} vanished`);
  for (const reply of replies) {
    if (reply.text.trim() === '') faults.push(`${reply.key} is empty`);
    if (/undefined|NaN|\[object Object\]/.test(reply.text)) faults.push(`${reply.key} has a hole`);
  }
  return faults;
}

/**
 * The questions of a turn whose answer was known before it and still stands: a first question only, as a correction may ask anew. What was told in
 * two ways is not known: whoever says that neither is right is asked.
 */
export function findAskedAgain(before: FlowState, after: FlowState, replies: readonly Reply[]): readonly string[] {
  return replies.flatMap(({ key }) => {
    const name = /^intake\.ask\.(.+)$/.exec(key)?.[1];
    const [was, is] = name === undefined ? [] : [before.fields[name], after.fields[name]];
    return name !== undefined && was !== undefined && is !== undefined && is.value === was.value && (was.conflicts ?? []).length === 0
      ? [name]
      : [];
  });
}
