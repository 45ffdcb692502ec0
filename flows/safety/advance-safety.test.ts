import { describe, expect, test } from 'vitest';
import { channelCapabilities } from '../../core/channel-capabilities.ts';
import type { FlowContext } from '../../core/flow.ts';
import type { RiskKind, RiskLevel, ScreenResult } from '../../core/risk.ts';
import type { ScreenedTurn } from '../../core/turn.ts';
import { makeTurn } from '../testing/make-turn.ts';
import { smallSite } from '../testing/small-site.ts';
import { createTriage } from '../triage/triage-turn.ts';
import { advanceSafety } from './advance-safety.ts';

const form = { id: 'general', version: 1, label: '一般纠纷', disputeTypes: [], fields: [], evidence: [] } as unknown as ReturnType<
  FlowContext['forms']['formFor']
>;
const triage = createTriage();
const psych = { id: 'psych', name: '心理援助热线', number: '12356', hours: '' };

function screenOf(level: RiskLevel, kind: RiskKind | null, words: string): ScreenResult {
  const findings = level === 'none' ? [] : [{ level, kind, by: 'lexicon' as const, rule: 'test', words }];
  return { level, kinds: level === 'none' || kind === null ? [] : [kind], findings, lowered: [], failed: false };
}

/** A talk with the safety machine alone; the screen says what it is told to say. */
function createSafetyTalk(surroundings: Partial<FlowContext> = {}, space: 'private' | 'group' = 'private') {
  let state: unknown = null;
  let ticket: FlowContext['ticket'] = null;
  const say = (text: string, level: RiskLevel = 'none', kind: RiskKind | null = null, words = text) => {
    const turn = { ...makeTurn(text), space };
    const screen = screenOf(level, kind, words);
    const screened: ScreenedTurn = { ...turn, screen, triage: triage(turn, screen, null, smallSite, {}) };
    const context: FlowContext = {
      now: turn.at,
      site: smallSite,
      forms: { formFor: () => form, find: () => form },
      duty: { answerBy: turn.at, words: '今天中午12点前', onDutyNow: true, openLines: [psych] },
      callOut: { answerBy: turn.at, words: '马上(15分钟内)', onDutyNow: true, openLines: [psych] },
      capabilities: { ...channelCapabilities.web, buttons: 3, groups: true },
      owner: { kind: 'bot' },
      risk: 'none',
      ticket,
      answer: null,
      lookUp: null,
      ...surroundings,
    };
    const step = advanceSafety(state, screened, context);
    state = step.state === null ? null : JSON.parse(JSON.stringify(step.state));
    const opened = step.effects.find((effect) => effect.kind === 'open_ticket');
    if (opened?.kind === 'open_ticket') ticket = { ...opened.draft, status: 'received' } as FlowContext['ticket'];
    return {
      ...step,
      text: step.replies.map((reply) => reply.text).join('\n'),
      key: step.replies[0]?.key ?? null,
      done: step.effects.map((effect) => effect.kind),
      leaves: step.leaves,
      colour: step.effects.flatMap((effect) => (effect.kind === 'hand_off' ? [effect.urgency] : []))[0] ?? null,
    };
  };
  return { say };
}

