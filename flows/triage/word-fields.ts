import { homeWordFields } from './word-fields-home.ts';
import { publicWordFields } from './word-fields-public.ts';
import { tradeWordFields } from './word-fields-trade.ts';

/** Words that belong together by meaning, whatever they may say of a dispute: what they are worth is learnt. */
export type WordField = { readonly name: string; readonly words: RegExp };

/** All fields. A model is trained on the places in this list: train it again when one changes. */
export const wordFields: readonly WordField[] = Object.entries({ ...homeWordFields, ...tradeWordFields, ...publicWordFields }).map(
  ([name, words]) => ({ name, words: new RegExp(words, 'u') }),
);
