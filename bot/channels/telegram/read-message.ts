import type { Context } from 'grammy';
import type { Message, MessageEntity, UserFromGetMe } from 'grammy/types';
import type { InboundMessage } from '../../../core/channel.ts';
import type { FileNotice } from '../take-file.ts';

/** A file that a message names; it is fetched by its id. */
export type TelegramFile = FileNotice & { readonly fileId: string };

/** The channel's own id of a message: Telegram counts messages within a chat. */
export function messageIdOf(chatId: number, messageId: number): string {
  return `${chatId}:${messageId}`;
}

/** The number of a message within its chat; `null` where the id is of no message (a tapped button). */
export function messageNumberOf(channelMessageId: string): number | null {
  const number = /^-?\d+:(\d+)$/.exec(channelMessageId)?.[1];
  return number === undefined ? null : Number(number);
}

function ofUnknown(kind: FileNotice['kind'], mimeType: string, file: { file_id: string; file_size?: number | undefined }): TelegramFile {
  return { kind, name: '', mimeType, size: file.file_size ?? 0, fileId: file.file_id };
}

/** The file that a message carries; `null` where it carries none. A contact card is none of ours to keep. */
export function readFile(message: Message): TelegramFile | null {
  const { photo, voice, audio, video, video_note: round, document } = message;
  const largest = photo?.at(-1);
  if (largest !== undefined) return ofUnknown('image', 'image/jpeg', largest);
  if (voice !== undefined) return ofUnknown('voice', voice.mime_type ?? 'audio/ogg', voice);
  if (audio !== undefined) return { ...ofUnknown('voice', audio.mime_type ?? 'audio/mpeg', audio), name: audio.file_name ?? '' };
  if (video !== undefined) return { ...ofUnknown('video', video.mime_type ?? 'video/mp4', video), name: video.file_name ?? '' };
  if (round !== undefined) return ofUnknown('video', 'video/mp4', round);
  if (document !== undefined)
    return { ...ofUnknown('file', document.mime_type ?? 'application/octet-stream', document), name: document.file_name ?? '' };
  return null;
}

/** The kind of a message, as the engine names it. */
export function readKind(message: Message): InboundMessage['kind'] {
  const file = readFile(message);
  if (file === null) return message.text === undefined ? 'other' : 'text';
  return file.kind === 'voice' || file.kind === 'image' ? file.kind : 'file';
}

/** What a message quotes: the part that was marked, else the whole. */
export function readQuote(message: Message): string | null {
  return message.quote?.text ?? message.reply_to_message?.text ?? message.reply_to_message?.caption ?? null;
}

function escapePattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function isMention(entity: MessageEntity & { readonly text: string }, me: UserFromGetMe): boolean {
  if (entity.type === 'text_mention') return entity.user.id === me.id;
  return entity.text.toLowerCase() === `@${me.username.toLowerCase()}`;
}

/** Tells whether words in a group are meant for us: mentioned, quoted, called by a name, or a command. */
export function isAddressed(context: Context, message: Message, names: readonly string[]): boolean {
  if (message.chat.type === 'private') return true;
  if (message.reply_to_message?.from?.id === context.me.id) return true;
  if (context.entities(['mention', 'text_mention']).some((entity) => isMention(entity, context.me))) return true;
  const ours = `@${context.me.username.toLowerCase()}`;
  const commands = context.entities('bot_command').map(({ text }) => text.toLowerCase());
  if (commands.some((command) => !command.includes('@') || command.endsWith(ours))) return true;
  const text = (message.text ?? message.caption ?? '').trimStart();
  return names.some((name) => name !== '' && text.startsWith(name));
}

/** Telegram's own word for «hello». */
const openingPattern = /^\/(?:start|help)(?:@\w+)?(?:\s.*)?$/su;
const opening = '你好';

/** The words without the mention that called us; a greeting where somebody only pressed «start». */
export function readText(message: Message, username: string): string {
  const text = (message.text ?? message.caption ?? '').replaceAll(new RegExp(`@${escapePattern(username)}(?!\\w)`, 'gi'), ' ').trim();
  return openingPattern.test(text) ? opening : text;
}
