import type { QuickReply } from '../../core/channel.ts';
import { recall, remember } from './browser-memory.ts';
import { element, fill, icon, icons } from './element.ts';
import type { ShownFile } from './file-view.ts';
import { largestFileBytes, preparePhoto } from './prepare-file.ts';
import { createRecordBar } from './record-bar.ts';
import { canRecord } from './recorder.ts';
import { text } from './text.ts';

const longest = 2000;
const tallest = 140;

/** Where the resident writes. */
export interface Composer {
  readonly node: HTMLElement;
  /** Shows the choices of the last reply. */
  offer(choices: readonly QuickReply[]): void;
  say(words: string): void;
  focus(): void;
}

/** Where what was written or chosen goes. */
export type Outgoing = { readonly send: (words: string) => void; readonly sendFile: (file: ShownFile, bytes: Blob) => void };

const accepted = 'image/*,audio/*,video/*,.pdf,.doc,.docx,.wps,.xls,.xlsx,.et,.ofd,.txt';

function kindOf(type: string): ShownFile['kind'] {
  if (type.startsWith('image/')) return 'image';
  if (type.startsWith('audio/')) return 'voice';
  return type.startsWith('video/') ? 'video' : 'file';
}

/** Makes the composer; what is written is kept over a reload. */
export function createComposer({ send, sendFile }: Outgoing): Composer {
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
    { type: 'button', class: 'aid person', onclick: () => send(text.personSend) },
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
  const say = (words: string): void => {
    note.textContent = words;
  };
  const offerFile = (name: string, bytes: Blob): void => {
    if (bytes.size > largestFileBytes) say(text.fileTooLarge);
    else sendFile({ kind: kindOf(bytes.type), name, mimeType: bytes.type, size: bytes.size }, bytes);
  };
  const choose = (accept: string): HTMLInputElement => {
    const input = element('input', { type: 'file', hidden: true, multiple: true, accept, 'aria-hidden': 'true', tabindex: '-1' });
    input.addEventListener('change', () => {
      say('');
      const files = Array.from(input.files ?? []);
      input.value = '';
      void files.reduce(async (before, file) => {
        await before;
        const ready = await preparePhoto(file);
        offerFile(ready === file ? file.name : file.name.replace(/\.\w+$/, '.jpg'), ready);
      }, Promise.resolve());
    });
    return input;
  };
  const files = choose(accepted);
  // Where a browser cannot record, the phone's own recorder can.
  const recordings = choose('audio/*');
  const attach = element(
    'button',
    { type: 'button', class: 'aid', 'aria-label': text.attachLabel, onclick: () => files.click() },
    icon(icons.clip),
    text.attach,
  );
  const bar = createRecordBar(say, (isShown) => {
    form.hidden = isShown;
    aids.hidden = isShown;
    choices.hidden = isShown;
    bar.node.hidden = !isShown;
    if (!isShown) speak.focus();
  });
  const record = async (): Promise<void> => {
    if (!canRecord()) {
      recordings.click();
      return;
    }
    speak.disabled = true;
    const said = await bar.record();
    speak.disabled = false;
    if (said !== null) offerFile('', said);
  };
  const speak = element(
    'button',
    { type: 'button', class: 'aid', 'aria-label': text.recordLabel, onclick: () => void record() },
    icon(icons.microphone),
    text.record,
  );
  const aids = element('div', { class: 'aids' }, person, speak, attach, files, recordings);
  const form = element(
    'form',
    {
      class: 'write',
      onsubmit: (event) => {
        event.preventDefault();
        submit();
      },
    },
    field,
    button,
  );
  requestAnimationFrame(grow);

  return {
    node: element('div', { class: 'composer' }, choices, note, aids, form, bar.node),
    offer: (all) => {
      // A person is always one tap away, just below.
      const next = all.filter((choice) => choice.send !== text.personSend);
      const key = JSON.stringify(next);
      if (key === offered) return;
      offered = key;
      fill(
        choices,
        ...next.map((choice) => element('button', { type: 'button', class: 'choice', onclick: () => send(choice.send) }, choice.label)),
      );
    },
    say,
    focus: () => field.focus(),
  };
}
