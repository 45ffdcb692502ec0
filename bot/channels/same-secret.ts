import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares a secret that was sent with ours in a time that tells nothing of either. */
export function isSameSecret(sent: string, ours: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(sent), digest(ours));
}
