import { ChatOpenAI } from '@langchain/openai';
import type { LanguageModel, ModelOutcome, PromptMessage } from '../../core/language-model.ts';

/** Where an OpenAI-compatible endpoint is and which model to ask. */
export type OpenAiSettings = {
  readonly apiKey: string;
  /** With the version: `https://api.example.cn/v1`. The library's own default where none is given. */
  readonly baseUrl?: string;
  readonly model: string;
  /** How long one call may take, in milliseconds. */
  readonly timeoutMs?: number;
};

const defaultTimeoutMs = 20_000;

/** Names why a call failed without looking at the words of the error, which may hold what the resident wrote. */
function reasonOf(error: unknown): 'timeout' | 'refused' | 'failed' {
  if (!(error instanceof Error)) return 'failed';
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'timeout';
  const status = 'status' in error ? error.status : undefined;
  return status === 401 || status === 403 ? 'refused' : 'failed';
}

/** A generating model behind any OpenAI-compatible endpoint, through LangChain. Failures are outcomes; nothing is thrown and nothing logged. */
export function createOpenAiLanguageModel(settings: OpenAiSettings): LanguageModel {
  const chat = new ChatOpenAI({
    apiKey: settings.apiKey,
    model: settings.model,
    temperature: 0,
    maxRetries: 1,
    ...(settings.baseUrl === undefined ? {} : { configuration: { baseURL: settings.baseUrl } }),
  });

  async function attempt<T>(
    timeoutMs: number | undefined,
    call: (signal: AbortSignal) => Promise<ModelOutcome<T>>,
  ): Promise<ModelOutcome<T>> {
    const signal = AbortSignal.timeout(timeoutMs ?? settings.timeoutMs ?? defaultTimeoutMs);
    try {
      return await call(signal);
    } catch (error) {
      return { kind: 'unavailable', reason: signal.aborted ? 'timeout' : reasonOf(error) };
    }
  }

  const asRows = (messages: readonly PromptMessage[]) => messages.map(({ role, content }) => ({ role, content }));

  return {
    id: `openai:${settings.model}`,
    complete: (messages, options) =>
      attempt(options?.timeoutMs, async (signal) => {
        const answer = await chat.invoke(asRows(messages), { signal });
        return answer.text.trim() === '' ? { kind: 'unavailable', reason: 'malformed' } : { kind: 'ok', value: answer.text };
      }),
    extract: (messages, schema, options) =>
      attempt(options?.timeoutMs, async (signal) => {
        const structured = chat.withStructuredOutput<Record<string, unknown>>(schema, { includeRaw: true, method: 'jsonMode' });
        const { parsed } = await structured.invoke(asRows(messages), { signal });
        const checked = schema.safeParse(parsed);
        return checked.success ? { kind: 'ok', value: checked.data } : { kind: 'unavailable', reason: 'malformed' };
      }),
  };
}
