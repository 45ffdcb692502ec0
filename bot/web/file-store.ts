/** The bytes of files that wait to be sent. They outlive a reload where the browser has IndexedDB; else they last as long as the page. */
const fallback = new Map<string, Blob>();
const storeName = 'files';

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('xinqiao', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(storeName);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
    opening.onblocked = () => reject(new Error('blocked'));
  });
}

async function inStore<T>(mode: IDBTransactionMode, work: (files: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await openDatabase();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(storeName, mode);
      const request = work(transaction.objectStore(storeName));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

type Kept = { readonly bytes: ArrayBuffer; readonly type: string };

/** Keeps the bytes of a message. Resolves once they would outlive a reload, or where this browser keeps nothing. */
export async function keepFile(clientId: string, file: Blob): Promise<void> {
  fallback.set(clientId, file);
  try {
    // As bytes: old Safari loses blobs in its database.
    const kept: Kept = { bytes: await file.arrayBuffer(), type: file.type };
    await inStore('readwrite', (files) => files.put(kept, clientId));
  } catch {
    // The page's own memory has them.
  }
}

/** The bytes of a message; `null` where this browser did not keep them. */
export async function readKeptFile(clientId: string): Promise<Blob | null> {
  const known = fallback.get(clientId);
  if (known !== undefined) return known;
  try {
    const kept = (await inStore('readonly', (files) => files.get(clientId))) as Kept | undefined;
    return kept === undefined ? null : new Blob([kept.bytes], { type: kept.type });
  } catch {
    return null;
  }
}

/** Forgets the bytes of a message that arrived. */
export async function dropFile(clientId: string): Promise<void> {
  fallback.delete(clientId);
  await inStore('readwrite', (files) => files.delete(clientId)).catch(() => undefined);
}

/** Forgets all bytes. */
export async function dropAllFiles(): Promise<void> {
  fallback.clear();
  await inStore('readwrite', (files) => files.clear()).catch(() => undefined);
}
