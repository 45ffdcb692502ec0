import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { isHan, normaliseText } from './normalise-text.ts';

let jieba: Jieba | null = null;

const isWord = (word: string): boolean => {
  const code = word.charCodeAt(0);
  return isHan(code) || (code >= 0x61 && code <= 0x7a);
};

/** Cuts a text into Chinese words; drops punctuation and figures. Loads the dictionary at the first call (70 ms). */
export function readWords(text: string): readonly string[] {
  jieba ??= Jieba.withDict(dict);
  return jieba.cut(normaliseText(text), false).filter(isWord);
}

/** Hashes a word into 32 bits (FNV-1a over its codes). */
export function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i += 1) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Cuts a text and names each word's part of speech (`n`, `v`, `r` … as jieba does). */
export function tagWords(text: string): readonly { readonly word: string; readonly tag: string }[] {
  jieba ??= Jieba.withDict(dict);
  return jieba.tag(text, false);
}
