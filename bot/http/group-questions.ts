import type { UnknownQuestion } from '../../core/store.ts';

/** Questions that ask nearly the same, the most asked first. */
export type QuestionGroup = { readonly questions: readonly UnknownQuestion[]; readonly count: number; readonly lastAt: string };

/** From this share of common character pairs on, two questions stand in one group. */
const near = 0.5;

function pairsOf(text: string): ReadonlySet<string> {
  const letters = [...text.replace(/[\s，。？！、,.?!~…“”"：:；;]/g, '')];
  return new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`));
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let common = 0;
  for (const pair of a) if (b.has(pair)) common += 1;
  return (2 * common) / (a.size + b.size);
}

/** Groups questions by their wording: each joins the first group whose first question it resembles. */
export function groupQuestions(questions: readonly UnknownQuestion[]): readonly QuestionGroup[] {
  const groups: { pairs: ReadonlySet<string>; questions: UnknownQuestion[] }[] = [];
  for (const question of questions) {
    const pairs = pairsOf(question.question);
    const found = groups.find((group) => likeness(group.pairs, pairs) >= near);
    if (found === undefined) groups.push({ pairs, questions: [question] });
    else found.questions.push(question);
  }
  return groups
    .map(({ questions: members }) => ({
      questions: members,
      count: members.reduce((sum, { count }) => sum + count, 0),
      lastAt:
        members
          .map(({ lastAt }) => lastAt)
          .sort()
          .at(-1) ?? '',
    }))
    .sort((a, b) => b.count - a.count);
}
