import { describe, expect, test } from 'vitest';
import { safetyWords } from './safety-common-texts.ts';

const entries = Object.entries(safetyWords);
const spoken = entries.filter(([key]) => !/^safety\.(?:choice|why|kind|level|summary|ack|talk|women)/.test(key));
const firsts = entries.filter(([key]) => key.endsWith('.first') && key !== 'safety.why.first');
const longest = 210;

describe('first words in danger', () => {
  test.each(firsts)('%s says that a machine speaks, names help, and asks', (_key, text) => {
    expect(text).toMatch(/机器人/);
    expect(text).toMatch(/110|119|120/);
    expect(text).toMatch(/[?]|回“不方便”/);
    expect(text).toMatch(/真人|能帮你的大人|大人来帮你/);
  });

  test.each(firsts.filter(([key]) => key.includes('.imminent.')))('%s urges 110, 119 or 120 now', (_key, text) => {
    expect(text).toMatch(/马上打1(?:10|19|20)/);
  });

  test('violence at home is not named before we know that it is safe to talk', () => {
    for (const [key, text] of entries) {
      if (/^safety\.home\.(?:(?:imminent|elevated)\.first|watch\.check|quiet|quiet_again|ask_again)$/.test(key))
        expect(text).not.toMatch(/打人|打您|家暴|暴力|保护令|挨打|丈夫|老公/);
    }
  });
});

describe('every safety text', () => {
  test.each(spoken)('%s is short and plain', (_key, text) => {
    expect(text.length).toBeLessThanOrEqual(longest);
  });

  test.each(spoken)('%s demands nothing, blames nobody, diagnoses nothing, names no means', (_key, text) => {
    expect(text).not.toMatch(/保证不|答应我|不许死|别想不开|想想(?:你|您)?(?:的)?(?:父母|孩子)|自私|没什么大不了|一定会好|至于吗|应该感到/);
    expect(text).not.toMatch(/抑郁症|精神病|有病|心理疾病|您得了/);
    expect(text).not.toMatch(/犯法|坐牢|判刑|违法/);
    expect(text).not.toMatch(/农药|安眠药|割腕|跳楼|上吊|绳子|烧炭|百草枯/);
  });

  test('no line with hours of its own stands in a text: those come from what is open now', () => {
    for (const [, text] of entries) expect(text).not.toMatch(/12356|12338|12355|12348|12345/);
  });
});
