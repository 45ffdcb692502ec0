import type { Conversation } from '../../core/conversation.ts';
import type { ConversationId, MessageId } from '../../core/ids.ts';
import type { MediaStore } from '../../core/media-store.ts';
import type { StoredMessage } from '../../core/store.ts';
import type { Transcriber, Transcript } from '../../core/transcriber.ts';
import { describeError } from './describe-error.ts';
import type { EngineParts } from './engine-parts.ts';

/** Nobody waits longer than this for words, whatever the transcriber does. */
const longestMs = 60_000;

/** Tells whether a message is a recording of which nobody knows the words. */
export function isUnheardVoice({ kind, text, recalledAt }: Pick<StoredMessage, 'kind' | 'text' | 'recalledAt'>): boolean {
  return kind === 'voice' && text.trim() === '' && recalledAt === undefined;
}

/** Has recordings written down. While that lasts the other messages of the conversation go on. */
export interface VoiceDesk {
  /** Begins with those that nobody heard yet; gives which of the messages wait for their words. */
  begin(conversation: Conversation, messages: readonly StoredMessage[]): ReadonlySet<MessageId>;
  /** Resolves when nothing is being heard; gives whether there was anything. */
  drained(): Promise<boolean>;
  /** Waits for nothing: what is being heard is heard anew after the next start. */
  stop(): void;
}

async function within(work: Promise<Transcript>): Promise<Transcript> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Transcript>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'unavailable', reason: 'timeout' }), longestMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Reads the recording where it is kept and has it written down. */
async function hear(media: MediaStore, transcriber: Transcriber, owner: Conversation, message: StoredMessage): Promise<Transcript> {
  const recording = message.attachments?.find((one) => one.hash !== null && (one.kind === 'voice' || one.kind === 'video'));
  const bytes = recording?.hash == null ? null : await media.read(owner, recording.hash);
  if (recording === undefined || bytes === null) return { kind: 'unavailable', reason: 'unreadable' };
  return await within(transcriber.transcribe(bytes, recording.mimeType));
}

/** Makes the desk. `onHeard` is told when a message has its words, or when it is known that it will have none. */
export function createVoiceDesk(
  { store, media, transcriber, logger }: Pick<EngineParts, 'store' | 'media' | 'transcriber' | 'logger'>,
  onHeard: (id: ConversationId) => void,
): VoiceDesk {
  const underWay = new Map<MessageId, Promise<void>>();
  /** What could not even be written down as unheard: its turn goes on without words. */
  const givenUp = new Set<MessageId>();
  let isStopped = false;

  const work = async (
    parts: { readonly media: MediaStore; readonly transcriber: Transcriber },
    owner: Conversation,
    message: StoredMessage,
  ) => {
    const startedAt = performance.now();
    let heard: Transcript;
    try {
      heard = await hear(parts.media, parts.transcriber, owner, message);
    } catch (error) {
      logger.error('voice_failed', { ...describeError(error), conversationId: owner.id });
      heard = { kind: 'unavailable', reason: 'failed' };
    }
    if (isStopped) return;
    const outcome = heard.kind === 'ok' ? 'ok' : heard.reason;
    logger.info('voice_heard', { conversationId: owner.id, outcome, ms: Math.round(performance.now() - startedAt) });
    try {
      await store.transaction((tx) => tx.inbox.hear(message.id, heard.kind === 'ok' ? { text: heard.text } : { unheard: heard.reason }));
    } catch (error) {
      givenUp.add(message.id);
      logger.error('voice_failed', { ...describeError(error), conversationId: owner.id });
    }
  };

  return {
    begin: (conversation, messages) => {
      const waiting = new Set<MessageId>();
      if (media === undefined || transcriber === undefined) return waiting;
      for (const message of messages) {
        const isToBeHeard = isUnheardVoice(message) && message.addressed && message.unheard === undefined && !givenUp.has(message.id);
        const hasRecording = message.attachments?.some(({ hash }) => hash !== null) === true;
        if (!isToBeHeard || !hasRecording) continue;
        waiting.add(message.id);
        if (underWay.has(message.id)) continue;
        const heard = work({ media, transcriber }, conversation, message).finally(() => {
          underWay.delete(message.id);
          if (!isStopped) onHeard(conversation.id);
        });
        underWay.set(message.id, heard);
      }
      return waiting;
    },
    stop: () => {
      isStopped = true;
    },
    drained: async () => {
      const hadSome = underWay.size > 0;
      while (underWay.size > 0) await Promise.all(underWay.values());
      return hadSome;
    },
  };
}
