import type { DutyDesk } from '../bot/engine/engine-parts.ts';
import type { Flows } from '../core/flow.ts';
import type { FormCatalogue } from '../core/form.ts';
import type { LanguageModel } from '../core/language-model.ts';
import type { Retriever } from '../core/retriever.ts';
import type { Site } from '../core/site.ts';
import type { SuiteReport } from './report.ts';

/** What a suite measures: the real parts, as the composition root joins them. */
export type SuiteContext = {
  readonly flows: Flows;
  readonly forms: FormCatalogue;
  readonly site: Site;
  readonly duty: DutyDesk;
  /** Where one is configured: it may reword what simulated residents say. */
  readonly languageModel?: LanguageModel;
  /** The default index: the corpus. */
  readonly retriever: Retriever;
  readonly print: (line: string) => void;
};

/** One suite: what it is called and how it runs. `null` where its data is not on this machine. */
export type Suite = { readonly name: string; readonly run: (context: SuiteContext) => Promise<SuiteReport | null> };
