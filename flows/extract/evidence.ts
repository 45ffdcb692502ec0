const kinds: readonly (readonly [string, RegExp])[] = [
  ['欠条', /欠条|欠据|白条/],
  ['借条', /借条|借据|借款协议|借款合同/],
  ['合同', /(?<!没有?签?|没签过?|无|未签)(?:劳动|租房|租赁|买卖|承包|购房|装修|施工|服务)?(?:合同|协议书|协议)(?!纠纷|法|工)/],
  ['转账记录', /转账|转帐|银行流水|流水|打款记录|付款记录|汇款/],
  [
    '微信记录',
    /(?:微信|聊天|短信|qq|QQ)(?:聊天)?(?:里)?的?(?:记录|截图|截屏|说过|里说|都在|还在)|微信上(?:说|有|都)|微信(?:聊天)?(?=$|[,。、和])|有(?:微信|短信|聊天)/,
  ],
  ['录音', /录音|录了音|录下来/],
  ['录像', /录像|录了像|视频|监控/],
  ['照片', /照片|相片|拍了照(?!片)|拍照|拍了(?![\u4e00-\u9fa5]{0,3}(?:照片|视频|录像))/],
  ['收据', /收据|收条|发票|小票|单据|票据/],
  ['工资条', /工资条|工资单/],
  ['考勤记录', /考勤|记工本|工票|出勤表|工牌|上岗证|打卡/],
  ['证人', /证人|工友(?:都|能|可以)?(?:作证|证明)|(?:有人|邻居|都)(?:看见|能作证|作证)|作证/],
  ['病历', /病历|诊断|住院单|医院的单子|检查单|医药费单|伤情鉴定/],
  ['事故认定书', /认定书|责任书|交警(?:的)?认定/],
  ['报警回执', /报警回执|出警记录|接警单|受案回执/],
  ['房产证', /房产证|不动产证|房本/],
  ['宅基地证', /宅基地证/],
  ['土地证', /土地证/],
  ['林权证', /林权证/],
  ['承包证', /承包证/],
  ['判决书', /判决书|裁决书|调解书/],
];
const lacking = /(?:没有?|没|无|丢了|找不着|找不到|不见了|没签|没写|没打|没留|哪有|啥也没|什么都没)[^,。,;]{0,5}$/;

/** The evidence that a resident says is at hand, in the form's words. What they say is missing or lost is left out. */
export function findEvidence(text: string): readonly string[] {
  const found: string[] = [];
  for (const [label, pattern] of kinds) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const before = text.slice(Math.max(0, match.index - 10), match.index);
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 6);
    if (lacking.test(before) || /^[^,。,]{0,2}(?:没有|没了|丢了|没留|没签|没写|找不)/u.test(after)) continue;
    found.push(label);
  }
  return found;
}

/** Tells whether the resident says that there is no evidence. */
export function saysNoEvidence(text: string): boolean {
  return /(?:没有?|没啥|没什么|没有啥|没有什么|没得|啥也没|什么都没|哪有|一样都没|都没)(?:有)?(?:证据|凭据|凭证|单据|字据|条子|东西)?(?:了|呀|啊|留)?$|空口|口头说的|全凭嘴/u.test(
    text.trim().replaceAll(/[。!,]+$/g, ''),
  );
}
