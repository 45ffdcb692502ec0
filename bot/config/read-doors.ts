import { z } from 'zod';
import { XinqiaoError } from '../../core/errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** WeChat through a Wechaty puppet service. */
export type WechatConfig = {
  readonly token: string;
  /** `host:port` of the puppet service; `null`: Wechaty finds it by the token. */
  readonly endpoint: string | null;
  readonly tls: boolean;
};

/** A Telegram bot. */
export type TelegramConfig = {
  readonly token: string;
  /** The Bot API; another server than Telegram's own where set. */
  readonly apiRoot: string | null;
  /** The secret of the webhook, which switches it on; `null`: long polling. */
  readonly webhookSecret: string | null;
  /** The public address of this server, for the webhook. */
  readonly webhookUrl: string | null;
  /** Cases are taken in here although Telegram's servers are abroad; without it the door is for public questions only. */
  readonly cases: boolean;
};

/** A WeChat official account (公众号). */
export type OfficialAccountConfig = {
  readonly appId: string;
  readonly appSecret: string;
  readonly token: string;
  /** The 43 characters of EncodingAESKey. */
  readonly aesKey: string;
  readonly apiRoot: string | null;
};

/** WeCom customer service (微信客服). */
export type WecomConfig = {
  readonly corpId: string;
  readonly secret: string;
  readonly token: string;
  /** The 43 characters of EncodingAESKey. */
  readonly aesKey: string;
  readonly apiRoot: string | null;
};

/** A call centre that tells of calls. */
export type HotlineConfig = { readonly secret: string };

/** The doors that an operator switched on; `null`: off. */
export type DoorsConfig = {
  readonly wechat: WechatConfig | null;
  readonly telegram: TelegramConfig | null;
  readonly officialAccount: OfficialAccountConfig | null;
  readonly wecom: WecomConfig | null;
  readonly hotline: HotlineConfig | null;
};

const aesKey = z.string().regex(/^[A-Za-z0-9+/]{43}$/);
/** What Tencent's consoles take as the token of a callback. */
const callbackToken = z.string().regex(/^[A-Za-z0-9]{3,32}$/);
const endpoint = z.string().regex(/^[\w.-]+:\d{1,5}$/);
const secret = z.string().regex(/^[\w-]{16,256}$/);

/** What each setting must look like where it is set, and what to do where it does not. */
const shapes: Readonly<Record<string, { readonly schema: z.ZodType<string>; readonly remedy: string }>> = {
  XINQIAO_WECHAT_ENDPOINT: { schema: endpoint, remedy: 'write host:port of the puppet service, like 127.0.0.1:8788' },
  XINQIAO_WECHAT_TLS: { schema: z.enum(['on', 'off']), remedy: 'write on or off' },
  XINQIAO_TELEGRAM_TOKEN: {
    schema: z.string().regex(/^\d+:[\w-]{20,}$/),
    remedy: 'copy the whole token that @BotFather gave, like 123456:ABC…',
  },
  XINQIAO_TELEGRAM_API_ROOT: { schema: z.url(), remedy: 'write a full address or leave it out' },
  XINQIAO_TELEGRAM_CASES: { schema: z.enum(['on', 'off']), remedy: 'write on or off; off is for public questions only' },
  XINQIAO_TELEGRAM_WEBHOOK_URL: { schema: z.url(), remedy: 'write the full public address of this server, https://…' },
  XINQIAO_TELEGRAM_WEBHOOK_SECRET: { schema: secret, remedy: 'choose at least 16 letters, digits, _ or - (openssl rand -hex 24)' },
  XINQIAO_OFFICIAL_ACCOUNT_TOKEN: { schema: callbackToken, remedy: "copy the Token of the account's 基本配置: 3 to 32 letters and digits" },
  XINQIAO_OFFICIAL_ACCOUNT_AES_KEY: { schema: aesKey, remedy: "copy the 43 characters of EncodingAESKey from the account's 基本配置" },
  XINQIAO_OFFICIAL_ACCOUNT_API_ROOT: { schema: z.url(), remedy: 'write a full address or leave it out' },
  XINQIAO_WECOM_TOKEN: { schema: callbackToken, remedy: 'copy the Token of 微信客服 → 开发配置: 3 to 32 letters and digits' },
  XINQIAO_WECOM_AES_KEY: { schema: aesKey, remedy: 'copy the 43 characters of EncodingAESKey from 微信客服 → 开发配置' },
  XINQIAO_WECOM_API_ROOT: { schema: z.url(), remedy: 'write a full address or leave it out' },
  XINQIAO_HOTLINE_SECRET: { schema: secret, remedy: 'choose at least 16 letters, digits, _ or - (openssl rand -hex 24)' },
};

