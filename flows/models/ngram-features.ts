/** The edge of a clause: punctuation and spaces are one mark, so that a gram can tell how a clause begins and ends. */
const edge = '|';
const digits = /\d+(?:\.\d+)?/g;
const separators = /[\p{P}\p{S}\s]+/gu;
const longestText = 2_000;

/** A text as the features see it: full width and upper case folded, a number as one mark, everything between words as one edge. */
function foldText(text: string): string {
  const folded = text.normalize('NFKC').toLowerCase().replace(digits, '0').replace(separators, edge);
  return `${edge}${folded.slice(0, longestText)}${edge}`;
}

/**
 * The buckets of a text's character grams of `shortest` to `longest` characters (FNV-1a, each bucket once, in the order of their places).
 * A text longer than 2,000 characters counts to there.
 */
export function hashNgrams(text: string, buckets: number, longest = 3, shortest = 1): Uint32Array {
  const folded = foldText(text);
  const seen = new Set<number>();
  for (let start = 0; start < folded.length; start += 1) {
    let hash = 0x811c9dc5;
    for (let length = 1; length <= longest && start + length <= folded.length; length += 1) {
      hash = Math.imul(hash ^ folded.charCodeAt(start + length - 1), 0x01000193) >>> 0;
      if (length < shortest) continue;
      // FNV's low bits alone are weak over 16-bit units: the high ones are mixed in.
      seen.add(((hash ^ (hash >>> 15)) >>> 0) % buckets);
    }
  }
  return Uint32Array.from(seen);
}
