/** What the server tells: ids of what changed. */
export type LiveNews = { readonly kind: string; readonly conversationId: string };

const firstPauseMs = 1000;
const longestPauseMs = 15_000;

/** Keeps the console's live socket open. `onUp` is called whenever it opens: what was missed must be read. Gives the way to stop. */
export function openLiveSocket(onNews: (news: LiveNews) => void, onUp: () => void, onDown: () => void): () => void {
  let socket: WebSocket | null = null;
  let pauseMs = firstPauseMs;
  let timer = 0;
  let isStopped = false;
  const connect = (): void => {
    if (isStopped) return;
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    socket = new WebSocket(`${scheme}://${location.host}/api/console/live`);
    socket.onopen = () => {
      pauseMs = firstPauseMs;
      onUp();
    };
    socket.onmessage = (event) => onNews(JSON.parse(String(event.data)) as LiveNews);
    socket.onclose = () => {
      if (isStopped) return;
      onDown();
      timer = window.setTimeout(connect, pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    };
  };
  const wake = (): void => {
    if (socket === null || socket.readyState >= WebSocket.CLOSING) {
      clearTimeout(timer);
      connect();
    }
  };
  window.addEventListener('online', wake);
  connect();
  return () => {
    isStopped = true;
    clearTimeout(timer);
    window.removeEventListener('online', wake);
    socket?.close();
  };
}
