import type { ResidentView } from '../http/api-schema.ts';
import type { ResidentApi } from './api.ts';

/** How the page stands to the server. */
export type LinkStatus = 'online' | 'connecting' | 'offline';

type LinkOptions = {
  readonly token: string;
  readonly api: ResidentApi;
  /** The last sequence that the page has. */
  readonly after: () => number;
  /** Something can be read. */
  readonly onNews: () => void;
  /** The long poll brought it along. */
  readonly onView: (view: ResidentView) => void;
  readonly onStatus: (status: LinkStatus) => void;
};

const firstPauseMs = 1000;
const longestPauseMs = 20_000;
const pollInstead = 2;
/** The server says every 25 seconds that it is alive; longer silence than this is a line that broke without a word. */
const silenceMs = 60_000;
const alive = '{"alive":true}';

/** Keeps a socket open; where none can be had (an old proxy, an old phone) it polls instead until one can. */
export function startLiveLink(options: LinkOptions): void {
  let socket: WebSocket | null = null;
  let pauseMs = firstPauseMs;
  let failures = 0;
  let polling = false;
  let timer = 0;
  let silence = 0;

  const isOpen = (): boolean => socket !== null && socket.readyState === WebSocket.OPEN;
  const status = (): void => options.onStatus(isOpen() ? 'online' : navigator.onLine ? 'connecting' : 'offline');

  const poll = async (): Promise<void> => {
    if (polling) return;
    polling = true;
    while (!isOpen() && navigator.onLine) {
      try {
        const view = await options.api.wait(options.after());
        options.onStatus('online');
        options.onView(view);
      } catch {
        status();
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
    polling = false;
  };

  const connect = (): void => {
    clearTimeout(timer);
    if (socket !== null && socket.readyState < WebSocket.CLOSING) return;
    status();
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const next = new WebSocket(`${scheme}://${location.host}/api/resident/live`);
    socket = next;
    let opened = false;
    const lost = (): void => {
      if (socket !== next) return;
      socket = null;
      clearTimeout(silence);
      if (!opened) failures += 1;
      status();
      if (failures >= pollInstead) void poll();
      timer = window.setTimeout(connect, pauseMs * (0.7 + Math.random() * 0.6));
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    };
    const listen = (): void => {
      clearTimeout(silence);
      silence = window.setTimeout(() => {
        lost();
        next.close();
      }, silenceMs);
    };
    next.onopen = () => {
      opened = true;
      failures = 0;
      pauseMs = firstPauseMs;
      next.send(JSON.stringify({ token: options.token }));
      listen();
      status();
    };
    next.onmessage = ({ data }) => {
      if (socket === next) listen();
      if (data !== alive) options.onNews();
    };
    next.onclose = lost;
  };

  const wake = (): void => {
    pauseMs = firstPauseMs;
    connect();
    options.onNews();
  };
  window.addEventListener('online', wake);
  window.addEventListener('offline', () => {
    socket?.close();
    status();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') wake();
  });
  connect();
}
