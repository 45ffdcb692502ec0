/** Folds width and case and drops blanks, so that the same words compare equal however they were typed. */
export function normaliseText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Tells whether a UTF-16 code is a Chinese character of the main block. */
export function isHan(code: number): boolean {
  return code >= 0x4e00 && code <= 0x9fff;
}
