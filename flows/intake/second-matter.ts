import type { DisputeLabel } from '../../core/dispute-type.ts';
import type { FlowContext } from '../../core/flow.ts';
import type { ScreenedTurn } from '../../core/turn.ts';
import type { FlowStep } from '../flow-step.ts';
import { wording } from '../replies/compose-reply.ts';
import type { FlowState, ParkedMatter } from '../state.ts';
import { askNext } from './ask-next.ts';
import { newIntake, startSecondMatter } from './start-intake.ts';
import { formOf } from './ticket-draft.ts';

const mostParked = 3;
/** A clause that lets the present matter be: 算咧不说狗咧, 先不说这个, 这事先放着. */
const drops =
  /^(?:那|唉|哎|行|好|嗯)?[,，\s]*(?:算(?:了|咧|啦|球了|求了)|罢了|拉倒|(?:先|再|暂时)?(?:不|别|甭|莫)(?:说|提|讲|管|弄)|(?:这个?|那个?|这事|那事)?先(?:放|搁|撂|等)(?:着|一放|一边|一下)?)[^,，。]{0,8}$/u;
/** A clause that opens another matter: 还有个事, 另外一件事, 换个事说. */
const opens =
  /^(?:对了|唉|哎|那|嗯)?[,，\s]*(?:(?:还有|另外|再有|再一个|顺便)(?:我|俺|额|俄)?(?:还)?(?:有|想说|说|问)?(?:一?(?:个|件|桩)|别的)?(?:别的)?(?:事|事情|问题|纠纷)|换(?:一?(?:个|件))?(?:别的)?(?:事|话题)|(?:说|讲)(?:一?(?:个|件))?(?:别的|另外的?|旁的)(?:事)?|另(?:外)?(?:有)?一?(?:个|件|桩)(?:事|事情|问题))(?:儿|情|吧|说|哩|咧)*$/u;
const shortest = 6;

/** What a message says of another matter than the one under way, without the words that turn to it; `null` where it turns to none. */
export function readOtherMatter(turn: ScreenedTurn, current: DisputeLabel): string | null {
  const clauses = turn.text.split(/(?<=[,，。;；:：!！\s])/u).filter((clause) => clause.trim() !== '');
  const bare = (clause: string): string => clause.replace(/[,，。;；:：!！\s]+$/u, '').trim();
  let away = 0;
  let isOpened = false;
  for (const clause of clauses) {
    if (opens.test(bare(clause))) isOpened = true;
    else if (!drops.test(bare(clause))) break;
    away += 1;
  }
  const rest = clauses.slice(away).join('').trim();
  if (away === 0 || rest.length < shortest) return null;
  const { disputeType, intent } = turn.triage;
  const isOther = disputeType !== 'none' && disputeType !== current;
  return isOther || (isOpened && (intent === 'dispute' || disputeType !== 'none')) ? rest : null;
}

/** Tells whether a matter is under way: asked about, or told while we ask of which kind it is. */
export function isMatterBegun({ intake, pending }: FlowState): boolean {
  return intake === null ? pending === 'which_kind' : true;
}

function park(state: FlowState, context: FlowContext): readonly ParkedMatter[] {
  const { fields, disputeType } = state;
  const intake = state.intake ?? (state.pending === 'which_kind' ? newIntake(state, context) : null);
  if (intake === null || intake.phase === 'done') return state.parked;
  return [...state.parked, { disputeType, fields, intake: { ...intake, phase: 'suspended' as const } }].slice(-mostParked);
}

/** Lays the matter under way aside and takes the other one down, for a ticket of its own. */
export function turnToOther(rest: string, turn: ScreenedTurn, state: FlowState, context: FlowContext): FlowStep {
  const parked = park(state, context);
  const key = parked.length > state.parked.length ? 'intake.second_parked' : 'intake.second_matter';
  return startSecondMatter({ ...turn, text: rest }, { ...state, parked, pending: null }, context, key);
}

const back =
  /^(?:那|好|行|嗯|对了)?[,，\s]*(?:咱们?|我们?|俺|额|俄)?(?:还是|再|接着|继续|回过头|回头)*(?:来)?(?:说|讲|办|登记|谈)(?:回|说|讲)?(?:到|那)?(?:个|件)?([^,，。]{0,10}?)(?:的|那个?|那件|这)?(?:事|事情|事儿|问题)?(?:吧|哇|了|呗|咧|哩|呀|啊)*$/u;
const first = /^(?:前面|刚才|头(?:一|里)?|第一|原来|原先|上一|先前|开头|之前)(?:那)?(?:个|件)?(?:说)?$/u;

/** The place among the matters laid aside of the one that a message goes back to; `null` where it names none. */
export function readReturn(text: string, state: FlowState): number | null {
  const about = back.exec(text.trim().replaceAll(/[。.!~]+$/gu, ''))?.[1]?.replace(/的$/u, '');
  if (about === undefined || state.parked.length === 0) return null;
  if (about === '' || first.test(about)) return about === '' && state.intake?.phase !== 'done' ? null : state.parked.length - 1;
  const current = String(state.fields.story?.value ?? '');
  const place = state.parked.findLastIndex(({ fields, disputeType }) => {
    const told = [fields.story, fields['respondent.name'], fields.demand].map((field) => String(field?.value ?? '')).join('\n');
    return (told.includes(about) && !current.includes(about)) || disputeType.includes(about);
  });
  return place < 0 ? null : place;
}

/** Takes up a matter that was laid aside; the one under way is laid aside in its stead. It becomes a ticket of its own. */
export function takeUp(place: number, state: FlowState, context: FlowContext): FlowStep {
  const matter = state.parked[place];
  if (matter === undefined) return { state, replies: [], effects: [] };
  const rest = state.parked.filter((_, at) => at !== place);
  const told = matter.intake.told.includes('second_matter') ? matter.intake.told : [...matter.intake.told, 'second_matter'];
  const next: FlowState = {
    ...state,
    disputeType: matter.disputeType,
    fields: { ...state.fields, ...matter.fields, ...ownFields(state) },
    parked: park({ ...state, parked: rest }, context),
    intake: { ...matter.intake, phase: 'collecting', asked: null, clarifying: null, confirming: null, told, at: context.now },
  };
  const only = Object.fromEntries(Object.entries(next.fields).filter(([name]) => name in matter.fields || name.startsWith('applicant.')));
  const back: FlowState = { ...next, fields: only };
  return askNext(back, formOf(back, context), wording('intake.taken_up'), context);
}

/** Who one is stays the same from matter to matter. */
function ownFields(state: FlowState): FlowState['fields'] {
  return Object.fromEntries(Object.entries(state.fields).filter(([name]) => name.startsWith('applicant.')));
}
