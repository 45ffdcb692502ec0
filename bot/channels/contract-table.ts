/** The doors that run the contract, each over its own wire. */
export const contractDoors = [
  'WeChat over gRPC',
  'WeChat over gRPC with TLS',
  'Telegram by long polling',
  'Telegram by webhook',
  'official account',
  'WeCom customer service',
  'web page and widget',
  'hotline events',
] as const;

/** One of them. */
export type ContractDoor = (typeof contractDoors)[number];

/** What every door is put through; the words are the names of the tests. */
export const contractCases = {
  mapping: 'hands a private message in, verified and mapped',
  redelivery: 'gives a redelivered message the same id, so that it counts once',
  duplicate_call: 'takes a message once whose very call comes twice at the same time',
  order: 'keeps the order of a chat, however long storing takes',
  reordering: 'keeps the time of a message that a later one overtook, so that what was said first is read first',
  failed_store: 'loses no message that could not be stored at first',
  clock_skew: 'does not believe a clock that is wrong',
  stale_call: 'refuses a call that was signed long ago',
  huge_text: 'takes in no more of a huge text than is allowed',
  oversized_body: 'answers 413 to a body over the limit',
  wrong_signature: 'refuses a call with a wrong signature or secret',
  right_person: 'brings a reply to the person who asked, and to nobody else',
  groups: 'holds a conversation a person inside a group, and keeps private words out of it',
  half_open: 'comes back by itself after the connection went silent',
  restart: 'comes back by itself after the service restarted',
  stopped: 'takes nothing in after it was stopped, and asks to be tried again',
  quiet_log: 'logs what goes wrong without a word of a message and without a secret',
} as const;

/** One of them. */
export type ContractCase = keyof typeof contractCases;

const noCalls = 'nobody calls us: we open the connection, and what comes twice on it is redelivery';
const noCallsNoSecret = 'nobody calls us; that the service refuses a wrong token of ours is tested beside the door';
const noTime = 'the secret stands in a header and is bound to no time';
const noGroups = 'it has no groups';
const nothingSaid = 'nothing is written into a call: the volunteer speaks';

const ourConnection = { duplicate_call: noCalls, stale_call: noCalls, oversized_body: noCalls, wrong_signature: noCallsNoSecret };

/** What has no meaning at a door, and why. Everything else is tested: a door whose harness cannot do a case that does not stand here fails. */
export const contractHoles: Readonly<Record<ContractDoor, Readonly<Partial<Record<ContractCase, string>>>>> = {
  'WeChat over gRPC': ourConnection,
  'WeChat over gRPC with TLS': ourConnection,
  'Telegram by long polling': ourConnection,
  'Telegram by webhook': { stale_call: noTime },
  'official account': { groups: noGroups },
  'WeCom customer service': { groups: noGroups },
  'web page and widget': {
    reordering: 'the page sends one line after the other and waits until each is stored',
    clock_skew: 'the page tells no time: ours counts',
    stale_call: noTime,
    groups: noGroups,
  },
  'hotline events': {
    clock_skew: 'the time of an event is judged behind the door, where calls are kept',
    right_person: nothingSaid,
    groups: noGroups,
  },
};

/** The table of `docs/CHANNELS.md`: a mark where the case is tested, else the number of the reason below. */
export function renderContractTable(): string {
  const reasons = [...new Set(Object.values(contractHoles).flatMap((holes) => Object.values(holes)))];
  const cell = (door: ContractDoor, one: ContractCase): string => {
    const reason = contractHoles[door][one];
    return reason === undefined ? '✓' : `(${reasons.indexOf(reason) + 1})`;
  };
  return [
    `| The door | ${contractDoors.join(' | ')} |`,
    `|---|${contractDoors.map(() => '---|').join('')}`,
    ...(Object.keys(contractCases) as ContractCase[]).map(
      (one) => `| ${contractCases[one]} | ${contractDoors.map((door) => cell(door, one)).join(' | ')} |`,
    ),
    '',
    ...reasons.map((reason, place) => `(${place + 1}) ${reason}.  `),
  ].join('\n');
}
