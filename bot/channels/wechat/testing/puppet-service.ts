import { type AddressInfo, createServer } from 'node:net';
import { PuppetServer } from 'wechaty-puppet-service';
import type { PhonePuppet } from './phone-puppet.ts';

/** A real puppet service over gRPC on loopback. */
export type PuppetService = {
  readonly endpoint: string;
  start(): Promise<void>;
  /** Dies at once, connections and all. */
  kill(): Promise<void>;
};

/** Finds a free port of loopback. */
export async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Makes the service before a phone; the same port at each start. */
export async function createPuppetService(phone: PhonePuppet, token: string, tls: boolean, port?: number): Promise<PuppetService> {
  const endpoint = `127.0.0.1:${port ?? (await findFreePort())}`;
  let server: PuppetServer | null = null;
  return {
    endpoint,
    start: async () => {
      server = new PuppetServer({ endpoint, puppet: phone, token, tls: { disable: !tls } });
      await server.start();
    },
    kill: async () => {
      await server?.stop();
      server = null;
    },
  };
}
