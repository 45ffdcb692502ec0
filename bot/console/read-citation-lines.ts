/** Reads one cited article a line as staff type it: `民法典第五百八十七条`, `《劳动合同法》 第47条`. A line that names no article is kept whole as a law, so that the check names it. */
export function readCitationLines(words: string): { law: string; article: string }[] {
  return words
    .split('\n')
    .map((line) => line.trim().replace(/[。；;，,]$/, ''))
    .filter((line) => line !== '')
    .map((line) => {
      const match = /^《?(.+?)》?\s*(第?\s*[零一二三四五六七八九十百千\d]+\s*条(?:之[一二三四五六七八九十]+)?)$/.exec(line);
      return match?.[1] === undefined || match[2] === undefined
        ? { law: line, article: '' }
        : { law: match[1], article: match[2].replace(/\s/g, '').replace(/^(?!第)/, '第') };
    });
}
