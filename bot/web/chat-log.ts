import type { ResidentLine } from '../http/api-schema.ts';
import { recall, remember } from './browser-memory.ts';
import { type BubbleContext, createBubble, createQueuedBubble, showReading } from './bubble.ts';
import type { ChatModel } from './chat-model.ts';
import { element, fill } from './element.ts';
import { nameFile } from './file-view.ts';
import type { SendQueue } from './send-queue.ts';
import { isFarApart, showTime } from './show-time.ts';
import { text } from './text.ts';

/** The log of the conversation. Lines are only ever added, so that a screen reader reads each once. */
export interface ChatLog {
  readonly node: HTMLElement;
  update(): void;
  scrollToEnd(): void;
}

const nearEnd = 120;
const readingMargin = 12;

/** Makes the log over the model and the queue. `welcome` is shown while nothing was said. */
export function createChatLog(model: ChatModel, queue: SendQueue, context: BubbleContext, welcome: HTMLElement): ChatLog {
  const list = element('div', { class: 'lines', role: 'log', 'aria-live': 'polite', 'aria-label': text.logLabel });
  const pending = element('div', { class: 'lines pending' });
  const note = element('p', { class: 'note', role: 'status' });
  const jump = element('button', { type: 'button', class: 'jump', hidden: true }, text.newLines);
  const scroller = element(
    'div',
    { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': text.scrollLabel },
    welcome,
    list,
    pending,
    note,
  );
  const node = element('div', { class: 'log' }, scroller, jump);
  let shown = 0;
  let lastAt: string | null = null;
  let isPlaced = false;
  /** The reader follows the talk, until they scroll away. What shrinks the view (a keyboard, a card) is no scrolling. */
  let follows = true;
  let height = 0;

  const isAtEnd = (): boolean => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearEnd;
  const scrollToEnd = (): void => {
    scroller.scrollTop = scroller.scrollHeight;
    follows = true;
    jump.hidden = true;
  };
  /** Shows what came last; a long answer from its beginning. */
  const showLast = (fresh: readonly ResidentLine[]): void => {
    const first = fresh.find((line) => line.from !== 'resident');
    const bubble = first === undefined ? null : list.querySelector<HTMLElement>(`[data-sequence="${first.sequence}"]`);
    scrollToEnd();
    if (bubble !== null) scroller.scrollTop = Math.min(scroller.scrollTop, bubble.offsetTop - readingMargin);
  };
  const append = (line: ResidentLine): void => {
    if (isFarApart(lastAt, line.at)) list.append(element('p', { class: 'time' }, showTime(line.at, Date.now())));
    lastAt = line.at;
    list.append(createBubble(line, context));
  };
  const describe = (): string => {
    if (model.isLoading) return text.loading;
    const { owner, waiting } = model.view;
    const isUnanswered = waiting.length > 0 || queue.messages.some((message) => message.state === 'sent');
    if (owner === 'queue') return text.waitingPerson;
    return owner === 'bot' && isUnanswered ? text.thinking : '';
  };
  const updatePending = (): void => {
    const known = new Set(queue.messages.map((message) => message.id));
    const elsewhere = model.view.waiting.filter((message) => !known.has(message.id));
    const bubbles = [
      ...elsewhere.map(({ files: [file], ...message }) =>
        createQueuedBubble(
          { ...message, clientId: message.id, state: 'sent', text: file === undefined ? message.text : nameFile(file) },
          context,
        ),
      ),
      ...queue.messages.map((message) => createQueuedBubble(message, context)),
    ];
    fill(pending, ...bubbles);
  };

  /** After a reload the reader is where they were. */
  const restorePlace = (): void => {
    isPlaced = true;
    const [sequence, offset] = (recall('place') ?? '').split(':').map(Number);
    const anchor = sequence === undefined ? null : list.querySelector<HTMLElement>(`[data-sequence="${sequence}"]`);
    if (anchor === null) showLast(model.lines.slice(-1));
    else scroller.scrollTop = anchor.offsetTop + (offset ?? 0);
    height = scroller.clientHeight;
    follows = isAtEnd();
  };
  const savePlace = (): void => {
    if (!isPlaced) return;
    const top = scroller.scrollTop;
    const first = [...list.querySelectorAll<HTMLElement>('.line')].find((line) => line.offsetTop + line.offsetHeight > top);
    remember('place', isAtEnd() || first === undefined ? '' : `${first.dataset.sequence}:${Math.round(top - first.offsetTop)}`);
    if (isAtEnd()) jump.hidden = true;
  };
  let saving = 0;
  scroller.addEventListener('scroll', () => {
    if (scroller.clientHeight === height) follows = isAtEnd();
    height = scroller.clientHeight;
    clearTimeout(saving);
    saving = window.setTimeout(savePlace, 150);
  });
  window.addEventListener('pagehide', savePlace);
  window.addEventListener('resize', () => {
    if (isPlaced && follows) scroller.scrollTop = scroller.scrollHeight;
  });
  jump.addEventListener('click', scrollToEnd);
  context.aloud.onChange = (id) => showReading(list, id);

  return {
    node,
    scrollToEnd,
    update: () => {
      const fresh = model.lines.slice(shown);
      for (const line of fresh) append(line);
      shown = model.lines.length;
      updatePending();
      note.textContent = describe();
      welcome.hidden = model.isLoading || shown > 0 || pending.childElementCount > 0;
      if (model.isLoading) return;
      if (isPlaced) context.aloud.hear(fresh, model.lines);
      if (!isPlaced) restorePlace();
      else if (follows) showLast(fresh);
      else if (fresh.some((line) => line.from !== 'resident')) jump.hidden = false;
    },
  };
}
