import { toPlain } from '../plain-text.ts';

const unsafe =
  /不(?:太|大|是很)?(?:方便|安全|敢|行|能)|没法说|(?:他|她|婆婆|公公|人)(?:就|还|正|也|都)?在(?!上班|外|单位|厂)|有人(?:在|看|翻)?|会(?:有人)?看|(?:旁边|跟前|身边)有|别(?:发|回|说)|小声|偷偷|查(?:我)?手机|翻(?:我)?手机|要回来|快回来|回来了/;
const safe =
  /^(?:方便|安全|可以|能|没事|放心)(?!吗|不|么)|^嗯+[,。 ]*(?:方便|可以|能)|(?:现在|这会儿)?(?:方便|安全|能说|可以说|敢说)(?!吗|不|么)|(?:他|她|人)(?:都)?(?:不在|没在|走了|出去了?|出门了?|上班去?了?|睡了|睡着了)|没人(?:在|看|翻)|(?:就|只有)我(?:一个|自己)?|(?:我)?(?:一个人|自己)在|(?:在|回)(?:了)?(?:我)?(?:娘家|妈家|姐家|单位|厂里|外面|外头|朋友家|派出所)/;

const near =
  /躲(?:在|着|进|到)|藏(?:在|着|进)|反锁|(?:砸|踹|撞|拍)(?:着)?门|正(?:在)?(?:打|砸|骂)|又(?:打|动手)(?:起来)?了|拿(?:着|了|起)(?:刀|棍|斧|锤|酒瓶)|掐(?:着|住)|救命|要打死|快(?:来|点)(?:人|救)/;

/** Tells whether words in a talk about violence say that it is happening now. */
export function isHappeningNow(text: string): boolean {
  return near.test(toPlain(text));
}

/**
 * Reads the answer to «is it safe for you to talk». Only a plain yes opens the talk, a bare «mm» does not; whatever tells that somebody is near or reads along
 * is no. In doubt it is unclear, and nothing is named.
 */
export function readSafeContact(text: string): 'safe' | 'unsafe' | 'unclear' {
  const words = toPlain(text).trim();
  if (/^(?:不|没有?|否|嘘)[的了啊,。.!]*$/.test(words) || unsafe.test(words)) return 'unsafe';
  return safe.test(words) ? 'safe' : 'unclear';
}

/** Tells whether somebody who was not safe to talk says that they are now. A bare «mm» is not enough. */
export function isSafeAgain(text: string): boolean {
  return (
    readSafeContact(text) === 'safe' &&
    /方便|安全|能说|可以说|敢说|不在|没在|走了|出去|出门|上班|睡|没人|一个人|家|单位|外/.test(toPlain(text))
  );
}
