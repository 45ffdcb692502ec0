import { join } from 'node:path';
import type { CallDesk } from '../core/call.ts';
import type { Channel } from '../core/channel.ts';
import type { Clock } from '../core/clock.ts';
import type { Logger } from '../core/logger.ts';
import type { MediaStore } from '../core/media-store.ts';
import type { Site } from '../core/site.ts';
import type { Transcriber } from '../core/transcriber.ts';
import { wording } from '../flows/index.ts';
import type { Config } from './config/read-config.ts';
import type { OfficialAccountConfig, TelegramConfig, WechatConfig, WecomConfig } from './config/read-doors.ts';

/** What every door is made of besides its own settings. */
export type DoorParts = {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly site: Site;
  readonly media: MediaStore;
  /** What calls are told to: the engine; needed where a call centre is configured. */
  readonly engine?: CallDesk;
  /** Where the operator configured one; a group's voices must be heard to know whom they are for. */
  readonly transcriber?: Transcriber;
  /** A drill on loopback: no pause of a person before a message, and a new connection is tried soon. */
  readonly drill?: boolean;
};

/** The grid of a group, by the site's list of ids and titles (网格); `null` where none names it. */
export function findGrid(site: Site, id: string, title: string): string | null {
  return site.grids.find(({ rooms }) => rooms.includes(id) || (title !== '' && rooms.includes(title)))?.id ?? null;
}

const drillPace = { pauseMs: 0, letterMs: 0, longestMs: 0 };
const drillTimes = { dingMs: 2000, silenceMs: 15_000, retryMs: 200, longestRetryMs: 2000 };

async function openWechat(address: WechatConfig, parts: DoorParts): Promise<Channel> {
  const { createWechatChannel } = await import('./channels/wechat/wechat-channel.ts');
  const { clock, logger, media, site, transcriber, drill = false } = parts;
  const values = { botName: site.botName, siteName: site.name, phone: site.phone };
  logger.warn('wechat_personal_account', { advice: 'an account that a program runs can be closed by WeChat: docs/CHANNELS.md' });
  return createWechatChannel({
    address,
    clock,
    logger,
    media,
    ...(transcriber === undefined ? {} : { transcriber }),
    ...(drill ? { pace: drillPace, times: drillTimes } : {}),
    manners: {
      botName: site.botName,
      prefixes: site.groups.prefixes,
      acceptFriends: site.groups.acceptFriends,
      acceptInvitations: site.groups.acceptInvitations,
      welcome: site.groups.welcome,
      gridOf: (id, title) => findGrid(site, id, title),
      words: { friend: wording('group.friend', values), room: wording('group.room', values), newcomer: wording('group.newcomer', values) },
      noticeMs: 6000,
    },
  });
}

/** What every door is made of, and the words for who comes in. */
function sharedBy({ clock, logger, media, site }: DoorParts) {
  return {
    clock,
    logger,
    media,
    welcome: wording('greeting.hello', { botName: site.botName, siteName: site.name }),
  };
}

async function openTelegram(settings: TelegramConfig, parts: DoorParts): Promise<Channel> {
  const { createTelegramChannel } = await import('./channels/telegram/telegram-channel.ts');
  const { token, apiRoot, webhookUrl, webhookSecret, cases } = settings;
  const { welcome: _unused, ...shared } = sharedBy(parts);
  if (cases) parts.logger.warn('telegram_takes_cases', { advice: 'what residents write leaves the country: docs/CHANNELS.md' });
  return createTelegramChannel({
    ...shared,
    token,
    apiRoot,
    webhook: webhookUrl === null || webhookSecret === null ? null : { url: webhookUrl, secret: webhookSecret },
    names: [parts.site.botName, ...parts.site.groups.prefixes],
    publicOnly: !cases,
  });
}

async function openOfficialAccount(settings: OfficialAccountConfig, parts: DoorParts): Promise<Channel> {
  const { createOfficialAccountChannel } = await import('./channels/official-account/official-account-channel.ts');
  return createOfficialAccountChannel({ ...sharedBy(parts), ...settings });
}

async function openWecom(settings: WecomConfig, dataDir: string, parts: DoorParts): Promise<Channel> {
  const { createWecomChannel } = await import('./channels/wecom/wecom-channel.ts');
  const { createCursorFile } = await import('./channels/wecom/cursor-file.ts');
  return createWecomChannel({ ...sharedBy(parts), ...settings, cursors: createCursorFile(join(dataDir, 'wecom-cursors.json')) });
}

/**
 * Makes the doors that the environment switched on, none started; add each to the engine. Those that are called by another service
 * (`isWebhookChannel`) are mounted by the HTTP server. A door's package is loaded only where the door is on.
 */
export async function openChannels(config: Pick<Config, 'doors' | 'dataDir'>, parts: DoorParts): Promise<readonly Channel[]> {
  const { wechat, telegram, officialAccount, wecom, hotline } = config.doors;
  const channels: Channel[] = [];
  if (wechat !== null) channels.push(await openWechat(wechat, parts));
  if (telegram !== null) channels.push(await openTelegram(telegram, parts));
  if (officialAccount !== null) channels.push(await openOfficialAccount(officialAccount, parts));
  if (wecom !== null) channels.push(await openWecom(wecom, config.dataDir, parts));
  if (hotline !== null && parts.engine !== undefined) {
    const { createHotlineChannel } = await import('./channels/hotline/hotline-channel.ts');
    channels.push(createHotlineChannel({ ...hotline, calls: parts.engine, clock: parts.clock, logger: parts.logger }));
  }
  return channels;
}
