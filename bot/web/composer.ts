import type { QuickReply } from '../../core/channel.ts';
import { recall, remember } from './browser-memory.ts';
import { element, icon, icons } from './element.ts';
import { text } from './text.ts';

const longest = 2000;
const tallest = 140;

/** Where the resident writes. */
export interface Composer {
  readonly node: HTMLElement;
  /** Shows the choices of the last reply. */
  offer(choices: readonly QuickReply[]): void;
  say(words: string): void;
}

/** Makes the composer; what is written is kept over a reload. */
export function createComposer(send: (words: string) => void): Composer {
  const field = element('textarea', {
    id: 'words',
    rows: '1',
    placeholder: text.placeholder,
    'aria-label': text.composerLabel,
    enterkeyhint: 'send',
  });
  const note = element('p', { class: 'composer-note', role: 'status' });
  const choices = element('div', { class: 'choices' });
  const button = element(
    'button',
    { type: 'submit', class: 'send', 'aria-label': text.send },
    icon(icons.send),
    element('span', {}, text.send),
  );
  const person = element(
    'button',
    { type: 'button', class: 'person', onclick: () => send(text.personSend) },
    icon(icons.person),
    text.person,
  );
  let offered = '';

  const grow = (): void => {
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight, tallest)}px`;
    button.disabled = field.value.trim() === '';
  };
  const submit = (): void => {
    const words = field.value.trim();
    if (words === '') return;
    if (words.length > longest) {
      note.textContent = text.tooLong;
      return;
    }
    note.textContent = '';
    field.value = '';
    remember('draft', '');
    grow();
    send(words);
  };
  field.value = recall('draft') ?? '';
  field.addEventListener('input', () => {
    remember('draft', field.value);
    grow();
  });
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  const form = element(
    'form',
    {
      class: 'write',
      onsubmit: (event) => {
        event.preventDefault();
        submit();
      },
    },
    person,
    field,
    button,
  );
  requestAnimationFrame(grow);

  return {
    node: element('div', { class: 'composer' }, choices, note, form),
    offer: (next) => {
      const key = JSON.stringify(next);
      if (key === offered) return;
      offered = key;
      choices.replaceChildren(
        ...next.map((choice) => element('button', { type: 'button', class: 'choice', onclick: () => send(choice.send) }, choice.label)),
      );
    },
    say: (words) => {
      note.textContent = words;
    },
  };
}
