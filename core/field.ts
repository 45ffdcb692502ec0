import type { MessageId } from './ids.ts';
import type { Instant } from './instant.ts';

/** Plain data that can stand in a form field. Money is an integer in fen; a period is an integer in days; a date is `YYYY-MM-DD`. */
export type FieldValue = string | number | boolean | readonly string[];

/** Who said it. Inference never overwrites what a person said. */
export type FieldSource = 'resident' | 'inferred' | 'staff' | 'imported';

/** One fact of a ticket and where it came from. */
export type Field = {
  readonly value: FieldValue;
  readonly source: FieldSource;
  /** The message that said it; `null` where staff typed it or it was imported. */
  readonly messageId: MessageId | null;
  /** A person confirmed it at a read-back, or staff entered it. */
  readonly confirmed: boolean;
  readonly at: Instant;
  /** 0 to 1: how sure the extraction is. Under the form's floor it is read back before it counts. */
  readonly confidence: number;
  /** Other values said for the same field that were not withdrawn: kept, and asked about. */
  readonly conflicts?: readonly Field[];
};

/** The facts of a ticket by the form's field names (`applicant.name`, `respondent.name`, `amount` …). */
export type Fields = Readonly<Record<string, Field>>;
