import { FileBox, type FileBoxInterface } from 'file-box';
import { type payloads, types } from 'wechaty-puppet';
import { mock, PuppetMock } from 'wechaty-puppet-mock';

/** What a resident's phone shows: the room or the person it came to, and the words. */
export type PhoneMessage = { readonly chatId: string; readonly text: string; readonly mentions: readonly string[] };

/** A message as a resident sends it. */
export type ResidentMessage = {
  readonly id: string;
  readonly from: string;
  readonly roomId?: string;
  readonly text?: string;
  readonly type?: types.Message;
  readonly mentions?: readonly string[];
  readonly timestamp?: number;
  readonly file?: { readonly name: string; readonly bytes: Uint8Array };
};

/** The account that the bot runs. */
export const botId = 'bot-account';

/**
 * WeChat behind a puppet: the mock with what it lacks. It logs in again at each start, sends files, gives ids to what is sent, tells of our
 * own messages, and as a real phone does it tells a new connection again what came lately (`history`).
 */
export class PhonePuppet extends PuppetMock {
  readonly received: PhoneMessage[] = [];
  /** How many of the last messages a new connection is told again. */
  history = 0;
  /** Instead of a number: everything since the last connection went, and so many milliseconds before it. */
  overlapMs = 0;
  /** Refuses what is sent. */
  refuse = false;
  /** The requests that were accepted. */
  readonly accepted: string[] = [];
  readonly #mocker: mock.Mocker;
  readonly #files = new Map<string, { readonly name: string; readonly bytes: Uint8Array }>();
  readonly #told: string[] = [];
  #sent = 0;
  #leftAt = Number.POSITIVE_INFINITY;

  constructor(mocker = new mock.Mocker()) {
    super({ mocker });
    this.#mocker = mocker;
    mocker.createContact({ id: botId, name: '小桥' });
    // The service listens anew for each connection: that is when a phone tells again.
    (this as NodeJS.EventEmitter).on('newListener', (event) => {
      if (event === 'message' && (this.history > 0 || this.overlapMs > 0)) setImmediate(() => this.#tellAgain());
    });
    (this as NodeJS.EventEmitter).on('removeListener', (event) => {
      if (event === 'message') this.#leftAt = Date.now();
    });
  }

  addPerson(id: string, name = id): void {
    if (!this.#mocker.cacheContactPayload.has(id)) this.#mocker.createContact({ id, name });
  }

  addRoom(id: string, topic: string, memberIds: readonly string[]): void {
    if (!this.#mocker.cacheRoomPayload.has(id)) this.#mocker.createRoom({ id, topic, memberIdList: [botId, ...memberIds] });
  }

  /** A resident sends a message; the same id again is a redelivery. */
  say(message: ResidentMessage): void {
    const { id, from, roomId, text = '', type = types.Message.Text, mentions = [], timestamp = Date.now(), file } = message;
    if (file !== undefined) this.#files.set(id, file);
    this.#keep({
      id,
      talkerId: from,
      text,
      type,
      timestamp,
      ...(file === undefined ? {} : { filename: file.name }),
      ...(roomId === undefined ? { listenerId: botId } : { roomId, mentionIdList: [...mentions] }),
    });
    this.emit('message', { messageId: id });
  }

  /** Logs out and shows a code to scan; `logIn` follows. */
  async logOut(): Promise<void> {
    await this.logout('the phone logged out');
    this.emit('scan', { qrcode: 'https://login.example/again', status: types.ScanStatus.Waiting });
  }

  logIn(): void {
    this.login(botId);
  }

  override async onStart(): Promise<void> {
    await super.onStart();
    setImmediate(() => {
      if (!this.isLoggedIn) this.logIn();
    });
  }

  override async messageSendText(chatId: string, text: string, mentions: string[] = []): Promise<never> {
    if (!this.isLoggedIn || this.refuse) throw new Error('refused');
    this.received.push({ chatId, text, mentions });
    this.#sent += 1;
    const id = `own-${this.#sent}-${Date.now()}`;
    const to = this.#mocker.cacheRoomPayload.has(chatId) ? { roomId: chatId, mentionIdList: mentions } : { listenerId: chatId };
    this.#keep({ id, talkerId: botId, text, type: types.Message.Text, timestamp: Date.now(), ...to });
    setImmediate(() => this.emit('message', { messageId: id }));
    // The mock's type says that nothing comes back; the protocol carries the id.
    return id as never;
  }

  override async messageFile(id: string): Promise<FileBoxInterface> {
    const file = this.#files.get(id);
    if (file === undefined) throw new Error('no such file');
    return FileBox.fromBuffer(Buffer.from(file.bytes), file.name);
  }

  override async messageImage(id: string): Promise<FileBoxInterface> {
    return await this.messageFile(id);
  }

  override async friendshipRawPayload(id: string): Promise<payloads.Friendship> {
    const type = id.startsWith('confirm') ? types.Friendship.Confirm : types.Friendship.Receive;
    return { id, contactId: id.split('-')[1] ?? '', hello: '', timestamp: Date.now(), type } as payloads.Friendship;
  }

  override async friendshipAccept(id: string): Promise<void> {
    this.accepted.push(id);
  }

  override async roomInvitationAccept(id: string): Promise<void> {
    this.accepted.push(id);
  }

  #keep(payload: payloads.Message): void {
    // Not through the mock's own pool: it refuses an id that it knows, and a redelivery has one.
    this.#mocker.cacheMessagePayload.set(payload.id, payload);
    this.#told.push(payload.id);
    const oldest = this.#told.length > 20_000 ? this.#told.shift() : undefined;
    if (oldest !== undefined && !this.#told.includes(oldest)) this.#mocker.cacheMessagePayload.delete(oldest);
  }

  #tellAgain(): void {
    const since = this.#leftAt - this.overlapMs;
    const isLate = (id: string): boolean => (this.#mocker.cacheMessagePayload.get(id)?.timestamp ?? 0) >= since;
    const again = this.overlapMs > 0 ? this.#told.filter(isLate) : this.#told.slice(-this.history);
    for (const messageId of new Set(again)) this.emit('message', { messageId });
  }
}
