import type { ResidentFile, ResidentLine } from '../http/api-schema.ts';
import type { ResidentApi } from './api.ts';
import { nameCitation, showArticle } from './article-dialog.ts';
import { canRemember, recall, remember } from './browser-memory.ts';
import { element, fill, icon, icons } from './element.ts';
import { readKeptFile } from './file-store.ts';
import { nameFile, showFile } from './file-view.ts';
import { writeLineText } from './line-text.ts';
import type { ReadAloud } from './read-aloud.ts';
import type { QueuedMessage } from './send-queue.ts';
import { text } from './text.ts';

/** So many citations are shown at once; a tap shows the rest. */
const citationsShown = 2;

/** What bubbles need besides their line. */
export type BubbleContext = {
  readonly api: ResidentApi;
  readonly botName: () => string;
  readonly numbers: () => readonly string[];
  readonly retry: (clientId: string) => void;
  readonly aloud: ReadAloud;
};

function readVotes(): Record<string, boolean> {
  try {
    return JSON.parse(recall('votes') ?? '{}') as Record<string, boolean>;
  } catch {
    return {};
  }
}

function voteRow(line: ResidentLine, api: ResidentApi): HTMLElement {
  const row = element('div', { class: 'vote', role: 'group', 'aria-label': text.votePrompt });
  const show = (given: boolean | undefined): void => {
    const button = (up: boolean): HTMLElement =>
      element(
        'button',
        {
          type: 'button',
          class: 'vote-button',
          'aria-pressed': String(given === up),
          'aria-label': up ? text.voteUp : text.voteDown,
          onclick: () => void give(up),
        },
        icon(up ? icons.up : icons.down),
      );
    fill(row, element('span', { class: 'muted' }, given === undefined ? text.votePrompt : text.voteThanks), button(true), button(false));
  };
  const give = async (up: boolean): Promise<void> => {
    try {
      await api.vote({ replyId: line.id, up });
      remember('votes', JSON.stringify({ ...readVotes(), [line.id]: up }));
      show(up);
    } catch {
      show(undefined);
    }
  };
  show(readVotes()[line.id]);
  return row;
}

function citationRow(line: ResidentLine, api: ResidentApi): HTMLElement | null {
  if (line.citations.length === 0) return null;
  const buttons = line.citations.map((citation) =>
    element(
      'button',
      { type: 'button', class: 'citation', onclick: () => showArticle(api, citation) },
      icon(icons.book),
      nameCitation(citation),
      citation.inForce ? null : element('em', {}, text.repealed),
    ),
  );
  const hidden = buttons.slice(citationsShown);
  const words = `${text.moreBasis}${hidden.length}${text.moreBasisUnit}`;
  const more = element('button', { type: 'button', class: 'plain-button', 'aria-expanded': 'false' }, words);
  more.addEventListener('click', () => {
    more.replaceWith(...hidden);
    hidden[0]?.focus();
  });
  const label = element('span', { class: 'muted' }, text.basis);
  return element('div', { class: 'citations' }, label, ...buttons.slice(0, citationsShown), hidden.length > 0 ? more : null);
}

/** What lies under a line of the bot or of staff: the button that reads it. */
function aloudRow(line: ResidentLine, aloud: ReadAloud): HTMLElement | null {
  if (!aloud.isPossible || line.from === 'resident' || line.text === '') return null;
  const button = element('button', { type: 'button', class: 'read-button', 'data-reads': line.id, onclick: () => aloud.toggle(line) });
  fill(button, icon(icons.speaker), element('span', {}, text.readLine));
  const why = line.quiet && aloud.isOn ? element('span', { class: 'muted' }, text.readQuiet) : null;
  return element('div', { class: 'read-row' }, button, why);
}

/** Shows on every button of the page whether its line is being read. */
export function showReading(root: Element, id: string | null): void {
  for (const button of Array.from(root.querySelectorAll<HTMLElement>('[data-reads]'))) {
    const isRead = button.dataset.reads === id;
    button.setAttribute('aria-pressed', String(isRead));
    fill(button, icon(isRead ? icons.stop : icons.speaker), element('span', {}, isRead ? text.readStop : text.readLine));
  }
}

/** The bubble of a line: who speaks is said in words, not by colour alone. */
export function createBubble(line: ResidentLine, context: BubbleContext): HTMLElement {
  const isOwn = line.from === 'resident';
  const who = isOwn ? text.you : line.from === 'staff' ? (line.who ?? text.personBadge) : context.botName();
  const badge = isOwn ? null : element('span', { class: 'badge' }, line.from === 'staff' ? text.personBadge : text.robotBadge);
  const name = element('p', { class: isOwn ? 'off-screen' : 'who' }, who, badge);
  return element(
    'div',
    { class: `line from-${line.from}`, 'data-sequence': String(line.sequence), 'data-id': line.id },
    name,
    element(
      'div',
      { class: 'bubble' },
      ...writeLineText(line.text, isOwn ? [] : context.numbers()),
      ...line.files.map((file) => showLineFile(file, context.api)),
    ),
    citationRow(line, context.api),
    aloudRow(line, context.aloud),
    line.votable ? voteRow(line, context.api) : null,
  );
}

function showLineFile(file: ResidentFile, api: ResidentApi): HTMLElement {
  const { hash } = file;
  return hash === null ? element('p', { class: 'file' }, nameFile(file)) : showFile(file, () => api.readFile(hash));
}

const refusals: Readonly<Record<string, string>> = {
  too_large: text.fileTooLarge,
  wrong_type: text.fileWrongType,
  lost: text.fileLost,
};
/** Kept between updates, so that a picture does not flicker. */
const ownFiles = new Map<string, HTMLElement>();

function showOwnFile({ clientId, file }: QueuedMessage): HTMLElement | null {
  if (file === undefined) return null;
  const load = async (): Promise<Blob> => {
    const bytes = await readKeptFile(clientId);
    if (bytes === null) throw new Error('lost');
    return bytes;
  };
  const node = ownFiles.get(clientId) ?? showFile(file, load);
  ownFiles.set(clientId, node);
  return node;
}

/** The bubble of a message that is on its way, with what becomes of it. */
export function createQueuedBubble(message: QueuedMessage, context: BubbleContext): HTMLElement {
  const state = { queued: canRemember() ? text.queued : text.queuedHere, sending: text.sending, sent: text.sent, refused: text.refused }[
    message.state
  ];
  const why = message.state === 'refused' ? refusals[message.reason ?? ''] : undefined;
  const retry =
    message.state === 'refused' && why === undefined
      ? element('button', { type: 'button', class: 'plain-button', onclick: () => context.retry(message.clientId) }, text.resend)
      : null;
  return element(
    'div',
    { class: `line from-resident on-its-way is-${message.state}` },
    element('p', { class: 'off-screen' }, text.you),
    element('div', { class: 'bubble' }, message.text, showOwnFile(message)),
    element('p', { class: 'delivery' }, why ?? state, retry),
  );
}
