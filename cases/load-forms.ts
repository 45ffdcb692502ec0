import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { XinqiaoError } from '../core/errors.ts';
import { type Form, type FormCatalogue, type FormField, formFieldSchema, formSchema } from '../core/form.ts';

const formsFolder = fileURLToPath(new URL('./forms/', import.meta.url));
const baseFile = 'base.yaml';

/** A form as its file states it: a field that the base has may be named alone or with what differs. */
const formFileSchema = formSchema.omit({ fields: true }).extend({
  fields: z.array(z.looseObject({ name: z.string() })).min(1),
});

function readYaml(file: string): unknown {
  return parse(readFileSync(file, 'utf8'));
}

function mergeBase(stated: z.infer<typeof formFileSchema>, base: readonly FormField[], file: string): Form {
  const byName = new Map(base.map((field) => [field.name, field]));
  const own = stated.fields.map((field) => {
    const merged = formFieldSchema.safeParse({ ...byName.get(field.name), ...field });
    if (merged.success) return merged.data;
    throw new XinqiaoError('bad_config', `${file}, field ${field.name}: ${merged.error.issues.map((issue) => issue.message).join('; ')}`);
  });
  const named = new Set(own.map((field) => field.name));
  if (named.size !== own.length) throw new XinqiaoError('bad_config', `${file} names a field twice`);
  return { ...stated, fields: [...own, ...base.filter((field) => !named.has(field.name))] };
}

/** Reads one form file over the base fields. Throws `bad_config` where the file has a fault. */
export function readForm(file: string, base: readonly FormField[]): Form {
  const stated = formFileSchema.safeParse(readYaml(file));
  if (!stated.success) throw new XinqiaoError('bad_config', `${file}: ${z.prettifyError(stated.error)}`);
  return mergeBase(stated.data, base, file);
}

/**
 * Loads every form of a folder (the project's own where none is named). A file `name.v1.yaml` is an old version that saved conversations
 * may still hold. Throws `bad_config` where a file has a fault or no general form is there.
 */
export function loadForms(folder: string = formsFolder): FormCatalogue {
  const path = (file: string): string => `${folder.replace(/\/?$/, '/')}${file}`;
  const base = z.array(formFieldSchema).parse(readYaml(path(baseFile)));
  const forms = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml') && file !== baseFile)
    .map((file) => readForm(path(file), base))
    .sort((a, b) => b.version - a.version);
  const general = forms.find((form) => form.id === 'general');
  if (general === undefined) throw new XinqiaoError('bad_config', `${folder} holds no form with the id general`);
  return {
    formFor: (disputeType) => forms.find((form) => (form.disputeTypes as readonly string[]).includes(disputeType)) ?? general,
    find: (id, version) => forms.find((form) => form.id === id && form.version === version) ?? null,
  };
}
