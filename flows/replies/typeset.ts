import type { Reply } from '../../core/channel.ts';

const wide: Readonly<Record<string, string>> = {
  ',': '\uff0c',
  '?': '\uff1f',
  '!': '\uff01',
  ':': '\uff1a',
  ';': '\uff1b',
};
const beside = '\\u3400-\\u9fff\\u3001\\u3002\\uff01-\\uff5e\\u201c\\u201d\\u300a\\u300b';
const afterChinese = new RegExp(`(?<=[${beside}])([,?!:;]) ?`, 'gu');
const beforeChinese = new RegExp(`([,?!;])(?=[${beside}])`, 'gu');
const brackets = new RegExp(`\\(([^()\\n]*[${beside}][^()\\n]*)\\)`, 'gu');

/** Sets a text as Chinese is printed: full-width punctuation beside Chinese characters. Line breaks, numbers and addresses stay as they are. */
export function typeset(text: string): string {
  return text
    .replaceAll(brackets, '\uff08$1\uff09')
    .replaceAll(afterChinese, (_whole, mark: string) => wide[mark] ?? mark)
    .replaceAll(beforeChinese, (mark) => wide[mark] ?? mark);
}

/** Sets a reply's words and choices; what a choice sends stays as a resident would type it. */
export function typesetReply(reply: Reply): Reply {
  return {
    ...reply,
    text: typeset(reply.text),
    quickReplies: reply.quickReplies.map((choice) => ({ ...choice, label: typeset(choice.label) })),
  };
}