describe('somebody thinks of dying', () => {
  test('is taken seriously, asked directly, told that a machine speaks, and a person is called', () => {
    const first = createSafetyTalk().say('这债还不完，我不想活了', 'elevated', 'suicide', '我不想活了');
    expect(first.text).toMatch(/当真/);
    expect(first.text).toMatch(/机器人/);
    expect(first.text).toMatch(/想死的念头/);
    expect(first.text).toMatch(/12356/);
    expect(first.text).toMatch(/110或120/);
    expect(first.done).toEqual(['open_ticket', 'alert_duty', 'hand_off', 'raise_risk', 'remind_later']);
    expect(first.colour).toBe('orange');
    expect(first.goOn).toBe(false);
  });

  test('is asked about now, means, alone and one trusted person, one question a turn', () => {
    const { say } = createSafetyTalk();
    say('我不想活了', 'elevated', 'suicide');
    const keys = ['有', '没有', '没有', '有人在', '我姐', '就是觉得对不起孩子'].map((text) => say(text).key);
    expect(keys).toEqual([
      'safety.self.now',
      'safety.self.means',
      'safety.self.alone',
      'safety.self.together',
      'safety.staying.0',
      'safety.staying.1',
    ]);
  });

  test('means at hand make it red, and the duty officer is called again', () => {
    const { say } = createSafetyTalk();
    say('我不想活了', 'elevated', 'suicide');
    say('有');
    say('没有');
    const held = say('在抽屉里');
    expect(held.text).toMatch(/够不着/);
    expect(held.effects).toContainEqual({ kind: 'raise_risk', level: 'imminent', riskKinds: ['suicide'] });
    expect(held.done).toContain('alert_duty');
    expect(held.colour).toBe('red');
  });

  test('one denial is believed for the moment and does not end the talk', () => {
    const { say } = createSafetyTalk();
    say('我不想活了', 'elevated', 'suicide');
    const denial = say('没有');
    expect(denial.key).toBe('safety.self.no');
    expect(denial.state).not.toBeNull();
    expect(denial.text).not.toMatch(/保证|答应我|不许/);
  });

  test('a question about means of dying is not answered', () => {
    const { say } = createSafetyTalk();
    say('我不想活了', 'imminent', 'suicide');
    expect(say('吃几片才行').key).toBe('safety.no_methods');
    expect(say('怎么死不疼').key).toBe('safety.no_methods.again');
  });

  test('whoever does not want police or people is not argued with and not left', () => {
    const { say } = createSafetyTalk();
    say('我不想活了', 'imminent', 'suicide');
    const objection = say('别报警，别叫人');
    expect(objection.key).toBe('safety.objects');
    expect(objection.state).not.toBeNull();
  });

  test('who already took something is sent to 120 at once', () => {
    const { say } = createSafetyTalk();
    say('我不想活了', 'elevated', 'suicide');
    const acted = say('已经喝了');
    expect(acted.key).toBe('safety.self.acted');
    expect(acted.text).toMatch(/120/);
    expect(acted.colour).toBe('red');
  });

  test('red without a person is not left by wish; the matter is kept', () => {
    const { say } = createSafetyTalk();
    say('我不想活了，绳子都系好了', 'imminent', 'suicide');
    const wish = say('先说我的事');
    expect(wish.key).toBe('safety.leave_not_yet');
    expect(wish.state).not.toBeNull();
  });

  test('at elevated the resident may go on with the matter', () => {
    const { say } = createSafetyTalk();
    say('我不想活了', 'elevated', 'suicide');
    const wish = say('先说我的事');
    expect(wish.state?.step.kind).toBe('left');
    expect(wish.goOn).toBe(true);
  });

  test.each(['继续说钱的事', '还是说我那工钱', '先办我的事'])('at elevated a wish in free words brings the matter back: %s', (words) => {
    const { say } = createSafetyTalk();
    say('我不想活了', 'elevated', 'suicide');
    say('没有，就是说说');
    const wish = say(words);
    expect(wish.leaves).toBe('wish');
    expect(wish.text).toMatch(/真人还是会来/);
  });

  test('after they left, the same danger said again is asked about shortly, and the person is called again', () => {
    const { say } = createSafetyTalk();
    say('我不想活了', 'elevated', 'suicide');
    say('先说我的事');
    expect(say('包工头电话打不通').goOn).toBe(true);
    const again = say('真的不想活了', 'elevated', 'suicide');
    expect(again.key).toBe('safety.back');
    expect(again.done).toContain('alert_duty');
  });

  test('a joke is heard and not taken as the end', () => {
    const { say } = createSafetyTalk();
    say('我不想活了', 'elevated', 'suicide');
    const joke = say('开玩笑的，别当真');
    expect(joke.key).toBe('safety.jokes.self');
    expect(joke.text).toMatch(/真人还是会来/);
    expect(joke.state).not.toBeNull();
  });

  test('anger at the machine is met without offence, twice in other words, and nobody is left', () => {
    const { say } = createSafetyTalk();
    say('我不想活了', 'elevated', 'suicide');
    const first = say('你个破机器懂啥');
    const second = say('滚');
    expect([first.key, second.key]).toEqual(['safety.angry.0', 'safety.angry.1']);
    expect(second.state).not.toBeNull();
  });

  test('a legal question in between is answered at elevated, and the open question stands', () => {
    const { say } = createSafetyTalk();
    say('我不想活了', 'elevated', 'suicide');
    const asked = say('离婚要等多久');
    expect(asked.answers).toBe(true);
    expect(asked.key).toBe('safety.answered.direct');
    expect(asked.text).toMatch(/不想活的念头/);
  });

  test('at imminent the question waits: first the safety', () => {
    const { say } = createSafetyTalk();
    say('我不想活了，绳子都系好了', 'imminent', 'suicide');
    const asked = say('离婚要等多久');
    expect(asked.answers).toBeUndefined();
    expect(asked.key).toBe('safety.matter_later');
  });

  test('silence gets one kind line, sooner where it is near', () => {
    const remind = createSafetyTalk()
      .say('我不想活了，绳子都系好了', 'imminent', 'suicide')
      .effects.find((one) => one.kind === 'remind_later');
    expect(remind).toMatchObject({ afterMs: 180_000, reply: { key: 'safety.silence.self', privately: true } });
    const home = createSafetyTalk().say('他昨晚又打我', 'elevated', 'domestic_violence', '又打我');
    expect(home.done).not.toContain('remind_later');
  });

  test('a youth is spoken to as one speaks to the young, and the report is planned', () => {
    const first = createSafetyTalk().say('我上初二，不想活了', 'elevated', 'suicide', '不想活了');
    expect(first.text).not.toMatch(/您/);
    expect(first.done).toContain('plan_child_report');
  });

  test('the same words never come twice in a row', () => {
    const { say } = createSafetyTalk();
    let before = say('我不想活了', 'elevated', 'suicide').text;
    for (const words of ['唉', '唉', '唉', '别叫人', '别叫人', '你是真人吗', '你是真人吗', '唉', '唉', '唉', '唉', '唉', '唉']) {
      const { text } = say(words);
      expect(text).not.toBe(before);
      before = text;
    }
  });

  test('who took something is led to 120 until it is through', () => {
    const { say } = createSafetyTalk();
    say('我不想活了', 'elevated', 'suicide');
    say('已经喝了');
    expect(say('没打通').key).toBe('safety.acted.no_answer');
    expect(say('打通了').key).toBe('safety.acted.wait');
    expect(say('嗯').key).toMatch(/^safety\.acted\.stay/);
  });

  test('where no line is open none is named', () => {
    const duty = { answerBy: '', words: '马上', onDutyNow: false, openLines: [] };
    const first = createSafetyTalk({ duty, callOut: duty }).say('我不想活了', 'imminent', 'suicide');
    expect(first.text).not.toMatch(/12356/);
    expect(first.text).toMatch(/110/);
    expect(first.text).toMatch(/120/);
  });

  test('somebody who fears for a brother is told to stay with him', () => {
    const first = createSafetyTalk().say('我弟说他不想活了', 'elevated', 'suicide', '不想活了');
    expect(first.key).toBe('safety.self.other.elevated.first');
    expect(first.text).toMatch(/别让他一个人/);
  });
});

