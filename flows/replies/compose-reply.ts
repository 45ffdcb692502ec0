import type { QuickReply, Reply } from '../../core/channel.ts';
import type { Citation } from '../../core/citation.ts';
import { answerTexts } from './answer-texts.ts';
import { greetingTexts } from './greeting-texts.ts';
import { groupTexts } from './group-texts.ts';
import { handoffTexts } from './handoff-texts.ts';
import { intakeTexts } from './intake-texts.ts';
import { publicTexts } from './public-texts.ts';
import { staffTexts } from './staff-texts.ts';
import { voiceTexts } from './voice-texts.ts';

const texts = {
  ...greetingTexts,
  ...intakeTexts,
  ...answerTexts,
  ...handoffTexts,
  ...groupTexts,
  ...publicTexts,
  ...staffTexts,
  ...voiceTexts,
} as const;

/** The key of a wording. */
export type TextKey = keyof typeof texts;

/** Values for the `{places}` of a wording. */
export type TextValues = Readonly<Record<string, string | number>>;

/** The wording of a key with its places filled. A place without a value stays, so that the engine can fill `{caseCode}`. */
export function wording(key: TextKey, values: TextValues = {}): string {
  return texts[key].replaceAll(/\{(\w+)\}/g, (place, name: string) => (name in values ? String(values[name]) : place));
}

/** What a reply may have besides its words. */
export type ReplyParts = {
  readonly origin?: Reply['origin'];
  readonly quickReplies?: readonly QuickReply[];
  readonly citations?: readonly Citation[];
  readonly privately?: boolean;
  readonly entryId?: string | null;
};

/** Makes a reply of words that are already composed, under the key that names their kind. */
export function makeReply(key: string, text: string, parts: ReplyParts = {}): Reply {
  return {
    key,
    text: text.trim(),
    origin: parts.origin ?? 'fixed',
    quickReplies: parts.quickReplies ?? [],
    citations: parts.citations ?? [],
    privately: parts.privately ?? false,
    ...(parts.entryId == null ? {} : { entryId: parts.entryId }),
  };
}

/** Makes the reply of a key. */
export function composeReply(key: TextKey, values: TextValues = {}, parts: ReplyParts = {}): Reply {
  return makeReply(key, wording(key, values), parts);
}
