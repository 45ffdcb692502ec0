import { z } from 'zod';
import { disputeTypes } from './dispute-type.ts';

const fieldKinds = [
  'text',
  'name',
  'phone',
  'national_id',
  'plate',
  'money',
  'date',
  'number',
  'boolean',
  'choice',
  'place',
  'list',
] as const;

/** One field of an intake form, as the YAML states it. */
export const formFieldSchema = z.strictObject({
  /** Dotted name: `applicant.name`, `amount`, `happened_on`. */
  name: z.string().regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$/),
  /** The label that staff see. */
  label: z.string(),
  kind: z.enum(fieldKinds),
  /** The question in plain words. */
  question: z.string(),
  /** The question put another way, when the answer could not be read. */
  reask: z.string(),
  /** What is said when the resident asks why. */
  why: z.string(),
  required: z.boolean().default(false),
  /** Personal: encrypted at rest, masked in logs, prompts and exports. */
  pii: z.boolean().default(false),
  /** Needs a separate consent (个人信息保护法 arts. 28, 29). */
  sensitive: z.boolean().default(false),
  /** Asked only when another field holds one of these values. */
  when: z.strictObject({ field: z.string(), in: z.array(z.union([z.string(), z.boolean(), z.number()])) }).optional(),
  choices: z.array(z.strictObject({ value: z.string(), label: z.string(), words: z.array(z.string()).default([]) })).optional(),
  /** Who must not be asked this. */
  notAsked: z.array(z.enum(['child', 'in_danger'])).default([]),
});

/** An intake form: one dispute type's fields over the common base. */
export const formSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z_]*$/),
  version: z.number().int().positive(),
  label: z.string(),
  disputeTypes: z.array(z.enum(disputeTypes)),
  /** Fields in the order of their use to a mediator; the dialogue asks the most useful that is still open. */
  fields: z.array(formFieldSchema).min(1),
  /** Evidence to keep, in plain words. */
  evidence: z.array(z.string()),
});

/** One field of a form. */
export type FormField = z.infer<typeof formFieldSchema>;

/** A form, base fields merged in. */
export type Form = z.infer<typeof formSchema>;

/** All forms, each in every version that an old conversation may still hold. */
export interface FormCatalogue {
  /** The newest form for a dispute type; the general form where the type has none of its own. */
  formFor(disputeType: string): Form;
  /** A form by id and version; `null` where no such version is known. */
  find(id: string, version: number): Form | null;
}
