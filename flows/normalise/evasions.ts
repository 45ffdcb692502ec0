/** Spellings that stand for a grave word: homophones, letters, digits. The second part is the word they stand for. */
export const evasions: readonly (readonly [RegExp, string])[] = [
  [/自(?:鲨|沙|刹|煞|s(?:ha)?|殺)(?![发滩])/g, '自杀'],
  [/(?:zi|紫|仔|字)(?:sha|杀|鲨)|紫砂(?!壶|锅|杯|茶|泥|陶|煲|器|盆|厂)/g, '自杀'],
  [/(?:qing|轻)(?:sheng|升|声)(?=了|的|念|这|[，。！]|$)/g, '轻生'],
  [/想(?:4|si|屎|史|亖)(?![a-z0-9.年岁块个])/g, '想死'],
  [/(?:bu|不)(?:xiang|想)(?:huo|火|或|和|货)(?=[了le咧啦着]|$)/g, '不想活'],
  [/不想活(?:le|咧|啦|勒)/g, '不想活了'],
  [/(?:tiao|跳)(?:lou|娄|喽)/g, '跳楼'],
  [/割(?:wan|碗|万)(?!豆)/g, '割腕'],
  [/(?:an|安)(?:mian|眠|绵|棉)(?:yao|要|摇)/g, '安眠药'],
  [/农(?:yao|要)(?=[喝了灌]|$)/g, '农药'],
  [/敌敌(?:wei|威|位|味)/g, '敌敌畏'],
  [/百草(?:哭|库)/g, '百草枯'],
  [/(?:家|加|jia)(?:bao|抱|爆)(?=我|了|怎|咋|的男|，|$)/g, '家暴'],
  [/同归(?:与|雨|余)尽/g, '同归于尽'],
];

/** Grave phrases of three and more syllables by their pinyin without tones: what a transcription slip sounds like. */
export const spokenPhrases: readonly (readonly [string, string])[] = [
  ['bu xiang huo', '不想活'],
  ['huo bu xia qu', '活不下去'],
  ['huo zhe mei yi si', '活着没意思'],
  ['xiang yao zi sha', '想要自杀'],
  ['he nong yao', '喝农药'],
  ['an mian yao', '安眠药'],
  ['bai cao ku', '百草枯'],
  ['di di wei', '敌敌畏'],
  ['si le suan le', '死了算了'],
  ['tong gui yu jin', '同归于尽'],
  ['da wo de lian', '打我的脸'],
  ['sha le ta', '杀了他'],
];
