import { closeSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { XinqiaoError } from '../../core/errors.ts';

const kinds = { f32: Float32Array, u32: Uint32Array, u16: Uint16Array, u8: Uint8Array, i8: Int8Array } as const;

/** An array of numbers that a tensor file can hold. */
export type Tensor = Float32Array | Uint32Array | Uint16Array | Uint8Array | Int8Array;

type Place = { readonly kind: keyof typeof kinds; readonly offset: number; readonly length: number };

/** What a tensor file holds: plain data and named arrays. */
export type Tensors<Meta> = { readonly meta: Meta; readonly arrays: Readonly<Record<string, Tensor>> };

function kindOf(array: Tensor): Place['kind'] {
  for (const [kind, maker] of Object.entries(kinds)) if (array instanceof maker) return kind as Place['kind'];
  throw new TypeError('an array of an unknown kind');
}

/** Writes all of a buffer: one call may write a part. */
function writeWhole(open: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(open, bytes, done);
}

/** Writes arrays and plain data into one file: a length, a JSON head, then the arrays, each aligned to eight bytes. The file appears whole or not at all. */
export function writeTensors<Meta>(file: string, meta: Meta, arrays: Readonly<Record<string, Tensor>>): void {
  const places: Record<string, Place> = {};
  let offset = 0;
  for (const [name, array] of Object.entries(arrays)) {
    places[name] = { kind: kindOf(array), offset, length: array.length };
    offset += Math.ceil(array.byteLength / 8) * 8;
  }
  const head = Buffer.from(JSON.stringify({ meta, places }));
  const start = Math.ceil((8 + head.length) / 8) * 8;
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32LE(head.length, 0);
  lengths.writeUInt32LE(start, 4);
  // Array by array: a large index is not copied to be written.
  const open = openSync(`${file}.part`, 'w');
  try {
    for (const part of [lengths, head, Buffer.alloc(start - 8 - head.length)]) writeWhole(open, part);
    for (const array of Object.values(arrays)) {
      writeWhole(open, Buffer.from(array.buffer, array.byteOffset, array.byteLength));
      writeWhole(open, Buffer.alloc(-array.byteLength & 7));
    }
  } finally {
    closeSync(open);
  }
  renameSync(`${file}.part`, file);
}

/** Reads a tensor file; its arrays are views of one buffer. Throws `bad_index` where it is missing or damaged. */
export function readTensors<Meta>(file: string): Tensors<Meta> {
  try {
    const bytes = readFileSync(file);
    // A small file may lie in a shared pool at an odd place; a large one has a buffer of its own and is not copied.
    const aligned = bytes.byteOffset % 8 === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
    const buffer = aligned.buffer;
    const start = bytes.readUInt32LE(4);
    const { meta, places } = JSON.parse(bytes.toString('utf8', 8, 8 + bytes.readUInt32LE(0))) as {
      meta: Meta;
      places: Record<string, Place>;
    };
    const arrays: Record<string, Tensor> = {};
    for (const [name, { kind, offset, length }] of Object.entries(places))
      arrays[name] = new kinds[kind](buffer as ArrayBuffer, aligned.byteOffset + start + offset, length);
    return { meta, arrays };
  } catch (cause) {
    throw new XinqiaoError('bad_index', `${file} is missing or damaged. Run npx xinqiao knowledge build again.`, { cause });
  }
}

/** Takes an array of a tensor file as the kind that it was written as. Throws `bad_index` where it is not there. */
export function takeTensor<K extends keyof typeof kinds>(
  tensors: Tensors<unknown>,
  name: string,
  kind: K,
): InstanceType<(typeof kinds)[K]> {
  const array = tensors.arrays[name];
  if (!(array instanceof kinds[kind]))
    throw new XinqiaoError('bad_index', `The index has no ${name}. Run npx xinqiao knowledge build again.`);
  return array as InstanceType<(typeof kinds)[K]>;
}
