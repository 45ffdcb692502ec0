import { element } from './element.ts';

/** A line's words, with the numbers of known lines made callable. Texts stay texts: nothing is read as HTML. */
export function writeLineText(words: string, numbers: readonly string[]): readonly (Node | string)[] {
  if (numbers.length === 0) return [words];
  const known = [...numbers].sort((a, b) => b.length - a.length).map((number) => number.replace(/[^\d-]/g, ''));
  const parts = words.split(new RegExp(`(${known.join('|')})`));
  return parts.map((part, index) => {
    const isNumber = index % 2 === 1 && !/\d$/.test(parts[index - 1] ?? '') && !/^\d/.test(parts[index + 1] ?? '');
    return isNumber ? element('a', { href: `tel:${part.replace(/-/g, '')}`, class: 'call' }, part) : part;
  });
}
