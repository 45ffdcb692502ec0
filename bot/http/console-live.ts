import type { HttpParts } from './http-parts.ts';
import type { Server } from './server.ts';
import { readSession } from './session.ts';

const checkEveryMs = 25_000;

/** The console's live socket: every live event as JSON. It holds ids only; what a page may see it asks for. Ends with its session. */
export function addConsoleLive(app: Server, parts: HttpParts): void {
  app.get('/api/console/live', { websocket: true }, (socket, request) => {
    let isAlive = true;
    const stop = parts.engine.subscribe((event) => socket.send(JSON.stringify(event)));
    const check = async (): Promise<void> => {
      if (!isAlive) {
        socket.terminate();
        return;
      }
      isAlive = false;
      socket.ping();
      if ((await readSession(parts, request)) === null) socket.close(4401, 'signed out');
    };
    const timer = setInterval(() => void check().catch(() => socket.terminate()), checkEveryMs);
    socket.on('pong', () => {
      isAlive = true;
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearInterval(timer);
      stop();
    });
  });
}
