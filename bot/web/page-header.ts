import { recall, remember } from './browser-memory.ts';
import { element, fill } from './element.ts';
import type { LinkStatus } from './live-link.ts';
import type { ReadAloud } from './read-aloud.ts';
import { text } from './text.ts';

/** The head of the page: who speaks, the numbers for an emergency, the reader's settings. */
export interface PageHeader {
  readonly node: HTMLElement;
  showStatus(status: LinkStatus): void;
  /** Who speaks with the resident now: `null` for the machine. */
  showSpeaker(botName: string, person: string | null): void;
}

function toggle(key: string, label: string, className: string): HTMLElement {
  const apply = (on: boolean): void => {
    document.documentElement.classList.toggle(className, on);
    button.setAttribute('aria-pressed', String(on));
  };
  const button = element('button', { type: 'button', class: 'tool' }, label);
  button.addEventListener('click', () => {
    const on = !document.documentElement.classList.contains(className);
    remember(key, on ? '1' : '');
    apply(on);
  });
  apply(recall(key) === '1');
  return button;
}

/** What the buttons of the head do. `onFold` is there only where the page stands in another site's page. */
export type HeaderDeeds = {
  readonly onLookUp: () => void;
  readonly onMore: () => void;
  readonly onLeave: () => void;
  readonly onFold: (() => void) | null;
  readonly aloud: ReadAloud;
};

function aloudToggle(aloud: ReadAloud): HTMLElement | null {
  if (!aloud.isPossible) return null;
  const button = element(
    'button',
    { type: 'button', class: 'tool', 'aria-pressed': String(aloud.isOn), 'aria-label': text.readAloudLabel },
    text.readAloud,
  );
  button.addEventListener('click', () => {
    aloud.setOn(!aloud.isOn);
    button.setAttribute('aria-pressed', String(aloud.isOn));
  });
  return button;
}

/** Makes the head. */
export function createPageHeader({ onLookUp, onMore, onLeave, onFold, aloud }: HeaderDeeds): PageHeader {
  const speaker = element('p', { class: 'speaker', 'aria-live': 'polite' });
  const status = element('p', { class: 'status', role: 'status' });
  const title = element('div', { class: 'title' }, element('h1', {}, text.brand), status);
  const mark = element('img', { src: './bridge.svg', alt: '', class: 'mark', width: '40', height: '40' });
  const tools = element(
    'div',
    { class: 'tools', role: 'group', 'aria-label': text.menuLabel },
    toggle('large', text.largeText, 'large-text'),
    toggle('contrast', text.contrast, 'high-contrast'),
    aloudToggle(aloud),
    element('button', { type: 'button', class: 'tool', onclick: onLookUp }, text.lookUp),
    element('button', { type: 'button', class: 'tool more', 'aria-label': text.moreLabel, onclick: onMore }, text.more),
  );
  const leave = element('button', { type: 'button', class: 'tool leave', 'aria-label': text.leaveLabel, onclick: onLeave }, text.leave);
  const fold =
    onFold === null
      ? null
      : element('button', { type: 'button', class: 'tool fold', 'aria-label': text.foldLabel, onclick: onFold }, text.fold);
  const danger = element(
    'p',
    { class: 'danger' },
    element('span', {}, text.danger),
    element('a', { href: 'tel:110' }, text.dangerPolice),
    element('a', { href: 'tel:120' }, text.dangerAmbulance),
  );
  const node = element(
    'header',
    { class: 'head' },
    element('div', { class: 'brand' }, mark, element('div', { class: 'brand-words' }, title, speaker), leave, fold),
    tools,
    danger,
  );
  return {
    node,
    showStatus: (next) => {
      status.textContent = { online: text.statusOnline, connecting: text.statusConnecting, offline: text.statusOffline }[next];
      status.dataset.status = next;
    },
    showSpeaker: (botName, person) => {
      const words = person === null ? botName : person;
      fill(
        speaker,
        words,
        element('span', { class: person === null ? 'badge' : 'badge is-person' }, person === null ? text.robotBadge : text.personBadge),
      );
    },
  };
}
