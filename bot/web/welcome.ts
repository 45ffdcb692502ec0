import { element } from './element.ts';
import { text } from './text.ts';

/** What is there before a word was said: who we are, that a person can be had, and ways to begin. */
export function createWelcome(send: (words: string) => void): { readonly node: HTMLElement; introduce(botName: string): void } {
  const intro = element('p', { class: 'welcome-intro' });
  const starters = text.starters.map((starter) =>
    element('button', { type: 'button', class: 'starter', onclick: () => send(starter.send) }, starter.label),
  );
  const node = element(
    'section',
    { class: 'welcome', hidden: true },
    element('h2', {}, text.welcomeTitle),
    intro,
    element('p', { class: 'welcome-person' }, text.welcomePerson),
    element('p', { class: 'muted' }, text.welcomeAsk),
    element('div', { class: 'starters' }, ...starters),
  );
  return {
    node,
    introduce: (botName) => {
      intro.textContent = `${text.welcomeName}${botName}，${text.welcomeIntro}`;
    },
  };
}
