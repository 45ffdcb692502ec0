import type { FlowContext, FlowNeeds } from '../../core/flow.ts';
import { hourOf, parseInstant } from '../../core/instant.ts';
import type { CaseProgress } from '../../core/ticket.ts';
import type { ScreenedTurn } from '../../core/turn.ts';
import { formatDay } from '../extract/date.ts';
import { type FlowStep, sayOnly } from '../flow-step.ts';
import { hasOpenTicket } from '../intake/ticket-draft.ts';
import { composeReply, wording } from '../replies/compose-reply.ts';
import { quickReplyTexts } from '../replies/quick-reply-texts.ts';
import type { FlowState } from '../state.ts';

const codePattern = /(?<![A-Za-z])([A-Za-z]{2})\s?(\d{8})\s?-?(\d{4,})(?!\d)/u;
const tailPattern = /(?<!\d)(\d{4})(?!\d)/u;
const askPattern =
  /查(?:一下|下|询)?(?:我的?)?(?:进度|案子|编号|单子|办到哪)|(?:我的?|那个?|上次的?)?(?:事|案子|单子|申请)(?:儿)?.{0,6}(?:办|处理|进行|弄|到)(?:得|的|到)?(?:怎么样|咋样|哪|如何|好了)|^(?:查)?进度[?]?$/u;

/** The case code in a text in its plain form, or `null`. */
export function findCaseCode(text: string): string | null {
  const match = codePattern.exec(text);
  return match === null ? null : `${match[1]?.toUpperCase()}${match[2]}${match[3]}`;
}

function findTail(text: string): string | null {
  const rest = text.replace(codePattern, ' ');
  const mobile = /(?<!\d)1[3-9]\d{5}(\d{4})(?!\d)/u.exec(rest)?.[1];
  return mobile ?? tailPattern.exec(rest)?.[1] ?? null;
}

/** Tells whether a turn asks where a case stands. */
export function asksForCase(turn: ScreenedTurn): boolean {
  return turn.triage.intent === 'case_status' || askPattern.test(turn.text.trim()) || findCaseCode(turn.text) !== null;
}

/** What must be looked up before the flow can answer: only where code and phone tail are both known. */
export function lookUpNeeds(turn: ScreenedTurn, state: FlowState): FlowNeeds['lookUp'] {
  const caseCode = findCaseCode(turn.text) ?? (state.pending === 'look_up' ? state.pendingCode : null);
  const phoneTail = caseCode === null ? null : findTail(turn.text);
  return caseCode === null || phoneTail === null ? null : { caseCode, phoneTail };
}

function describePromise(promisedBy: string | null, context: FlowContext): string {
  if (promisedBy === null || parseInstant(promisedBy) < parseInstant(context.now)) return '';
  return wording('look_up.promise', {
    day: `${formatDay(promisedBy.slice(0, 10))}${hourOf(promisedBy)}点${promisedBy.slice(14, 16) === '00' ? '' : `${Number(promisedBy.slice(14, 16))}分`}`,
  });
}

function statusWords(status: CaseProgress['status']): string {
  return wording(`status.${status}`);
}

/** Tells where a case stands: this conversation's own at once, another one by its code and the last four digits of the phone. */
export function lookUpCase(turn: ScreenedTurn, state: FlowState, context: FlowContext): FlowStep {
  const cleared: FlowState = { ...state, pending: null, pendingCode: null };
  const found = context.lookUp;
  if (found !== null) {
    const holder = found.heldBy === null ? '' : wording('look_up.holder', { holder: found.heldBy });
    const values = {
      caseCode: found.caseCode,
      status: statusWords(found.status),
      holder,
      promise: describePromise(found.promisedBy, context),
    };
    return sayOnly(cleared, composeReply('look_up.found', values, { privately: true }));
  }
  const code = findCaseCode(turn.text) ?? (state.pending === 'look_up' ? state.pendingCode : null);
  if (code === null && hasOpenTicket(context) && context.ticket !== null) {
    const { caseCode, status, promisedBy } = context.ticket;
    const values = { caseCode, status: statusWords(status), promise: describePromise(promisedBy, context) };
    return sayOnly(cleared, composeReply('look_up.own', values, { privately: true }));
  }
  if (code === null) {
    const example = `${context.site.caseCodePrefix}${context.now.slice(0, 10).replaceAll('-', '')}0001`;
    return sayOnly({ ...state, pending: 'look_up', pendingCode: null }, composeReply('look_up.ask_code', { example }));
  }
  if (findTail(turn.text) === null) return sayOnly({ ...state, pending: 'look_up', pendingCode: code }, composeReply('look_up.ask_tail'));
  return sayOnly(cleared, composeReply('look_up.none', {}, { quickReplies: [quickReplyTexts.person] }));
}
