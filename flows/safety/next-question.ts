import type { SafetyTextKey } from '../replies/safety-common-texts.ts';
import { isTogether, type SafetyAnswer } from './read-reply.ts';
import type { Question, SafetyState } from './safety-state.ts';
import { keyFor } from './say-safely.ts';

/** What comes after an answer: the words, the question they ask (`null`: none, we stay), and whether the danger proved nearer. */
export type NextMove = { readonly key: SafetyTextKey; readonly question: Question | null; readonly nearer: boolean };

/** The question that a topic's first words end with. */
export function firstQuestion({ topic, about }: Pick<SafetyState, 'topic' | 'about'>): Question {
  if (topic === 'self') return about === 'self' ? 'direct' : 'state';
  if (topic === 'home' && about === 'self') return 'safe_contact';
  return 'state';
}

function move(key: SafetyTextKey, question: Question | null, nearer = false): NextMove {
  return { key, question, nearer };
}

function afterSelf(state: SafetyState, question: Question, answer: SafetyAnswer, text: string): NextMove {
  if (state.about === 'other') {
    if (question === 'state') return move(keyFor(state, 'means'), 'means');
    if (question === 'means') return move(keyFor(state, 'trusted'), 'trusted');
    return move('safety.staying.0', null);
  }
  switch (question) {
    case 'direct':
      if (answer === 'no') return move('safety.self.no', 'trusted');
      return state.level === 'imminent' ? move('safety.self.means', 'means') : move('safety.self.now', 'now');
    case 'now':
      return answer === 'yes' ? move('safety.self.yes_now', 'means', true) : move('safety.self.means', 'means');
    case 'means':
      return answer === 'yes' ? move('safety.self.means_yes', 'alone', true) : move('safety.self.alone', 'alone');
    case 'alone':
      return move(isTogether(text) ? 'safety.self.together' : 'safety.self.trusted', 'trusted');
    case 'trusted':
      return answer === 'no' ? move('safety.self.trusted_none', null) : move('safety.staying.0', null);
    case 'safe_contact':
    case 'hurt':
    case 'protection':
    case 'help':
    case 'state':
    case 'next':
      return move('safety.staying.0', null);
    default: {
      const unknown: never = question;
      throw new TypeError(`unknown question ${String(unknown)}`);
    }
  }
}

function afterHome(state: SafetyState, question: Question, answer: SafetyAnswer): NextMove {
  if (state.about === 'other') return question === 'state' ? move('safety.home.other.next', 'next') : move('safety.staying.1', null);
  if (question === 'hurt') return move('safety.home.protection', 'protection');
  if (question === 'protection') return move(answer === 'no' ? 'safety.home.no_help' : 'safety.home.help', 'help');
  return move('safety.staying.1', null);
}

/** What follows an answer to a question. The safe-contact question of violence at home is handled before this (see `advance-safety.ts`). */
export function nextMove(state: SafetyState, question: Question, answer: SafetyAnswer, text: string): NextMove {
  switch (state.topic) {
    case 'self':
      return afterSelf(state, question, answer, text);
    case 'home':
      return afterHome(state, question, answer);
    case 'threat':
      if (state.about === 'other') return move('safety.staying.1', null);
      if (question === 'state') return move('safety.threat.means', 'means');
      if (question === 'means')
        return answer === 'yes' ? move('safety.threat.means_yes', 'trusted', true) : move('safety.threat.trusted', 'trusted');
      return move('safety.staying.0', null);
    case 'child':
    case 'sexual':
    case 'violence':
    case 'medical':
      return question === 'state' ? move(keyFor(state, 'next'), 'next') : move('safety.staying.1', null);
    case 'unknown':
      return move('safety.staying.0', null);
    default: {
      const unknown: never = state.topic;
      throw new TypeError(`unknown topic ${String(unknown)}`);
    }
  }
}
