import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Attachment, InboundMessage } from '../../core/channel.ts';
import { asId, type ConversationId } from '../../core/ids.ts';
import { parseInstant } from '../../core/instant.ts';
import { largestMediaBytes } from '../../core/media-store.ts';
import { takeFile } from '../channels/take-file.ts';
import { ApiFailure } from './api-failure.ts';
import { requests } from './api-schema.ts';
import type { HttpParts } from './http-parts.ts';
import { createRateLimit } from './limit-rate.ts';
import { readFileType } from './read-file-type.ts';
import type { Server } from './server.ts';
import { visitorOf } from './visitor.ts';

const megabyte = 1024 * 1024;
const hourMs = 3_600_000;
const decodeWithinMs = 20_000;
const mostPerVisitor = 60 * megabyte;
const mostPerAddress = 300 * megabyte;

/** A file of one conversation. Throws 404 where there is none. */
async function readFile(
  parts: HttpParts,
  id: ConversationId | null,
  hash: string,
): Promise<{ readonly attachment: Attachment; readonly bytes: Uint8Array }> {
  const found = await parts.store.transaction(async (tx) => {
    const conversation = id === null ? null : await tx.conversations.get(id);
    if (conversation === null) return null;
    const messages = [...(await tx.transcript.read(conversation.id, 0)), ...(await tx.inbox.unhandled(conversation.id))];
    const attachment = messages.flatMap(({ attachments = [] }) => attachments).find((one) => one.hash === hash);
    return attachment === undefined ? null : { conversation, attachment };
  });
  const bytes = found === null ? null : await parts.media.read(found.conversation, hash);
  if (found === null || bytes === null) throw new ApiFailure(404, 'not_found', 'there is no such file');
  return { attachment: found.attachment, bytes };
}

/** The bytes of a file of one conversation, as a download: no browser opens them as a page of ours. */
async function sendFile(parts: HttpParts, reply: FastifyReply, id: ConversationId | null, hash: string): Promise<FastifyReply> {
  const { attachment, bytes } = await readFile(parts, id, hash);
  const name = encodeURIComponent(attachment.name === '' ? hash.slice(0, 12) : attachment.name);
  return reply
    .header('content-type', attachment.mimeType)
    .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
    .send(Buffer.from(bytes));
}

/** A recording as browsers play it: WeChat's SILK and AMR they do not know. */
async function sendSound(parts: HttpParts, reply: FastifyReply, id: ConversationId, hash: string): Promise<FastifyReply> {
  const { bytes } = await readFile(parts, id, hash);
  const { playRecording } = await import('../../knowledge/speech/play-recording.ts');
  const sound = await playRecording(bytes, parts.config.ffmpeg, AbortSignal.timeout(decodeWithinMs));
  if (sound === null) throw new ApiFailure(415, 'wrong_type', 'this is no recording that can be played here');
  return reply.header('content-type', sound.mimeType).header('content-disposition', 'inline').send(Buffer.from(sound.bytes));
}

function toMessage(chatKey: string, id: string, attachment: Attachment, sentAt: string): InboundMessage {
  const { kind } = attachment;
  return {
    channel: 'web',
    channelMessageId: id,
    chatKey,
    personKey: chatKey,
    space: 'private',
    addressed: true,
    kind: kind === 'voice' || kind === 'image' ? kind : 'file',
    text: '',
    quotedText: null,
    sentAt,
    attachments: [attachment],
  };
}

/** Pictures, recordings and papers: the door by which the resident page sends them, and the ways to see them again. */
export function addFileRoutes(app: Server, parts: HttpParts): void {
  const { store, clock, web, media } = parts;
  const perVisitor = createRateLimit(mostPerVisitor, hourMs);
  const perAddress = createRateLimit(mostPerAddress, hourMs);

  /** Before a byte of the body is read: who asks, and whether that much may still come. */
  const admit = async (request: FastifyRequest): Promise<void> => {
    const chatKey = visitorOf(request);
    const size = Number(request.headers['content-length'] ?? Number.NaN);
    if (!Number.isInteger(size)) throw new ApiFailure(411, 'bad_input', 'say how long the file is');
    if (size > largestMediaBytes) throw new ApiFailure(413, 'too_large', 'the file is larger than what is kept');
    const now = parseInstant(clock.now()).getTime();
    const weight = Math.max(size, megabyte / 4);
    const wait = Math.max(perAddress.take(request.ip, now, weight), perVisitor.take(chatKey, now, weight));
    if (wait > 0) throw new ApiFailure(429, 'too_many', 'too many files in an hour', wait);
  };

  void app.register(async (plain) => {
    const inside = plain.withTypeProvider<ZodTypeProvider>();
    inside.removeAllContentTypeParsers();
    inside.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    inside.post(
      '/api/resident/files',
      { schema: { querystring: requests.residentFile }, bodyLimit: largestMediaBytes, onRequest: admit },
      async (request, reply) => {
        const chatKey = visitorOf(request);
        const { clientId, name } = request.query;
        const id = createHash('sha256').update(`${chatKey}:${clientId}`).digest('hex');
        void reply.code(202);
        const known = await store.transaction((tx) => tx.inbox.find('web', id));
        if (known !== null) return { id: known.id };
        const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const type = readFileType(bytes, request.headers['content-type'] ?? '', name);
        if (type === null) throw new ApiFailure(415, 'wrong_type', 'residents send pictures, recordings, films and papers only');
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
        const notice = { ...type, name: name.replaceAll(/[\\/\u0000-\u001f\u007f]/g, '_'), size: bytes.length };
        const owner = { channel: 'web', chatKey, personKey: chatKey } as const;
        const taken = await takeFile(notice, owner, media, async () => ({ bytes, mimeType: null }));
        // Told as a failure, so that the page keeps it and sends it again.
        if (taken.attachment.hash === null) throw new ApiFailure(503, 'failed', 'the file could not be kept');
        const message = toMessage(chatKey, id, taken.attachment, clock.now());
        await web.receive(message);
        const { messageId } = await store.transaction((tx) => tx.inbox.accept(message, clock.now()));
        return { id: messageId };
      },
    );
  });

  app.get('/api/resident/files/:hash', { schema: { params: requests.residentFileByHash } }, async (request, reply) => {
    const chatKey = visitorOf(request);
    const own = await store.transaction((tx) => tx.conversations.find('web', chatKey, chatKey));
    return await sendFile(parts, reply, own?.id ?? null, request.params.hash);
  });

  app.get('/api/console/conversations/:id/files/:hash', { schema: { params: requests.conversationFile } }, async (request, reply) =>
    sendFile(parts, reply, asId(request.params.id), request.params.hash),
  );

  app.get('/api/console/conversations/:id/files/:hash/sound', { schema: { params: requests.conversationFile } }, async (request, reply) =>
    sendSound(parts, reply, asId(request.params.id), request.params.hash),
  );
}
