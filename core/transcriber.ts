/** What a transcription gave. */
export type Transcript =
  | { readonly kind: 'ok'; readonly text: string }
  | { readonly kind: 'unavailable'; readonly reason: 'off' | 'timeout' | 'unreadable' | 'failed' };

/** Turns recorded speech into text. With none configured the bot says so and a person is told. */
export interface Transcriber {
  transcribe(audio: Uint8Array, mimeType: string): Promise<Transcript>;
}
