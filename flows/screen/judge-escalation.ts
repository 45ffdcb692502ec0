import { type DisputeStage, disputeStages, type Escalation } from '../../core/risk.ts';

/** What tells that a dispute has reached a stage, gravest first. */
const signs: readonly (readonly [DisputeStage, RegExp])[] = [
  [
    'blows',
    /(?:动(?:了)?手|打(?:了)?(?:我|他|她|人|起来|架)|打伤|打断|推(?:倒|搡)|砍|捅|揍|扇(?:了)?|见(?:了)?血|受(?:了)?伤|轻伤|住(?:了)?院)/,
  ],
  ['threat', /(?:扬言|威胁|恐吓|放话|等着瞧|走着瞧|弄死|打死|没完|不会放过|要(?:我|他|她|你)好看|跟他拼|同归于尽|带人来|叫人来)/],
  [
    'obstruction',
    /(?:堵(?:门|路|车|住|了)|拦(?:着|住|车|路)|砸|锁(?:了)?(?:门|车)|断(?:水|电|网|路)|剪(?:了)?(?:电|线|网)|拔(?:了)?(?:苗|树)|泼|拉横幅|围(?:住|着)|闹到|强(?:占|拆|行))/,
  ],
  ['words', /(?:吵|骂|嚷|争|顶撞|翻脸|红(?:了)?脸|撕破脸|阴阳怪气|出言不逊|难听|羞辱|造谣)/],
];
/** Said of what is not so, or of what others say in general. */
const unsaid =
  /(?:没|没有|从没|不会|别|不要|不想|怕)(?:再)?(?:动手|打|吵|骂|砸|威胁)|打(?:电话|工|官司|算|听|印|车|款|折|招呼|牌|麻将|游戏|针|扫|开|欠条|借条|条|交道)|争取|竞争|锁(?:定|价)|砸(?:锅|钱)/g;

function stageOf(text: string): DisputeStage {
  const read = text.replace(unsaid, '，');
  return signs.find(([, pattern]) => pattern.test(read))?.[0] ?? 'matter';
}

/**
 * How a dispute has gone on over the turns of a conversation: the gravest stage told earlier, the stage told now, and whether now is graver.
 * `null` where this turn tells of nothing beyond the matter. The words of the resident alone; whether they are so is for people to find out.
 */
export function judgeEscalation(earlier: readonly string[], text: string): Escalation | null {
  const to = stageOf(text);
  if (to === 'matter') return null;
  const from = earlier.map(stageOf).reduce<DisputeStage>((worst, stage) => {
    return disputeStages.indexOf(stage) > disputeStages.indexOf(worst) ? stage : worst;
  }, 'matter');
  return { from, to, rising: earlier.length > 0 && disputeStages.indexOf(to) > disputeStages.indexOf(from) };
}
