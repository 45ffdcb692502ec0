import type { SafetyTextKey } from '../replies/safety-common-texts.ts';
import { isTogether, type SafetyAnswer } from './read-reply.ts';
import type { Question, SafetyState } from './safety-state.ts';
import { keyFor } from './say-safely.ts';

/** What comes after an answer: the words, the question they ask (`null`: none, we stay), and whether the danger proved nearer. */
export type NextMove = { readonly key: SafetyTextKey; readonly question: Question | null; readonly nearer: boolean };

type Talk = Pick<SafetyState, 'topic' | 'about' | 'level' | 'acted'>;

/** The question that a topic's first words end with. */
export function firstQuestion({ topic, about, level }: Pick<SafetyState, 'topic' | 'about' | 'level'>): Question {
  if (topic === 'self') return about === 'self' ? 'direct' : 'state';
  if (topic === 'home' && about === 'self') return 'safe_contact';
  return topic === 'medical' && level === 'imminent' ? 'rescue' : 'state';
}

function move(key: SafetyTextKey, question: Question | null, nearer = false): NextMove {
  return { key, question, nearer };
}

function denies(answer: SafetyAnswer): boolean {
  return answer === 'no' || answer === 'jokes';
}

function afterSelf(state: Talk, question: Question, answer: SafetyAnswer, text: string): NextMove {
  if (state.about === 'other') {
    if (question === 'state') return move(keyFor(state, 'means'), 'means');
    if (question === 'means') return move(keyFor(state, 'trusted'), 'trusted');
    return move('safety.staying.1', null);
  }
  switch (question) {
    case 'direct':
      if (answer === 'jokes') return move('safety.jokes.self', 'trusted');
      if (answer === 'no') return move('safety.self.no', 'trusted');
      return state.level === 'imminent' ? move('safety.self.means', 'means') : move('safety.self.now', 'now');
    case 'now':
      return answer === 'yes' ? move('safety.self.yes_now', 'means', true) : move('safety.self.means', 'means');
    case 'means':
      return answer === 'yes' ? move('safety.self.means_yes', 'alone', true) : move('safety.self.alone', 'alone');
    case 'alone':
      return move(isTogether(text) ? 'safety.self.together' : 'safety.self.trusted', 'trusted');
    case 'trusted':
      return denies(answer) ? move('safety.self.trusted_none', null) : move('safety.staying.0', null);
    case 'rescue':
      return afterRescue(answer, 'safety.acted.no_answer');
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

function afterRescue(answer: SafetyAnswer, notThrough: SafetyTextKey): NextMove {
  return answer === 'no' ? move(notThrough, 'rescue') : move('safety.acted.wait', null);
}

function afterHome(state: Talk, question: Question, answer: SafetyAnswer): NextMove {
  if (state.about === 'other') return question === 'state' ? move('safety.home.other.next', 'next') : move('safety.staying.1', null);
  if (question === 'hurt') return move('safety.home.protection', 'protection');
  if (question === 'protection') return move(answer === 'no' ? 'safety.home.no_help' : 'safety.home.help', 'help');
  return move('safety.home.stay.0', null);
}

function afterThreat(state: Talk, question: Question, answer: SafetyAnswer): NextMove {
  if (state.about === 'other') return move('safety.staying.1', null);
  if (question === 'state' && answer === 'jokes') return move('safety.jokes.threat', 'trusted');
  if (question === 'state') return move('safety.threat.means', 'means');
  if (question === 'means')
    return answer === 'yes' ? move('safety.threat.means_yes', 'trusted', true) : move('safety.threat.trusted', 'trusted');
  return move('safety.staying.0', null);
}

/** What follows an answer to a question. The safe-contact question of violence at home is handled before this (see `answer-question.ts`). */
export function nextMove(state: Talk, question: Question, answer: SafetyAnswer, text: string): NextMove {
  switch (state.topic) {
    case 'self':
      return afterSelf(state, question, answer, text);
    case 'home':
      return afterHome(state, question, answer);
    case 'threat':
      return afterThreat(state, question, answer);
    case 'medical':
      if (question === 'rescue') return answer === 'no' ? move('safety.rescue.no', 'rescue') : move(keyFor(state, 'next'), 'next');
      return question === 'state' ? move(keyFor(state, 'next'), 'next') : move('safety.staying.1', null);
    case 'child':
    case 'sexual':
    case 'violence':
    case 'fire':
      return question === 'state' ? move(keyFor(state, 'next'), 'next') : move('safety.staying.1', null);
    case 'unknown':
      return move('safety.staying.1', null);
    default: {
      const unknown: never = state.topic;
      throw new TypeError(`unknown topic ${String(unknown)}`);
    }
  }
}
