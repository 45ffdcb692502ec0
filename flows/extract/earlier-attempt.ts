/** A body that already has the matter, by the form's codes of `other_bodies`. */
export type OtherBody = 'police' | 'court' | 'arbitration' | 'labour_inspection' | 'regulator' | 'petition' | 'none';

const offices =
  '(?:12315|消协|消费者协会|市场监管局?|工商局?|住建局|房管局|环保局|生态环境局|教育局|卫健委|卫生局|文旅局|旅游局|城管|运管所?|自然资源局|土地局|国土局|林业局|农业局|应急局)';
const bodies: readonly (readonly [OtherBody, RegExp])[] = [
  [
    'court',
    /(?:已经|早就|刚|都|也)(?:向|到|去|在|上)?(?:法院)?(?:起诉|立案|立了案|打官司)|法院(?:已经|都|也|给)?(?:立案|立了案|受理|判|开庭|发传票)|(?:起诉|立案|开庭)(?:了|过)|官司(?:正打|打着|在打)|判决(?:书)?(?:下来|出来)/u,
  ],
  [
    'arbitration',
    /(?:申请|提|去)(?:了|过)(?:劳动)?仲裁|(?:申请|提|走)(?:劳动)?仲裁(?:了|过|委)|仲裁(?:委|庭|院)?(?:那边|那儿)?(?:已经?|正|都|也|刚|还没|没|给)?(?:在)?(?:受理|立案|立了|裁决?|开庭|开过|开了|判|下来|结果|输|赢|收了|收下|接了|排)|(?:递|交|提交|打)(?:了|过|着)?(?:劳动)?仲裁|(?:交|递)(?:到|给)(?:劳动)?仲裁|裁决书?(?:已经)?(?:下|出)来/u,
  ],
  ['labour_inspection', /劳动(?:监察|局)(?:大队)?(?:去过|投诉过|反映过|找过|受理|说|管)|(?:去|找|投诉|反映)(?:过|到|了)?劳动(?:监察|局)/u],
  [
    'police',
    /报过警|报了警|报警了|已(?:经)?报警|打(?:了|过)110|派出所(?:来过|调解过|调过|受理|立案|说|正在|也)|(?:去|找)过派出所|(?:交警|警察)(?:来|出|已经|也|定|认定|判)(?:过|警|了|的)?/u,
  ],
  [
    'regulator',
    new RegExp(
      `(?:打|找|去|到|向|跟|投诉|反映|举报|告)(?:过|了|到|给)?(?:了|过)?${offices}(?:投诉|反映|举报|说|去)?(?:过|了)?|${offices}(?:的人?)?(?:也|都|已经)?(?:来|去|受理|调解|答复|罚|管|处理|查|测|登记)(?:过|了)`,
      'u',
    ),
  ],
  ['petition', /上访过|信访(?:过|局)|打过?12345|市长热线/u],
];
const denied = /(?:没|没有|未|不想|不敢|还没|别|要不要|能不能|该不该|想|打算|准备|如何|是不是要|怎么|可以|用不用)[^,。,]{0,4}$/u;

/** The bodies that already have the matter. «没报警» is none. */
export function findOtherBodies(text: string): readonly OtherBody[] {
  const found: OtherBody[] = [];
  for (const [body, pattern] of bodies) {
    const match = pattern.exec(text);
    if (match === null) continue;
    if (denied.test(text.slice(Math.max(0, match.index - 8), match.index)) || /^没|吗|会不会/u.test(match[0])) continue;
    if (/^[^。!\n]{0,4}(?:吗|行不行|有用没|管用不|不\?)/u.test(text.slice(match.index + match[0].length))) continue;
    found.push(body);
  }
  return found;
}

const attempt =
  /(?:找|跟|和|问|催|求|去|给)(?:过|了)?(?:他|她|他们|对方|老板|物业|村里|村干部|社区|居委会|村委会|书记|队长|包工头|房东|公司|商家|工头|人家)[^,。,;!\n]{0,18}(?:过|了|好几|多少次|几次|不理|不管|不接|没用|推|没人|没结果|不认|没下文|不肯)|(?:村里|社区|居委会|村委会|派出所|街道|书记|亲戚|长辈)(?:给|来|也)?(?:调解?|说和|劝|管)过[^,。,]{0,10}/u;

/** What was tried before, in the resident's words; `null` where nothing is told. */
export function findEarlierAttempt(text: string): string | null {
  return attempt.exec(text)?.[0] ?? null;
}

const refusal =
  /(?:他们?|她们?|对方|老板|物业|公司|人家|房东|村里|邻居|那边|那家)[^,。,]{0,6}(?:说)?(?:死活?也?|就是|坚决|根本|压根)?(?:不|拒绝|不肯|不愿意?|不同意|不接受|没法)(?:愿意?|同意|肯|来|跟我|接受|参加|再)*(?:调解|谈|商量|坐下来|协商)/u;

/** Tells whether the text says that the other side will not talk: nobody is forced into mediation (人民调解法 art. 3). */
export function refusesToTalk(text: string): boolean {
  return refusal.test(text);
}
