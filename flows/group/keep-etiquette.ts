import type { Reply } from '../../core/channel.ts';
import type { FlowContext } from '../../core/flow.ts';
import { formatInstant, type Instant, parseInstant } from '../../core/instant.ts';
import { maskPersonal } from '../../core/mask.ts';
import { isAtLeast } from '../../core/risk.ts';
import type { Site } from '../../core/site.ts';
import type { ScreenedTurn } from '../../core/turn.ts';
import type { FlowStep } from '../flow-step.ts';
import { composeReply, wording } from '../replies/compose-reply.ts';

/** The most letters of an answer that everybody must scroll past. */
const longest = 140;
const mostCited = 2;
const quarrelPattern =
  /不要脸|臭不要|混蛋|王八|畜生|放屁|狗东西|去死|傻[逼比叉子]|神经病|泼妇|滚(?:蛋|远|出)|骂我|谁对谁错|评评理|你说他(?:是不是|该不该)/u;

/** Tells whether a line of a group is part of a quarrel: the bot takes no side in front of everybody. */
export function isQuarrel(text: string): boolean {
  return quarrelPattern.test(text);
}

/** Tells whether a moment lies in the hours in which the bot says nothing into a group. A span may run past midnight; equal ends: none. */
export function isQuiet(site: Pick<Site, 'groups'>, now: Instant): boolean {
  const { quietFrom, quietTo } = site.groups;
  const clock = formatInstant(parseInstant(now)).slice(11, 16);
  if (quietFrom === quietTo) return false;
  return quietFrom < quietTo ? clock >= quietFrom && clock < quietTo : clock >= quietFrom || clock < quietTo;
}

/** Every number that the centre itself makes known. */
function publicNumbers(site: Site): readonly string[] {
  return [site.phone, ...site.hotlines.map(({ number }) => number), ...site.offices.map(({ phone }) => phone)].filter((one) => one !== '');
}

/** Tells whether words hold a personal detail: by its form, or because this person said it. */
function tellsDetail(text: string, turn: ScreenedTurn, step: FlowStep, site: Site): boolean {
  // 110 within a telephone number is not the police.
  const others = publicNumbers(site).reduce((rest, number) => rest.replaceAll(new RegExp(`(?<!\\d)${number}(?!\\d)`, 'g'), ''), text);
  if (maskPersonal(others) !== others) return true;
  const told = [...Object.values(step.state.fields), ...Object.values(turn.triage.fields)].map(({ value }) => value);
  return told.some((value) => typeof value === 'string' && value.length >= 2 && value.length <= 40 && others.includes(value));
}

/** The first sentences of a text, at most `most` letters. */
function firstSentences(text: string, most: number): string {
  let kept = '';
  for (const sentence of text.match(/[^。！？!?；;\n]+[。！？!?；;\n]*/gu) ?? []) {
    if ((kept + sentence).length > most) break;
    kept += sentence;
  }
  return kept === '' ? `${text.slice(0, most - 1)}…` : kept.trimEnd();
}

/** The short form for a group: the point, the articles, and where the rest is said. */
function shorten(reply: Reply): Reply {
  const paragraphs = reply.text.split('\n\n');
  const basis = paragraphs.find((paragraph) => paragraph.startsWith('依据'));
  const point = firstSentences(paragraphs[0] ?? reply.text, longest - 20);
  const text = [point, ...(basis === undefined || basis.length > 80 ? [] : [basis]), wording('group.more')].join('\n');
  return { ...reply, text, citations: reply.citations.slice(0, mostCited) };
}

/**
 * Shapes a step for a group. One short answer goes into it; what comes after that, what names a personal detail, and everything in the quiet
 * hours goes to the person alone. In danger nothing is shortened: all of it goes to the person.
 */
export function keepEtiquette(step: FlowStep, turn: ScreenedTurn, context: FlowContext): FlowStep {
  if (turn.space !== 'group') return step;
  const aside = turn.screen.failed || isAtLeast(turn.screen.level, 'elevated') || isQuiet(context.site, context.now);
  let isSaid = false;
  const replies = step.replies.flatMap((reply): readonly Reply[] => {
    if (reply.privately || aside || isSaid) return [{ ...reply, privately: true }];
    isSaid = true;
    if (tellsDetail(reply.text, turn, step, context.site)) return [composeReply('group.go_private'), { ...reply, privately: true }];
    const short = reply.text.length > longest ? shorten(reply) : reply;
    return [{ ...short, quickReplies: [] }];
  });
  return { ...step, replies };
}
