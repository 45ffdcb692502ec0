import { type Emotion, type EmotionKind, emotionKinds } from '../../core/risk.ts';

type Words = { readonly named: RegExp; readonly strong: RegExp; readonly overwhelming: RegExp };

/** 怨 恨 恼 怒 烦 in residents' words, each by strength (YJ-01). What a feeling does to a person is for a counsellor to say, not for this list. */
const words: Readonly<Record<EmotionKind, Words>> = {
  resentment: {
    named: /埋怨|抱怨|委屈|憋屈|不公平|不公道|偏心|心凉|寒心|想不通|不服气|凭什么|凭啥|怨/,
    strong: /太委屈|太不公|心寒透|太寒心|冤枉|一肚子(?:委屈|苦水)|有苦没处|没处说理|怨气|太欺负人|欺人太甚/,
    overwhelming: /天大的冤|冤死|死不瞑目|怨(?:他|她|你|你们|他们)一辈子|怨恨|到死都/,
  },
  hatred: {
    named: /讨厌|记恨|恨(?!不得|铁)|看见(?:他|她)就/,
    strong: /痛恨|可恨|恨(?:死|透)|不想再看见(?:他|她)|一辈子不来往|不共戴天|仇人/,
    overwhelming: /恨之入骨|恨不得(?:他|她|吃|剥|剁|杀|撕)|血海深仇|不是他死|碎尸|千刀万剐|断子绝孙|不得好死/,
  },
  annoyance: {
    named: /郁闷|懊恼|窝火|窝心|不高兴|不痛快|别扭|后悔|懊悔|闹心|堵心/,
    strong: /恼火|憋火|窝囊|肠子都悔青|堵得慌|咽不下/,
    overwhelming: /恼羞成怒|悔得(?:想|要)|气得(?:睡不着|吃不下|直哭|心口疼)/,
  },
  anger: {
    named: /生气|气人|来气|火大|不像话|发火|上火|岂有此理/,
    strong: /气死|气炸|气得(?:我)?(?:发抖|手抖|浑身)|愤怒|怒|忍无可忍|压不住火|火冒三丈|拍桌子/,
    overwhelming: /暴怒|气疯|肺都(?:要)?气炸|忍不了了|跟他拼|拼了|豁出去|同归于尽|杀了他|弄死/,
  },
  weariness: {
    named: /烦(?!请|劳|您|你帮)|心累|闹腾|折腾|麻烦死|头疼|头大|没完没了/,
    strong: /烦死|烦透|烦躁|受够|受不了|快疯|要疯|崩溃|精疲力尽|心力交瘁/,
    overwhelming: /逼疯|彻底崩溃|撑不住|撑不下去|熬不下去|活活(?:烦|逼)死|一天都过不下去/,
  },
};
/** The feeling is denied, or belongs to a set phrase. */
const denied =
  /(?:不|没|没有|别|不要|甭)(?:再|有)?(?:生气|发火|抱怨|埋怨|恨|怨|烦|委屈|后悔|郁闷)|不耐烦其烦|麻烦(?:您|你|帮|问)|烦请|消气|气消/g;

/** The feelings that a normalised text puts into words, strongest first, in the order of the rule where they are as strong. */
export function readEmotions(text: string): readonly Emotion[] {
  const read = text.replace(denied, '，');
  const found = emotionKinds.flatMap((kind): Emotion[] => {
    const { named, strong, overwhelming } = words[kind];
    for (const [strength, pattern] of [
      [3, overwhelming],
      [2, strong],
      [1, named],
    ] as const) {
      const hit = pattern.exec(read);
      if (hit !== null) return [{ kind, strength, words: hit[0] }];
    }
    return [];
  });
  return found.sort((a, b) => b.strength - a.strength);
}
