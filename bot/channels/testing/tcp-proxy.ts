import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A wire between two sides that can go silent without being closed. */
export type TcpProxy = {
  readonly port: number;
  /** Nothing passes any more on the connections of now, and nobody is told; new ones pass. */
  cut(): void;
  /** The far side learns that what was cut is gone; the near side has to find out itself. */
  mend(): void;
  close(): Promise<void>;
};

/** Starts a proxy on a free port of loopback before another port. */
export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const pairs = new Set<{ readonly near: Socket; readonly far: Socket; silent: boolean }>();
  const server = createServer((near) => {
    const far = connect({ host: '127.0.0.1', port: targetPort });
    const pair = { near, far, silent: false };
    pairs.add(pair);
    const end = (): void => {
      // A cut wire does not tell the other side that one end went away.
      if (pair.silent) return;
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (chunk) => {
        if (!pair.silent) to.write(chunk);
      });
      from.on('error', end);
      from.on('close', end);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const destroyAll = (): void => {
    for (const { near, far } of pairs) {
      near.destroy();
      far.destroy();
    }
    pairs.clear();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      for (const pair of pairs) pair.silent = true;
    },
    mend: () => {
      for (const { silent, far } of pairs) if (silent) far.destroy();
    },
    close: async () => {
      destroyAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