describe('violence at home', () => {
  test('asks first whether it is safe to talk, and names no violence before', () => {
    const first = createSafetyTalk().say('他昨晚又打我', 'elevated', 'domestic_violence', '又打我');
    expect(first.text).toMatch(/方便吗/);
    expect(first.text).not.toMatch(/打人|家暴|暴力|打您|保护令|伤/);
  });

  test('goes quiet where it is not safe, until they say that it is', () => {
    const { say } = createSafetyTalk();
    say('他昨晚又打我', 'elevated', 'domestic_violence', '又打我');
    expect(say('不方便').key).toBe('safety.home.quiet');
    const still = say('嗯');
    expect(still.text).not.toMatch(/打人|家暴|保护令/);
    expect(say('方便了').key).toBe('safety.home.hurt');
  });

  test('an unclear answer is asked once more, then we are quiet', () => {
    const { say } = createSafetyTalk();
    say('他昨晚又打我', 'elevated', 'domestic_violence', '又打我');
    expect(say('他喝多了在屋里骂').key).toBe('safety.home.ask_again');
    expect(say('我也不知道咋办').key).toBe('safety.home.quiet');
  });

  test('when safe: injuries, the protection order in plain words, help, never a joint talk by itself', () => {
    const { say } = createSafetyTalk();
    say('他昨晚又打我', 'elevated', 'domestic_violence', '又打我');
    say('方便');
    const order = say('孩子在我妈那儿');
    expect(order.text).toMatch(/人身安全保护令/);
    expect(order.text).toMatch(/不收钱/);
    const help = say('要');
    expect(help.text).toMatch(/不会叫您跟他坐到一起谈/);
  });

  test('a neighbour who reports is not asked whether it is safe to talk', () => {
    const first = createSafetyTalk().say('楼上女的被她男人打得直哭喊', 'elevated', 'domestic_violence', '被她男人打');
    expect(first.key).toBe('safety.home.other.elevated.first');
  });
});

