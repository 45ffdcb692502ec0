import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { systemClock } from '../../../core/clock.ts';
import type { Logger } from '../../../core/logger.ts';
import { type ChannelHarness, describeChannelContract } from '../channel.contract.ts';
import { startTcpProxy } from '../testing/tcp-proxy.ts';
import { PhonePuppet } from './testing/phone-puppet.ts';
import { createPuppetService } from './testing/puppet-service.ts';
import { openTestDoor } from './testing/test-door.ts';

const home = mkdtempSync(join(tmpdir(), 'xinqiao-wechat-'));
// Wechaty keeps names under the home folder, which outlive the process.
process.env.HOME = home;
afterAll(() => rmSync(home, { recursive: true, force: true }));

let opened = 0;

async function openHarness(tls: boolean, logger: Logger): Promise<ChannelHarness> {
  opened += 1;
  const token = `insecure_contract${opened}${tls ? 'tls' : ''}`;
  const phone = new PhonePuppet();
  phone.history = 50;
  for (const person of ['anna', 'bert']) phone.addPerson(person);
  phone.addRoom('room-yard@chatroom', '院子', ['anna', 'bert']);
  const service = await createPuppetService(phone, token, tls);
  await service.start();
  const proxy = await startTcpProxy(Number(service.endpoint.split(':')[1]));
  const roomOf = (group: string): string => `room-${group}@chatroom`;
  const channel = openTestDoor({ token, endpoint: `127.0.0.1:${proxy.port}`, tls }, { clock: systemClock, logger });
  return {
    channel,
    addressOf: (person, group) => ({ chatKey: group === null ? person : roomOf(group), personKey: person }),
    send: async ({ id, person, text, group, sentAtMs }) => {
      const timestamp = sentAtMs;
      phone.say(
        group === null
          ? { id, from: person, text, timestamp }
          : { id, from: person, text: `@小桥\u2005${text}`, roomId: roomOf(group), timestamp },
      );
    },
    received: () =>
      phone.received.map(({ chatId, text }) => {
        const group = /^room-(.*)@chatroom$/.exec(chatId)?.[1] ?? null;
        const person = group === null ? chatId : (/^@(\S+)\u2005/.exec(text)?.[1] ?? '');
        return { person, group, text };
      }),
    halfOpen: { cut: async () => proxy.cut(), mend: async () => proxy.mend() },
    restartService: async () => {
      await service.kill();
      await service.start();
    },
    secrets: [token],
    callTwice: null,
    staleCall: null,
    wrongSignature: null,
    oversizedBody: null,
    close: async () => {
      await proxy.close();
      await service.kill();
      await phone.stop();
    },
  };
}

describeChannelContract('WeChat over gRPC', (logger) => openHarness(false, logger));
describeChannelContract('WeChat over gRPC with TLS', (logger) => openHarness(true, logger));
