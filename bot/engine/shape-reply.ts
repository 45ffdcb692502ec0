import type { ChannelCapabilities, Reply } from '../../core/channel.ts';

/** Ends of sentences, the closing quotes and brackets after them included. */
const sentencePattern = /[^。！？!?；;\n]*(?:[。！？!?；;]+[”’」』）)》]*|\n+|$)/gu;
const clausePattern = /[^，,、：:]*(?:[，,、：:]+|$)/gu;

function cutHard(text: string, most: number): readonly string[] {
  const letters = [...text];
  return Array.from({ length: Math.ceil(letters.length / most) }, (_, place) => letters.slice(place * most, (place + 1) * most).join(''));
}

/** Fills messages with pieces in order; a piece that is too long by itself is cut by `cut`. */
function fill(pieces: readonly string[], most: number, cut: (piece: string) => readonly string[]): readonly string[] {
  const messages: string[] = [];
  let open = '';
  for (const piece of pieces) {
    if ((open + piece).trim().length <= most) {
      open += piece;
      continue;
    }
    if (open.trim() !== '') messages.push(open);
    const parts = piece.trim().length <= most ? [piece] : cut(piece);
    messages.push(...parts.slice(0, -1));
    open = parts.at(-1) ?? '';
  }
  if (open.trim() !== '') messages.push(open);
  return messages;
}

function piecesOf(text: string, pattern: RegExp): readonly string[] {
  return (text.match(pattern) ?? []).filter((piece) => piece !== '');
}

/** Splits a text into messages of at most `most` characters: at paragraph ends and sentence ends, else at commas, else anywhere. */
export function splitText(text: string, most: number): readonly string[] {
  if (text.length <= most) return [text];
  const cutSentence = (sentence: string): readonly string[] =>
    fill(piecesOf(sentence, clausePattern), most, (clause) => cutHard(clause, most));
  return fill(piecesOf(text, sentencePattern), most, cutSentence).map((message) => message.trim());
}

/** Tells whether the words already say how to make every choice: in quotes, or as a list of their own. */
function saysChoices(reply: Reply): boolean {
  if (reply.quickReplies.every(({ send }) => reply.text.includes(`“${send}”`))) return true;
  return reply.text.split('\n').filter((line) => /^\d[.、]/.test(line)).length === reply.quickReplies.length;
}

function numberChoices(reply: Reply): string {
  return reply.quickReplies.map(({ label }, place) => `${place + 1}. ${label}`).join('\n');
}

/** The articles, one a line, where the words name none: a reply that names the weightiest chose to leave the others out. */
function nameCitations(reply: Reply): string {
  if (reply.citations.some(({ law, article }) => reply.text.includes(law) && reply.text.includes(article))) return '';
  return [...new Set(reply.citations.map(({ law, article }) => `《${law}》${article}`))].join('\n');
}

/**
 * Shapes a reply for a channel, the one place where that happens: citations in words where there are no cards, numbered choices where there
 * are no buttons (or too few), split at sentence ends. Gives at least one message; the choices hang on the last.
 */
export function shapeReply(reply: Reply, capabilities: ChannelCapabilities): readonly Reply[] {
  const asButtons = reply.quickReplies.length <= capabilities.buttons;
  const text = [
    reply.text,
    capabilities.citationCards ? '' : nameCitations(reply),
    asButtons || saysChoices(reply) ? '' : numberChoices(reply),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
  const messages = splitText(text, capabilities.maxTextLength);
  return messages.map((message, place) => {
    const isLast = place === messages.length - 1;
    return {
      ...reply,
      text: message,
      quickReplies: isLast && asButtons ? reply.quickReplies : [],
      citations: isLast ? reply.citations : [],
    };
  });
}
