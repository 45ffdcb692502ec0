import { z } from 'zod';

/** The id of a batch row, given back as it came. */
export const batchId = z.union([z.string(), z.number()]);
