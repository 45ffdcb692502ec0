import type { ChannelCapabilities, ChannelKind } from './channel.ts';

const hourMs = 3_600_000;

/** What each door can carry. Sources: Bot API (4096 characters), 客服消息 and 微信客服 (2048 bytes; 5 messages in 48 hours after one of the user's). */
export const channelCapabilities: Readonly<Record<ChannelKind, ChannelCapabilities>> = {
  web: {
    maxTextLength: 2000,
    buttons: 8,
    groups: false,
    citationCards: true,
    media: ['image', 'voice', 'video', 'file'],
    edit: false,
    proactive: null,
  },
  terminal: { maxTextLength: 4000, buttons: 9, groups: false, citationCards: false, media: [], edit: false, proactive: null },
  phone: { maxTextLength: 2000, buttons: 0, groups: false, citationCards: false, media: [], edit: false, proactive: null },
  /** Long messages are folded on phones, so shorter than the protocol allows. */
  wechat: {
    maxTextLength: 1500,
    buttons: 0,
    groups: true,
    citationCards: false,
    media: ['image', 'voice', 'video', 'file', 'contact_card'],
    edit: false,
    proactive: null,
  },
  telegram: {
    maxTextLength: 4000,
    buttons: 8,
    groups: true,
    citationCards: false,
    media: ['image', 'voice', 'video', 'file', 'contact_card'],
    edit: true,
    proactive: null,
  },
  /** 2048 bytes of UTF-8 are 680 Chinese characters. */
  official_account: {
    maxTextLength: 600,
    buttons: 0,
    groups: false,
    citationCards: false,
    media: ['image', 'voice', 'video'],
    edit: false,
    proactive: { messages: 5, withinMs: 48 * hourMs },
  },
  wecom: {
    maxTextLength: 600,
    /** Menu messages hold ten; more than eight is no choice for a person. */
    buttons: 8,
    groups: false,
    citationCards: false,
    media: ['image', 'voice', 'video', 'file'],
    edit: false,
    proactive: { messages: 5, withinMs: 48 * hourMs },
  },
};
