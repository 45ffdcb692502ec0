import type { CaseProgress } from '../../core/ticket.ts';
import type { ApiError, ArticleView, Centre, RequestBody, ResidentView } from '../http/api-schema.ts';

/** An answer of the server that is no success. A network that is down is a `TypeError` of fetch instead. */
export class ApiFault extends Error {
  readonly status: number;
  readonly code: string;
  readonly retryAfterMs: number;

  constructor(status: number, code: string, retryAfterMs: number) {
    super(code);
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

const patienceMs = 15_000;
const longPollPatienceMs = 40_000;
const uploadPatienceMs = 180_000;

/** The server as the resident page uses it. */
export type ResidentApi = {
  centre(): Promise<Centre>;
  lines(after: number): Promise<ResidentView>;
  /** Answers when there is something new, or after 25 seconds. */
  wait(after: number): Promise<ResidentView>;
  send(message: RequestBody<'residentMessage'>): Promise<{ readonly id: string }>;
  /** Sends a picture, recording or paper. */
  sendFile(clientId: string, name: string, file: Blob): Promise<{ readonly id: string }>;
  /** The bytes of a file that this visitor sent. */
  readFile(hash: string): Promise<Blob>;
  lookUp(query: RequestBody<'caseLookUp'>): Promise<CaseProgress>;
  article(law: string, article: string): Promise<ArticleView>;
  vote(vote: RequestBody<'vote'>): Promise<unknown>;
};

/** Makes the client of one visitor. */
export function createResidentApi(token: string): ResidentApi {
  const reach = async (path: string, init: RequestInit, timeoutMs: number): Promise<Response> => {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), timeoutMs);
    try {
      const response = await fetch(`/api/resident/${path}`, {
        ...init,
        headers: { authorization: `Bearer ${token}`, ...init.headers },
        credentials: 'omit',
        cache: 'no-store',
        signal: abort.signal,
      });
      if (response.ok) return response;
      const fault = (await response.json().catch(() => ({ code: 'failed' }))) as Partial<ApiError>;
      throw new ApiFault(response.status, fault.code ?? 'failed', Number(response.headers.get('retry-after') ?? 0) * 1000);
    } finally {
      clearTimeout(timer);
    }
  };
  const post = (body: BodyInit, type: string): RequestInit => ({ method: 'POST', body, headers: { 'content-type': type } });
  const call = async <Answer>(path: string, body?: unknown, timeoutMs = patienceMs): Promise<Answer> => {
    const response = await reach(path, body === undefined ? {} : post(JSON.stringify(body), 'application/json'), timeoutMs);
    return (await response.json()) as Answer;
  };
  const query = (values: Record<string, string>): string => new URLSearchParams(values).toString();
  return {
    centre: () => call('centre'),
    lines: (after) => call(`lines?after=${after}`),
    wait: (after) => call(`wait?after=${after}`, undefined, longPollPatienceMs),
    send: (message) => call('messages', message),
    sendFile: async (clientId, name, file) => {
      const type = file.type === '' ? 'application/octet-stream' : file.type;
      const response = await reach(`files?${query({ clientId, name: name.slice(-120) })}`, post(file, type), uploadPatienceMs);
      return (await response.json()) as { readonly id: string };
    },
    readFile: async (hash) => await (await reach(`files/${hash}`, {}, uploadPatienceMs)).blob(),
    lookUp: (body) => call('case', body),
    article: (law, article) => call(`articles?${query({ law, article })}`),
    vote: (body) => call('votes', body),
  };
}
