import { z } from 'zod';

/** One article as a source states it. Days are ISO; more may follow them. */
export const lawRowSchema = z.object({
  law: z.string().min(1),
  article: z.string().min(1),
  text: z.string().min(1),
  path: z.string().nullish(),
  kind: z.string().nullish(),
  publish: z.string().nullish(),
  version: z.string().nullish(),
  valid_from: z.string().nullish(),
  valid_to: z.string().nullish(),
  /** The days on which the law was passed and changed, where the source tells them. */
  amended: z.array(z.string()).readonly().nullish(),
});

/** One article as a source states it. */
export type LawRow = z.infer<typeof lawRowSchema>;