describe('other dangers', () => {
  test('a child who writes is believed and told of the report', () => {
    const first = createSafetyTalk().say('我爸天天拿皮带抽我，我今年十一岁', 'elevated', 'child_harm', '拿皮带抽我');
    expect(first.text).toMatch(/你说的我信/);
    expect(first.text).toMatch(/告诉警察和民政/);
    expect(first.colour).toBe('red');
  });

  test('an adult who reports harm to a child hears of the duty to report', () => {
    const first = createSafetyTalk().say('隔壁那孩子身上都是烟头烫的', 'elevated', 'child_harm', '烟头烫');
    expect(first.text).toMatch(/必须马上报给公安和民政/);
  });

  test('a threat is met calmly: no lecture on law, the police as help', () => {
    const { say } = createSafetyTalk();
    const first = say('我今晚就去捅了他', 'imminent', 'threat_made');
    expect(first.text).not.toMatch(/犯法|坐牢|违法|后果/);
    expect(first.text).toMatch(/110/);
    expect(say('在家').key).toBe('safety.threat.means');
    const means = say('有');
    expect(means.key).toBe('safety.threat.means_yes');
  });

  test('a medical emergency begins with 120', () => {
    expect(createSafetyTalk().say('我爸倒地上没气了', 'imminent', 'medical').text).toMatch(/^先救人[:：]马上打120/);
  });

  test('a wish to die that comes up in a talk about violence is not passed over', () => {
    const { say } = createSafetyTalk();
    say('他昨晚又打我', 'elevated', 'domestic_violence', '又打我');
    say('方便');
    const news = say('我真的不想活了', 'elevated', 'suicide', '我真的不想活了');
    expect(news.key).toBe('safety.self.elevated.first');
  });

  test('the same danger said again goes on with the next question', () => {
    const { say } = createSafetyTalk();
    say('我不想活了', 'elevated', 'suicide');
    expect(say('我真的不想活了', 'elevated', 'suicide').key).toBe('safety.self.now');
  });

  test('a graver danger in mid-talk opens anew', () => {
    const { say } = createSafetyTalk();
    say('我不想活了', 'elevated', 'suicide');
    const graver = say('药我都喝下去了', 'imminent', 'suicide');
    expect(graver.key).toBe('safety.self.imminent.first');
    expect(graver.colour).toBe('red');
  });
});

describe('watch', () => {
  test('one gentle check, and the matter goes on in the same turn', () => {
    const { say } = createSafetyTalk();
    const check = say('日子过得真没劲，工钱还欠着', 'watch', 'suicide', '真没劲');
    expect(check.key).toBe('safety.self.watch.check');
    expect(check.goOn).toBe(true);
    expect(check.effects).toEqual([]);
    const second = say('真没意思', 'watch', 'suicide');
    expect(second.replies).toEqual([]);
    expect(second.goOn).toBe(true);
  });

  test('an answer that admits it opens the talk', () => {
    const { say } = createSafetyTalk();
    say('日子过得真没劲', 'watch', 'suicide');
    expect(say('有').done).toContain('alert_duty');
  });
});

test('in a group every safety word goes to the person alone', () => {
  const first = createSafetyTalk({}, 'group').say('我不想活了', 'elevated', 'suicide');
  expect(first.replies.every((reply) => reply.privately)).toBe(true);
});

test('without danger nothing is said', () => {
  const step = createSafetyTalk().say('邻居堵了我家门口');
  expect(step.state).toBeNull();
  expect(step.replies).toEqual([]);
  expect(step.goOn).toBe(true);
});

test('a saved state that cannot be read stays in safety', () => {
  const turn = makeTurn('嗯');
  const screen = screenOf('none', null, '');
  const screened = { ...turn, screen, triage: triage(turn, screen, null, smallSite, {}) };
  const context = {
    duty: { answerBy: '', words: '马上', onDutyNow: true, openLines: [] },
    callOut: { answerBy: '', words: '马上', onDutyNow: true, openLines: [] },
    site: smallSite,
    owner: { kind: 'bot' },
    risk: 'elevated',
  } as unknown as FlowContext;
  expect(advanceSafety({ broken: true }, screened, context).state).not.toBeNull();
});
