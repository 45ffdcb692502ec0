import type { z } from 'zod';

/** One part of a prompt. Personal details are masked before they get here. */
export type PromptMessage = { readonly role: 'system' | 'user' | 'assistant'; readonly content: string };

/** What a call gave: the text or object, or why there is none. A model's failure is an outcome, never an exception in a flow. */
export type ModelOutcome<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'unavailable'; readonly reason: 'off' | 'timeout' | 'refused' | 'malformed' | 'failed' };

/** A generating model behind an OpenAI-compatible endpoint. Off where no key is set; everything works without it. */
export interface LanguageModel {
  readonly id: string;
  complete(messages: readonly PromptMessage[], options?: { readonly timeoutMs?: number }): Promise<ModelOutcome<string>>;
  extract<T>(messages: readonly PromptMessage[], schema: z.ZodType<T>, options?: { readonly timeoutMs?: number }): Promise<ModelOutcome<T>>;
}
