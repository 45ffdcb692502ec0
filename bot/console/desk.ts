import { ElMessage } from 'element-plus';
import { computed, reactive } from 'vue';
import type { ConversationView, Me, QueueView, SiteView } from '../http/api-schema.ts';
import { type ColleagueName, ConsoleFault, consoleApi } from './console-api.ts';
import { openLiveSocket } from './live-socket.ts';
import { readPlace } from './place.ts';
import { markSeen } from './seen-marks.ts';

/** Which conversations the queue shows. */
export type QueueFilter = { owner: 'all' | 'queue' | 'mine' | 'bot'; urgency: string };

/** What all screens of the console share. */
export const desk = reactive({
  me: null as Me | null,
  isStarting: true,
  site: null as SiteView | null,
  colleagues: [] as readonly ColleagueName[],
  queue: null as QueueView | null,
  filter: { owner: 'all', urgency: '' } as QueueFilter,
  view: null as ConversationView | null,
  place: readPlace(),
  isLive: true,
  /** The clock of the page in milliseconds, moved on every second. */
  now: Date.now(),
});

/** Tells whether the signed-in person may do something; the server checks again. */
export function may(right: string): boolean {
  return desk.me?.may.includes(right) ?? false;
}

/** The open conversation is the signed-in person's own. */
export const isMine = computed(() => {
  const owner = desk.view?.conversation.owner;
  return owner?.kind === 'person' && owner.staffId === desk.me?.staff.id;
});

/** Runs something for a click: a fault is shown in words, a lost session leads back to the sign-in. Tells whether it was done. */
export async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    const fault = error instanceof ConsoleFault ? error : new ConsoleFault('failed');
    if (fault.code === 'signed_out') desk.me = null;
    if (fault.code === 'stale_version' || fault.code === 'already_owned') void readConversation();
    ElMessage({ type: 'error', message: fault.message, grouping: true });
    return false;
  }
}

/** Takes a conversation as the open one, unless another was opened meanwhile. */
export function showConversation(view: ConversationView): void {
  if (desk.place.conversationId !== view.conversation.id) return;
  desk.view = view;
  markSeen(view.conversation.id, view.lines.findLast((line) => line.from === 'resident')?.at ?? view.conversation.updatedAt);
}

/** Reads the open conversation again. */
export async function readConversation(): Promise<void> {
  const id = desk.place.conversationId;
  if (id === null) {
    desk.view = null;
    return;
  }
  if (desk.view?.conversation.id !== id) desk.view = null;
  await attempt(async () => showConversation(await consoleApi.conversation(id)));
}

/** Reads the queue again. */
export async function readQueue(): Promise<void> {
  const { owner, urgency } = desk.filter;
  const filter = { urgency, ...(owner === 'mine' ? { mine: '1' } : owner === 'all' ? {} : { owner }) };
  await attempt(async () => {
    desk.queue = await consoleApi.queue(filter);
  });
}

/** Groups calls: at most one at a time, one more after it where there were calls meanwhile. */
function gather(work: () => Promise<void>, afterMs: number): () => void {
  let timer = 0;
  let running = false;
  const run = async (): Promise<void> => {
    timer = 0;
    if (running) {
      timer = window.setTimeout(() => void run(), afterMs);
      return;
    }
    running = true;
    await work();
    running = false;
  };
  return () => {
    if (timer === 0) timer = window.setTimeout(() => void run(), afterMs);
  };
}

const queueSoon = gather(readQueue, 200);
const conversationSoon = gather(readConversation, 80);
/** While somebody speaks there is news several times a second. */
const hearingSoon = gather(readConversation, 300);

/** Starts the work of a signed-in person: reads everything and follows the live socket. Gives the way to stop. */
export function startDesk(): () => void {
  void readQueue();
  void readConversation();
  void attempt(async () => {
    desk.site = await consoleApi.site();
    desk.colleagues = await consoleApi.colleagues();
  });
  const stopSocket = openLiveSocket(
    (news) => {
      // Speech changes nothing in the lists.
      const isSpeech = news.kind === 'call_heard';
      if (!isSpeech) queueSoon();
      if (news.conversationId === desk.place.conversationId) (isSpeech ? hearingSoon : conversationSoon)();
    },
    () => {
      if (!desk.isLive) {
        queueSoon();
        conversationSoon();
      }
      desk.isLive = true;
    },
    () => {
      desk.isLive = false;
    },
  );
  const clock = window.setInterval(() => {
    desk.now = Date.now();
  }, 1000);
  const sweep = window.setInterval(queueSoon, 30_000);
  return () => {
    stopSocket();
    clearInterval(clock);
    clearInterval(sweep);
  };
}
