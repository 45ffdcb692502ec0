import type { Centre } from '../http/api-schema.ts';
import { createResidentApi } from './api.ts';
import { createCaseCard, showLookUp } from './case-card.ts';
import { createChatLog } from './chat-log.ts';
import { createChatModel } from './chat-model.ts';
import { createComposer } from './composer.ts';
import { element } from './element.ts';
import { startLiveLink } from './live-link.ts';
import { createPageHeader } from './page-header.ts';
import { createSendQueue } from './send-queue.ts';
import { createSideRail } from './side-rail.ts';
import { text } from './text.ts';
import { readVisitorToken } from './visitor-token.ts';

const token = readVisitorToken();
const api = createResidentApi(token);
let centre: Centre | null = null;

const botName = (): string => centre?.botName ?? text.brand;
const intro = element('p', { class: 'welcome-intro' });
const starters = text.starters.map((starter) =>
  element('button', { type: 'button', class: 'starter', onclick: () => send(starter.send) }, starter.label),
);
const welcome = element(
  'section',
  { class: 'welcome', hidden: true },
  element('h2', {}, text.welcomeTitle),
  intro,
  element('p', { class: 'welcome-person' }, text.welcomePerson),
  element('p', { class: 'muted' }, text.welcomeAsk),
  element('div', { class: 'starters' }, ...starters),
);

const update = (): void => render();
const queue = createSendQueue(api, update, () => composer.say(text.tooMany));
const model = createChatModel(api, update);
const card = createCaseCard();
const composer = createComposer((words) => send(words));
const header = createPageHeader(() => showLookUp(api, model.view.progress?.caseCode ?? ''));
const log = createChatLog(
  model,
  queue,
  {
    api,
    botName,
    numbers: () => centre?.hotlines.map((line) => line.number) ?? ['110', '120'],
    retry: (clientId) => queue.retry(clientId),
  },
  welcome,
);
const fault = element('p', { class: 'fault-strip', role: 'alert', hidden: true });

function send(words: string): void {
  composer.say('');
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
  intro.textContent = `${text.welcomeName}${botName()}，${text.welcomeIntro}`;
  log.update();
}

async function loadCentre(): Promise<void> {
  try {
    centre = await api.centre();
    document.title = `${text.brand} · ${centre.name}`;
    page.prepend(createSideRail(centre));
    render();
  } catch {
    setTimeout(() => void loadCentre(), 5000);
  }
}

const page = element('div', { class: 'page' }, element('main', { class: 'chat' }, header.node, fault, card.node, log.node, composer.node));
document.getElementById('app')?.replaceChildren(page);
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
