import type { Hotline } from '../../core/site.ts';
import type { Centre } from '../http/api-schema.ts';
import { forgetConversation } from './browser-memory.ts';
import { element } from './element.ts';
import { text } from './text.ts';

function hoursOf(line: Hotline): string {
  const hours = line.opens === '00:00' && line.closes === '24:00' ? text.allDay : `${line.opens}–${line.closes}`;
  return line.days.length === 5 ? `${text.weekdaysOnly} ${hours}` : hours;
}

/** What stands beside the chat on a wide screen: how it works, the lines with their hours, the address. */
export function createSideRail(centre: Centre): HTMLElement {
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
  forget.addEventListener('click', () => {
    if (!window.confirm(text.forgetAsk)) return;
    forgetConversation();
    location.reload();
  });
  return element(
    'aside',
    { class: 'rail' },
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
  );
}
