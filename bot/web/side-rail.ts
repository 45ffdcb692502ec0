import type { Hotline } from '../../core/site.ts';
import type { Centre } from '../http/api-schema.ts';
import { forgetConversation } from './browser-memory.ts';
import { element, fill } from './element.ts';
import { dropAllFiles } from './file-store.ts';
import { text } from './text.ts';
import { forgetVisitor } from './visitor-token.ts';

function hoursOf(line: Hotline): string {
  const hours = line.opens === '00:00' && line.closes === '24:00' ? text.allDay : `${line.opens}–${line.closes}`;
  return line.days.length === 5 ? `${text.weekdaysOnly} ${hours}` : hours;
}

/** How it works, the lines with their hours, the address, and the way to clear this device. */
export function describeCentre(centre: Centre): readonly HTMLElement[] {
  const lines = centre.hotlines.map((line) =>
    element(
      'li',
      {},
      element('span', {}, line.name),
      element('a', { href: `tel:${line.number.replace(/-/g, '')}` }, line.number),
      element('span', { class: 'muted' }, hoursOf(line)),
    ),
  );
  const forget = element('button', { type: 'button', class: 'plain-button' }, text.forget);
  const sure = element('div', { class: 'forget-ask', hidden: true, role: 'group', 'aria-label': text.forget });
  const clear = element('button', { type: 'button', class: 'main-button' }, text.forgetSure);
  // Asked in the page: a frame of another site may open no window that asks.
  fill(sure, element('p', {}, text.forgetAsk), clear);
  forget.addEventListener('click', () => {
    sure.hidden = !sure.hidden;
    if (!sure.hidden) clear.focus();
  });
  clear.addEventListener('click', () => {
    forgetConversation();
    void Promise.all([dropAllFiles(), forgetVisitor()]).then(() => location.reload());
  });
  return [
    element('p', { class: 'rail-centre' }, centre.name),
    element('p', { class: 'muted' }, text.subtitle),
    element('h2', {}, text.railAbout),
    element('ol', { class: 'rail-steps' }, ...text.railSteps.map((step) => element('li', {}, step))),
    element('h2', {}, text.railLines),
    element('ul', { class: 'rail-lines' }, ...lines),
    element('h2', {}, text.railPlace),
    element('p', {}, centre.address),
    element('p', { class: 'muted privacy' }, text.privacy),
    forget,
    sure,
  ];
}

/** What stands beside the chat on a wide screen. */
export function createSideRail(centre: Centre): HTMLElement {
  return element('aside', { class: 'rail about', 'aria-label': text.moreLabel }, ...describeCentre(centre));
}
