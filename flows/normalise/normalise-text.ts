import { Converter } from 'opencc-js';
import { pinyin } from 'pinyin-pro';
import { evasions, spokenPhrases } from './evasions.ts';

/** A text in the one form that rules read. */
export type NormalisedText = {
  /** Simplified, letters and digits half width, punctuation Chinese, lower case, evasions resolved. Punctuation stays: rules read clauses. */
  readonly text: string;
  /** The same without spaces and symbols between characters; what tricks hide is whole here. */
  readonly squeezed: string;
};

const toSimplified = Converter({ from: 't', to: 'cn' });
const invisible = /\p{Default_Ignorable_Code_Point}/gu;
const emoji = /\p{Extended_Pictographic}/gu;
/** Marks that nobody needs between two characters: what stands on both sides belongs together. */
const filler = /[.·*#_\-—~～|/\\^'"“”‘’()（）[\]【】…]+/gu;
/** Marks and spaces that part clauses: they hide a word only where a single character stands beside them. */
const clauseMarks = /[\s。,，、!！?？:：;；]+/u;
/** Symbols squeezed between single Chinese characters: 自.杀, 不*想*活. */
const spacedOut = /(?<=[\u4e00-\u9fff])[.·*_\-~^|/\\\s]{1,3}(?=[\u4e00-\u9fff](?:[.·*_\-~^|/\\\s]|[杀死活药亡楼腕]))/gu;
/** Longer texts than this are not read by ear: pinyin costs time, and a transcript of one turn is shorter. */
const longestByEar = 400;

function resolve(text: string): string {
  let resolved = text;
  for (const [pattern, word] of evasions) resolved = resolved.replace(pattern, word);
  return resolved;
}

/** Replaces phrases that sound like a grave one and are written with other characters. */
function resolveByEar(text: string): string {
  if (text.length > longestByEar) return text;
  const characters = [...text];
  const syllables = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'spaced' });
  if (syllables.length !== characters.length) return text;
  const spoken = ` ${syllables.join(' ')} `;
  let result = characters;
  for (const [sound, phrase] of spokenPhrases) {
    const at = spoken.indexOf(` ${sound} `);
    if (at < 0) continue;
    const start = spoken.slice(0, at).split(' ').length - 1;
    const length = sound.split(' ').length;
    if (characters.slice(start, start + length).join('') === phrase) continue;
    result = [...result.slice(0, start), ...phrase, ...result.slice(start + length)];
    if (phrase.length !== length) break;
  }
  return result.join('');
}

/** NFKC makes Chinese punctuation half width; rules are written with the Chinese marks. */
const chineseMarks: Readonly<Record<string, string>> = { ',': '，', '!': '！', '?': '？', ';': '；', ':': '：', '(': '（', ')': '）' };

/** Brings a text to the one form that rules read. Any text is valid input; the result may be empty. */
export function normaliseText(original: string): NormalisedText {
  const plain = toSimplified(original.normalize('NFKC').replace(invisible, '').toLowerCase())
    .replace(emoji, '')
    .replace(/[,!?;:()]/g, (mark: string) => chineseMarks[mark] ?? mark);
  const text = resolveByEar(resolve(plain.replace(spacedOut, '')));
  return { text, squeezed: resolve(squeeze(plain)) };
}

/** Joins what marks tear apart (自。杀, 不 想 活), and keeps clauses apart that are whole (…挡路了，说…). */
function squeeze(text: string): string {
  const pieces = text.replace(filler, '').split(clauseMarks);
  return pieces.reduce((joined, piece, place) => {
    const single = piece.length < 2 || (pieces[place - 1] ?? '').length < 2;
    return single || joined === '' ? joined + piece : `${joined}，${piece}`;
  }, '');
}
