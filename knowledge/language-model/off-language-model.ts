import type { LanguageModel } from '../../core/language-model.ts';

/** The language model of a site that has set no key: every call is `off`, and everything goes on without it. */
export const offLanguageModel: LanguageModel = {
  id: 'off',
  complete: async () => ({ kind: 'unavailable', reason: 'off' }),
  extract: async () => ({ kind: 'unavailable', reason: 'off' }),
};
