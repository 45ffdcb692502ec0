import type { Reply } from '../../core/channel.ts';
import type { Flows } from '../../core/flow.ts';
import type { Turn } from '../../core/turn.ts';

/** A question's token: conversation and number, as the simulated resident writes it. */
const tokenPattern = /〔(\d+-\d+)〕/gu;
/** What a reply carries: tokens, turn, place of the reply in its turn. */
const tagPattern = /〔re ([\d, -]*) ([\w-]+) (\d+)〕/u;

/** Writes a question's token. */
export function writeToken(conversation: number, place: number): string {
  return `〔${conversation}-${place}〕`;
}

/** What a received reply says of itself; `null` for a part of a split reply, or a reply that answers nothing. */
export function readTag(text: string): { readonly tokens: readonly string[]; readonly turn: string; readonly place: number } | null {
  const match = tagPattern.exec(text);
  if (match === null) return null;
  return {
    tokens: (match[1] ?? '').split(',').filter((token) => token !== ''),
    turn: match[2] ?? '',
    place: Number(match[3]),
  };
}

function tag(turn: Turn, replies: readonly Reply[]): readonly Reply[] {
  const tokens = [...turn.text.matchAll(tokenPattern)].map((match) => match[1]);
  // A flow may choose to say nothing; the soak must see that the turn was handled all the same.
  const shown: readonly Reply[] =
    replies.length > 0 ? replies : [{ key: 'soak.silent', text: '', origin: 'fixed', quickReplies: [], citations: [], privately: false }];
  return shown.map((reply, place) => ({
    ...reply,
    text: `${reply.text}\n〔re ${tokens.join(',')} ${turn.id} ${place}〕`,
    quickReplies: [],
  }));
}

function withoutTokens<T extends Turn>(turn: T): T {
  const strip = (text: string): string => text.replaceAll(tokenPattern, '');
  return { ...turn, text: strip(turn.text), messages: turn.messages.map((message) => ({ ...message, text: strip(message.text) })) };
}

/** The same flows, which see no token, with every reply carrying those of its question, so that no answer can reach a wrong person unseen. */
export function tagReplies(flows: Flows): Flows {
  return {
    ...flows,
    screen: (turn, memory) => flows.screen(withoutTokens(turn), memory),
    triage: (turn, screen, state, site) => flows.triage(withoutTokens(turn), screen, state, site),
    needs: (turn, state) => flows.needs(withoutTokens(turn), state),
    suggest: (turn, state, context) => flows.suggest(withoutTokens(turn), state, context),
    accompany: (turn, state, context) => flows.accompany(withoutTokens(turn), state, context),
    advance: (turn, state, context) => {
      const result = flows.advance(withoutTokens(turn), state, context);
      return { ...result, replies: tag(turn, result.replies) };
    },
    fallBack: (turn, context) => tag(turn, flows.fallBack(turn, context)),
  };
}
