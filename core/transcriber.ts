/** Why a recording has no words: nobody hears here, too slow, no recording that can be read, too large or too long, too many at once, anything else. */
export const unheardReasons = ['off', 'timeout', 'unreadable', 'too_long', 'busy', 'failed'] as const;

/** Why a recording has no words. */
export type UnheardReason = (typeof unheardReasons)[number];

/** What a transcription gave. The words of an `ok` are never empty. */
export type Transcript = { readonly kind: 'ok'; readonly text: string } | { readonly kind: 'unavailable'; readonly reason: UnheardReason };

/** Turns recorded speech into text. Never throws. With none configured the bot says so and a person is told. */
export interface Transcriber {
  /** What a service says of the type is a hint: the bytes decide. */
  transcribe(audio: Uint8Array, mimeType: string): Promise<Transcript>;
}
