import { numberBody, parseRoughNumber } from './chinese-number.ts';

/** How many people or households a text speaks of, with what it rests on. */
export type Count = { readonly value: number; readonly approximate: boolean; readonly text: string };

const peoplePattern = new RegExp(
  `(?<!第|每)(${numberBody})(来|多|几)?(?:个|名|位|口|号)?(?:人|工友|工人|民工|农民工|业主|住户|老乡|家长|学生|乘客|游客|兄弟|村民|同事|职工|员工)(?!民币|家|情|行道|生|次|格|身)`,
  'gu',
);
const householdPattern = new RegExp(
  `(?<!第|每)(${numberBody})(来|多|几)?(?:户|家)(?:人家|人|业主|住户|邻居|都)?(?!公司|店|里|庭|属|具|长|暴|务|教)`,
  'gu',
);

function largest(text: string, pattern: RegExp): Count | null {
  let best: Count | null = null;
  for (const match of text.matchAll(pattern)) {
    const number = parseRoughNumber(match[1] ?? '');
    if (number === null || !Number.isInteger(Math.round(number.value)) || number.value < 1 || number.value > 100_000) continue;
    const count = { value: Math.round(number.value), approximate: number.approximate || match[2] !== undefined, text: match[0] };
    if (best === null || count.value > best.value) best = count;
  }
  return best;
}

/** The largest number of people named (一共十四个人, 二十多个工友); `null` where none or only one. */
export function findPeopleCount(text: string): Count | null {
  const count = largest(text, peoplePattern);
  return count === null || count.value < 2 ? null : count;
}

/** The largest number of households named (我们楼上下五户); `null` where none or only one. */
export function findHouseholdCount(text: string): Count | null {
  const count = largest(text, householdPattern);
  return count === null || count.value < 2 ? null : count;
}
