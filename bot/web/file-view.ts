import type { ResidentFile } from '../http/api-schema.ts';
import { element, fill, icon, icons } from './element.ts';
import { text } from './text.ts';

/** A file as the page knows it: on the server, or still here. */
export type ShownFile = Pick<ResidentFile, 'kind' | 'name' | 'mimeType' | 'size'>;

const kindWords: Readonly<Record<string, string>> = { image: text.fileImage, voice: text.fileVoice, video: text.fileVideo };

function writeSize(bytes: number): string {
  return bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} KB`;
}

/** The name of a file in words: what it is, and its own name where it has one. */
export function nameFile({ kind, name }: ShownFile): string {
  const word = kindWords[kind] ?? text.fileOther;
  return name === '' || kind === 'voice' ? word : `${word}：${name}`;
}

function showMedium(node: Element, file: ShownFile, url: string): void {
  const label = nameFile(file);
  if (file.kind === 'image') fill(node, element('img', { class: 'file-image', src: url, alt: label }));
  else if (file.kind === 'voice' || file.kind === 'video') {
    const player = element(file.kind === 'voice' ? 'audio' : 'video', {
      class: 'file-player',
      controls: true,
      src: url,
      'aria-label': label,
    });
    fill(node, player);
    player.focus();
    void player.play().catch(() => undefined);
  } else {
    const link = element('a', { class: 'file-link', href: url, download: file.name }, icon(icons.file), `${text.fileSave} ${label}`);
    fill(node, link);
    link.focus();
  }
}

/** Shows a file: a picture at once, anything else after a tap, so that nobody pays for what they do not want to hear or see. */
export function showFile(file: ShownFile, load: () => Promise<Blob>): HTMLElement {
  const node = element('div', { class: `file file-of-${file.kind}` });
  const open = async (): Promise<void> => {
    try {
      showMedium(node, file, URL.createObjectURL(await load()));
    } catch {
      fill(node, button(text.fileFailed));
    }
  };
  const button = (words: string): HTMLElement =>
    element(
      'button',
      { type: 'button', class: 'file-open', onclick: () => void open() },
      icon(file.kind === 'voice' ? icons.speaker : icons.file),
      words,
    );
  const words = file.kind === 'voice' ? text.fileHear : nameFile(file);
  fill(node, button(`${words} · ${writeSize(file.size)}`));
  if (file.kind === 'image') void open();
  return node;
}
