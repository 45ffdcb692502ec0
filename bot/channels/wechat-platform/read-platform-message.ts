import type { InboundMessage } from '../../../core/channel.ts';
import type { Clock } from '../../../core/clock.ts';
import { believeSentAt, clipInboundText } from '../../../core/inbound-limits.ts';
import type { MediaOwner, MediaStore } from '../../../core/media-store.ts';
import { type FileNotice, takeFile } from '../take-file.ts';
import type { PlatformApi } from './platform-api.ts';

/** A private message as both platforms tell of it; its file is named, not sent along. */
export type PlatformMessage = {
  readonly id: string;
  readonly messageKind: InboundMessage['kind'];
  /** For a recording what the platform itself heard, or empty. */
  readonly text: string;
  readonly sentAtMs: number;
  readonly file: (FileNotice & { readonly mediaId: string }) | null;
};

/** Fetches what came with a message and maps it for the inbox. */
export async function readPlatformMessage(
  { id, messageKind, text, sentAtMs, file }: PlatformMessage,
  owner: MediaOwner,
  parts: { readonly api: PlatformApi; readonly media: MediaStore; readonly clock: Clock },
): Promise<InboundMessage> {
  const { mediaId = '', ...notice } = file ?? { kind: 'file' as const, name: '', mimeType: '', size: 0 };
  const fetchFile = () => parts.api.download('/cgi-bin/media/get', { media_id: mediaId });
  const taken = file === null ? null : await takeFile(notice, owner, parts.media, fetchFile);
  return {
    ...owner,
    channelMessageId: id,
    space: 'private',
    addressed: true,
    kind: messageKind,
    text: clipInboundText(text),
    // The platform's own recognition.
    ...(notice.kind === 'voice' && text !== '' ? { spoken: true } : {}),
    quotedText: null,
    sentAt: believeSentAt(sentAtMs, parts.clock.now()),
    ...(taken === null ? {} : { attachments: [taken.attachment] }),
  };
}
