import { expect, test } from 'vitest';
import { isHappeningNow, readSafeContact } from './read-safe-contact.ts';

test.each([
  ['方便', 'safe'],
  ['嗯，方便', 'safe'],
  ['他不在，能说', 'safe'],
  ['他上班去了', 'safe'],
  ['就我一个人', 'safe'],
  ['方便，我在我妈家', 'safe'],
  ['能说', 'safe'],
  ['不方便', 'unsafe'],
  ['不', 'unsafe'],
  ['有人在', 'unsafe'],
  ['他在家呢', 'unsafe'],
  ['会有人看我手机', 'unsafe'],
  ['他快回来了', 'unsafe'],
  ['我不敢说', 'unsafe'],
  ['他翻我手机', 'unsafe'],
  ['方便吗', 'unclear'],
  ['嗯', 'unclear'],
  ['好', 'unclear'],
  ['离婚要等多久', 'unclear'],
  ['我也不知道咋办', 'unclear'],
  ['他喝多了躺着', 'unclear'],
] as const)('%s is %s', (text, reading) => expect(readSafeContact(text)).toBe(reading));

test.each(['躲在厕所', '他在踹门', '又动手了', '拿着刀'])('happening now: %s', (text) => expect(isHappeningNow(text)).toBe(true));
test.each(['方便', '昨天的事', '脸肿了'])('not now: %s', (text) => expect(isHappeningNow(text)).toBe(false));
