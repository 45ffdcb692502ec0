import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type Transcript, transcriptSchema } from './transcript-script.ts';

/** Every play below a folder with the name of its file; a file may hold several, parted by `---`. Throws where one has a fault. */
export function readTranscripts(folder: string): readonly { readonly name: string; readonly transcript: Transcript }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) =>
      parseAllDocuments(readFileSync(join(folder, name), 'utf8'))
        .map((document) => document.toJS() as unknown)
        .filter((document) => document !== null)
        .map((document) => {
          const read = transcriptSchema.safeParse(document);
          if (!read.success)
            throw new Error(`${name}: ${read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`);
          return { name, transcript: read.data };
        }),
    );
}
