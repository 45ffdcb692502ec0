import type { LanguageModel } from '../../core/language-model.ts';
import type { Reword } from './play-resident.ts';

const timeoutMs = 8000;
const instructions =
  'You play a resident who writes to a mediation centre in China. Say the given line in your own manner, in one short Chinese message. Keep every name, number, day and place exactly as it is; add no fact and leave none out. Write the message only.';

/** Numbers, and the pieces of a line that must survive a rewording. */
function keepsFacts(line: string, said: string): boolean {
  return (line.match(/\d+/g) ?? []).every((number) => said.includes(number)) && said.length <= line.length * 3 + 20;
}

/** A player that lets a language model say the rules' lines in a person's manner. A model that is off, slow or loses a number changes nothing. */
export function createReword(model: LanguageModel): Reword {
  return async (person, line) => {
    const outcome = await model.complete(
      [
        { role: 'system', content: `${instructions}\nYou are: ${person}` },
        { role: 'user', content: line },
      ],
      { timeoutMs },
    );
    const said = outcome.kind === 'ok' ? outcome.value.trim() : '';
    return said !== '' && keepsFacts(line, said) ? said : line;
  };
}
