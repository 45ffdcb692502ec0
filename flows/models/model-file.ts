import { z } from 'zod';
import { XinqiaoError } from '../../core/errors.ts';

const headerSchema = z.strictObject({
  id: z.string(),
  labels: z.array(z.string()).min(2),
  /** `softmax`: the probabilities add up to 1. `independent`: each label is a question of its own. */
  mode: z.enum(['softmax', 'independent']),
  buckets: z.int().positive(),
  longest: z.int().positive(),
  shortest: z.int().positive().default(1),
  /** What a whole step of a label's weight is worth. */
  steps: z.array(z.number()),
  biases: z.array(z.number()),
});

/** What a model file says of itself. */
export type ModelHeader = z.infer<typeof headerSchema>;

/** A model: its header and a byte a weight, all labels of one bucket side by side. */
export type ModelFile = { readonly header: ModelHeader; readonly weights: Int8Array };

const magic = 'XQNG';

/** Packs a model: `XQNG`, the header's length in four bytes (little end first), the header as JSON, the weights. */
export function packModel({ header, weights }: ModelFile): Uint8Array {
  const json = Buffer.from(JSON.stringify(header), 'utf8');
  const start = Buffer.alloc(8);
  start.write(magic, 'latin1');
  start.writeUInt32LE(json.length, 4);
  return Buffer.concat([start, json, Buffer.from(weights.buffer, weights.byteOffset, weights.byteLength)]);
}

/** Reads a packed model. Throws `bad_input` where the bytes are not one. */
export function unpackModel(bytes: Uint8Array): ModelFile {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isModel = buffer.length > 8 && buffer.toString('latin1', 0, 4) === magic;
  if (!isModel) throw new XinqiaoError('bad_input', 'These bytes are not a text classifier.');
  const start = 8 + buffer.readUInt32LE(4);
  const header = headerSchema.safeParse(JSON.parse(buffer.toString('utf8', 8, start)));
  const size = header.success ? header.data.buckets * header.data.labels.length : -1;
  if (!header.success || buffer.length - start !== size)
    throw new XinqiaoError('bad_input', 'The text classifier is damaged: train it again.');
  return { header: header.data, weights: new Int8Array(bytes.buffer, bytes.byteOffset + start, size) };
}
