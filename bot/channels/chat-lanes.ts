/** Work of one chat in the order in which it was given, chats side by side. */
export interface ChatLanes {
  /** Runs work when everything before it in its chat is done, however that ended. Gives what the work gives. */
  run<T>(chat: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is left. */
  drained(): Promise<void>;
}

/** Makes the lanes; a lane that is empty is forgotten. */
export function createChatLanes(): ChatLanes {
  const lanes = new Map<string, Promise<void>>();
  return {
    run: (chat, work) => {
      const result = (lanes.get(chat) ?? Promise.resolve()).then(work);
      const lane = result
        .then(
          () => {},
          () => {},
        )
        .finally(() => {
          if (lanes.get(chat) === lane) lanes.delete(chat);
        });
      lanes.set(chat, lane);
      return result;
    },
    drained: async () => {
      while (lanes.size > 0) await Promise.all(lanes.values());
    },
  };
}
