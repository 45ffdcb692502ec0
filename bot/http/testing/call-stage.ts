import { createManualClock, type ManualClock } from '../../../core/clock.ts';
import { formatInstant } from '../../../core/instant.ts';
import type { ConversationView, QueueView } from '../api-schema.ts';
import { addColleague, type StaffClient, signInFirst } from './api-client.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

/** The secret that the call centre of the tests shares with the server. */
export const callSecret = 'only-the-call-centre-knows-this';

/** An event before it is sent; a test may make wrong ones. */
export type RawEvent = Readonly<Record<string, unknown>>;

type Posted = {
  readonly status: number;
  readonly body: { readonly results?: readonly { readonly status: string }[]; readonly code?: string; readonly faults?: unknown };
};

/** The whole system on loopback with a call centre, an administrator and a volunteer (`linxiaoman`), and a clock that stands still. */
export type CallStage = {
  readonly server: TestServer;
  readonly clock: ManualClock;
  readonly admin: StaffClient;
  readonly volunteer: StaffClient;
  /** An event of the call `c1` under an id of its own. */
  event(type: string, sequence: number, extra?: RawEvent): RawEvent;
  /** A final piece of what the caller says. */
  said(sequence: number, text: string, extra?: RawEvent): RawEvent;
  post(body: unknown, headers?: Readonly<Record<string, string>>): Promise<Posted>;
  /** Sends a batch and gives what became of each event. */
  tell(...events: readonly RawEvent[]): Promise<readonly string[]>;
  queue(staff: StaffClient): Promise<QueueView>;
  /** The conversation of the newest call on the volunteer's screen. */
  idOfCall(): Promise<string>;
  /** A conversation as the volunteer, or somebody else, sees it once everything is handled. */
  view(id: string, staff?: StaffClient): Promise<ConversationView>;
};

/** The texts of a view's lines of one side, in order. */
export function textsOf({ lines }: ConversationView, from = 'resident'): readonly string[] {
  return lines.filter((line) => line.from === from).map(({ text }) => text);
}

/** Starts the stage; close its server. */
export async function openCallStage(): Promise<CallStage> {
  const clock = createManualClock(formatInstant(new Date()));
  const server = await startTestServer({ pages: false, clock, hotlineSecret: callSecret });
  const admin = await signInFirst(server.url, 'admin', server.password, '青桐社区的管理员一号');
  const person = { account: 'linxiaoman', displayName: '林小满', role: 'volunteer', password: '迎泉路上有一座石桥呢' };
  const volunteer = await addColleague(server.url, admin, person);
  let count = 0;
  const event: CallStage['event'] = (type, sequence, extra = {}) => {
    count += 1;
    return { id: `e${count}`, call_id: 'c1', sequence, at: clock.now(), type, ...extra };
  };
  const post: CallStage['post'] = async (body, headers = { authorization: `Bearer ${callSecret}` }) => {
    const response = await fetch(`${server.url}/doors/hotline`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Posted['body'] };
  };
  const queue: CallStage['queue'] = async (staff) => (await staff.call('queue')).body as QueueView;
  return {
    server,
    clock,
    admin,
    volunteer,
    event,
    said: (sequence, text, extra = {}) =>
      event('transcript.segment', sequence, { utterance_id: `u${sequence}`, speaker: 'caller', final: true, text, ...extra }),
    post,
    tell: async (...events) => {
      const { status, body } = await post({ events });
      if (status !== 200) throw new Error(`the events were answered with ${status}`);
      return (body.results ?? []).map((result) => result.status);
    },
    queue,
    idOfCall: async () => (await queue(volunteer)).calls[0]?.conversationId ?? '',
    view: async (id, staff = volunteer) => {
      await server.app.engine.idle();
      return (await staff.call(`conversations/${id}`)).body as ConversationView;
    },
  };
}