/** Reads the settings of one door: `null` where none of the required ones is set. Throws `bad_config` where only some are, or one is wrong. */
function readDoor<Required extends string, Optional extends string>(
  environment: Environment,
  required: readonly Required[],
  optional: readonly Optional[],
): (Readonly<Record<Required, string>> & Readonly<Partial<Record<Optional, string>>>) | null {
  const values: Record<string, string> = {};
  for (const name of [...required, ...optional]) {
    const value = environment[name]?.trim() ?? '';
    if (value === '') continue;
    const shape = shapes[name];
    if (shape !== undefined && !shape.schema.safeParse(value).success)
      throw new XinqiaoError('bad_config', `${name} is wrong: ${shape.remedy}`);
    values[name] = value;
  }
  const missing = required.filter((name) => values[name] === undefined);
  if (Object.keys(values).length === 0) return null;
  if (missing.length > 0)
    throw new XinqiaoError(
      'bad_config',
      `${Object.keys(values).join(', ')} is set but ${missing.join(', ')} is not: set ${missing.length > 1 ? 'them' : 'it'} too, or leave the door's settings out (docs/CHANNELS.md)`,
    );
  return values as Readonly<Record<Required, string>> & Readonly<Partial<Record<Optional, string>>>;
}

function readWechat(environment: Environment): WechatConfig | null {
  const door = readDoor(environment, ['XINQIAO_WECHAT_TOKEN'], ['XINQIAO_WECHAT_ENDPOINT', 'XINQIAO_WECHAT_TLS']);
  if (door === null) return null;
  return { token: door.XINQIAO_WECHAT_TOKEN, endpoint: door.XINQIAO_WECHAT_ENDPOINT ?? null, tls: door.XINQIAO_WECHAT_TLS !== 'off' };
}

function readTelegram(environment: Environment): TelegramConfig | null {
  const door = readDoor(
    environment,
    ['XINQIAO_TELEGRAM_TOKEN'],
    ['XINQIAO_TELEGRAM_API_ROOT', 'XINQIAO_TELEGRAM_WEBHOOK_URL', 'XINQIAO_TELEGRAM_WEBHOOK_SECRET', 'XINQIAO_TELEGRAM_CASES'],
  );
  if (door === null) return null;
  const webhookUrl = door.XINQIAO_TELEGRAM_WEBHOOK_URL ?? null;
  const webhookSecret = door.XINQIAO_TELEGRAM_WEBHOOK_SECRET ?? null;
  if ((webhookUrl === null) !== (webhookSecret === null))
    throw new XinqiaoError(
      'bad_config',
      'a Telegram webhook needs both XINQIAO_TELEGRAM_WEBHOOK_URL and XINQIAO_TELEGRAM_WEBHOOK_SECRET; leave both out for long polling',
    );
  const cases = door.XINQIAO_TELEGRAM_CASES === 'on';
  return { token: door.XINQIAO_TELEGRAM_TOKEN, apiRoot: door.XINQIAO_TELEGRAM_API_ROOT ?? null, webhookSecret, webhookUrl, cases };
}

function readOfficialAccount(environment: Environment): OfficialAccountConfig | null {
  const door = readDoor(
    environment,
    [
      'XINQIAO_OFFICIAL_ACCOUNT_APP_ID',
      'XINQIAO_OFFICIAL_ACCOUNT_APP_SECRET',
      'XINQIAO_OFFICIAL_ACCOUNT_TOKEN',
      'XINQIAO_OFFICIAL_ACCOUNT_AES_KEY',
    ],
    ['XINQIAO_OFFICIAL_ACCOUNT_API_ROOT'],
  );
  if (door === null) return null;
  return {
    appId: door.XINQIAO_OFFICIAL_ACCOUNT_APP_ID,
    appSecret: door.XINQIAO_OFFICIAL_ACCOUNT_APP_SECRET,
    token: door.XINQIAO_OFFICIAL_ACCOUNT_TOKEN,
    aesKey: door.XINQIAO_OFFICIAL_ACCOUNT_AES_KEY,
    apiRoot: door.XINQIAO_OFFICIAL_ACCOUNT_API_ROOT ?? null,
  };
}

function readWecom(environment: Environment): WecomConfig | null {
  const door = readDoor(
    environment,
    ['XINQIAO_WECOM_CORP_ID', 'XINQIAO_WECOM_SECRET', 'XINQIAO_WECOM_TOKEN', 'XINQIAO_WECOM_AES_KEY'],
    ['XINQIAO_WECOM_API_ROOT'],
  );
  if (door === null) return null;
  return {
    corpId: door.XINQIAO_WECOM_CORP_ID,
    secret: door.XINQIAO_WECOM_SECRET,
    token: door.XINQIAO_WECOM_TOKEN,
    aesKey: door.XINQIAO_WECOM_AES_KEY,
    apiRoot: door.XINQIAO_WECOM_API_ROOT ?? null,
  };
}

function readHotline(environment: Environment): HotlineConfig | null {
  const door = readDoor(environment, ['XINQIAO_HOTLINE_SECRET'], []);
  return door === null ? null : { secret: door.XINQIAO_HOTLINE_SECRET };
}

/** Reads which doors are switched on. Throws `bad_config` naming what is missing or wrong and what to do: a door with half its secrets does not open. */
export function readDoors(environment: Environment): DoorsConfig {
  return Object.freeze({
    wechat: readWechat(environment),
    telegram: readTelegram(environment),
    officialAccount: readOfficialAccount(environment),
    wecom: readWecom(environment),
    hotline: readHotline(environment),
  });
}
