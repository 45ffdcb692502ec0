import type { Centre } from '../http/api-schema.ts';
import { createResidentApi } from './api.ts';
import { createCaseCard, showLookUp } from './case-card.ts';
import { createChatLog } from './chat-log.ts';
import { createChatModel } from './chat-model.ts';
import { createComposer } from './composer.ts';
import { showDialog } from './dialog.ts';
import { element, fill } from './element.ts';
import { followHost } from './follow-host.ts';
import { leaveAtOnce, linkToHost } from './host-link.ts';
import { startLiveLink } from './live-link.ts';
import { markOldBrowser } from './old-browser.ts';
import { createPageHeader } from './page-header.ts';
import { createReadAloud } from './read-aloud.ts';
import { createSendQueue } from './send-queue.ts';
import { createSideRail, describeCentre } from './side-rail.ts';
import { text } from './text.ts';
import { createWelcome } from './welcome.ts';

/** Joins the parts of the page for one visitor and starts it. */
export function startPage(token: string): void {
  const api = createResidentApi(token);
  const host = linkToHost();
  let centre: Centre | null = null;

  const numbers = (): readonly string[] => centre?.hotlines.map((line) => line.number) ?? ['110', '120'];
  const aloud = createReadAloud(numbers);
  const botName = (): string => centre?.botName ?? text.brand;
  const welcome = createWelcome((words) => send(words));
  const update = (): void => render();
  const queue = createSendQueue(api, update, () => composer.say(text.tooMany));
  const model = createChatModel(api, update);
  const card = createCaseCard();
  const composer = createComposer({
    send: (words) => send(words),
    sendFile: (file, bytes) => void queue.addFile(file, bytes).then(() => log.scrollToEnd()),
  });
  const header = createPageHeader({
    onLookUp: () => showLookUp(api, model.view.progress?.caseCode ?? ''),
    onMore: () => {
      if (centre !== null) showDialog(text.more, element('div', { class: 'about' }, ...describeCentre(centre)));
    },
    onLeave: () => {
      aloud.stop();
      leaveAtOnce(host);
    },
    onFold: host === null ? null : () => host.tell({ xinqiao: 'fold' }),
    aloud,
  });
  const log = createChatLog(
    model,
    queue,
    {
      api,
      botName,
      numbers,
      retry: (clientId) => queue.retry(clientId),
      aloud,
    },
    welcome.node,
  );
  const fault = element('p', { class: 'fault-strip', role: 'alert', hidden: true });

  function send(words: string): void {
    composer.say('');
    aloud.stop();
    queue.add(words);
    log.scrollToEnd();
  }

  function render(): void {
    queue.settle(new Set(model.lines.map((line) => line.id)));
    const last = model.lines[model.lines.length - 1];
    const isSettled = queue.messages.length === 0 && model.view.waiting.length === 0;
    composer.offer(isSettled && last !== undefined && last.from !== 'resident' ? last.quickReplies : []);
    card.update(model.view.progress);
    header.showSpeaker(botName(), model.view.owner === 'person' ? model.view.who : null);
    fault.hidden = !(model.isLoading && model.hasFailed);
    fault.textContent = `${text.loadFailed} ${centre?.phone ?? ''}`;
    welcome.introduce(botName());
    log.update();
    countNews();
  }

  const enter = (): void => {
    // A keyboard that slides up would hide what there is to read.
    if (window.matchMedia('(pointer: fine)').matches) composer.focus();
    else page.querySelector<HTMLElement>('.scroller')?.focus();
  };
  const countNews = host === null ? (): void => undefined : followHost(host, model, { enter, hush: aloud.stop });

  async function loadCentre(): Promise<void> {
    try {
      centre = await api.centre();
      document.title = `${text.brand} · ${centre.name}`;
      if (host === null) page.prepend(createSideRail(centre));
      render();
    } catch {
      setTimeout(() => void loadCentre(), 5000);
    }
  }

  const page = element(
    'div',
    { class: 'page' },
    element('main', { class: 'chat' }, header.node, fault, card.node, log.node, composer.node),
  );
  markOldBrowser();
  const app = document.getElementById('app');
  if (app !== null) fill(app, page);
  header.showStatus('connecting');
  render();
  void loadCentre();
  model.refresh();
  queue.flush();
  startLiveLink({
    token,
    api,
    after: () => model.lastSequence,
    onNews: () => {
      model.refresh();
      queue.flush();
    },
    onView: model.take,
    onStatus: header.showStatus,
  });
  host?.tell({ xinqiao: 'ready' });
}
