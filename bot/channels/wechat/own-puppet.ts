import { PuppetService } from 'wechaty-puppet-service';

type GrpcManager = Parameters<PuppetService['bridgeGrpcEventStream']>[0];

/** The code of a gRPC error (16: the token is not accepted; 14: the service is not there); -1 where there is none. */
export function grpcCodeOf(error: unknown): number {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'number' ? code : -1;
}

/**
 * The puppet service's client as a supervisor needs it: it says at once when its connection breaks, never builds a new connection by itself
 * (that would be a second client on one token), keeps nothing on disk, and leaves the remote puppet running and logged in when it stops.
 */
export class OwnPuppet extends PuppetService {
  /** Called when the connection breaks, with the gRPC code. May be called more than once. */
  broken: (code: number) => void = () => {};

  /** Its store under the home folder would keep residents' names in the open, go stale, and end the process where its lock is held. */
  protected override hookPayloadStore(): void {}

  override async onStart(): Promise<void> {
    try {
      await super.onStart();
    } catch (error) {
      this.broken(grpcCodeOf(error));
      throw error;
    }
  }

  protected override bridgeGrpcEventStream(client: GrpcManager): void {
    super.bridgeGrpcEventStream(client);
    client.on('error', (error: unknown) => this.broken(grpcCodeOf(error)));
    client.on('end', () => this.broken(-1));
    client.on('cancel', () => this.broken(-1));
  }

  override async onStop(): Promise<void> {
    for (const cleanUp of this._cleanupCallbackList) cleanUp();
    this._cleanupCallbackList.length = 0;
    const manager = this._grpcManager;
    delete this._grpcManager;
    if (manager === undefined) return;
    manager.removeAllListeners();
    // A stream that is torn down says so once more; nobody listens any longer.
    manager.on('error', () => {});
    manager.eventStream?.on('error', () => {});
    // Destroying it alone leaves the service thinking that somebody listens: it would send the next client nothing.
    manager.eventStream?.cancel();
    manager.eventStream?.destroy();
    try {
      manager.client.close();
    } catch {
      // It had none: the start failed before that.
    }
  }

  /** Wechaty's watchdog would build a new connection here: the supervisor does that, one at a time. */
  override async reset(): Promise<void> {}
}
