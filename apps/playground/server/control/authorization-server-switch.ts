import type { AuthorizationServer } from '../authorization-server/authorization-server.ts';
import type { SwitchableServer } from '../switchable-server.ts';
import type { EventLog } from '../watch/event-log.ts';
import { ControlRefusal } from './control-refusal.ts';
import type { ServerAction, ServerState } from './protocol.ts';

/** What the switch acts on. */
export interface Switched {
  readonly server: SwitchableServer;
  readonly authorizationServer: AuthorizationServer;
  readonly log: EventLog;
}

/** Switches the authorization server off and on and changes its keys, one thing after the other, and records it. */
export class AuthorizationServerSwitch {
  readonly #switched: Switched;
  #last: Promise<unknown> = Promise.resolve();

  constructor(switched: Switched) {
    this.#switched = switched;
  }

  /** How it is now. */
  state(): ServerState {
    const { server, authorizationServer } = this.#switched;
    return { running: server.isRunning, keys: authorizationServer.keys() };
  }

  /**
   * Does something to it. To stop what is stopped, or start what runs, is no change.
   *
   * @returns how it is then
   * @throws {ControlRefusal} with 404 for a key that is not published, with 409 for the only one, and when the port was taken meanwhile
   */
  change(action: ServerAction): Promise<ServerState> {
    const changed = this.#last.then(() => this.#change(action));
    this.#last = changed.catch(() => {});
    return changed.then(() => this.state());
  }

  async #change(order: ServerAction): Promise<void> {
    const { server, authorizationServer, log } = this.#switched;
    switch (order.action) {
      case 'stop':
        if (!server.isRunning) return;
        await server.stop();
        log.record({ kind: 'server', change: 'stopped' });
        return;
      case 'start':
        if (server.isRunning) return;
        await server.start().catch(() => {
          throw new ControlRefusal(409, 'Another program has taken the port. The server is off.');
        });
        log.record({ kind: 'server', change: 'started' });
        return;
      case 'rotate':
        log.record({ kind: 'server', change: 'rotated', kid: await authorizationServer.rotate() });
        return;
      case 'remove':
        this.#remove(order.kid);
        log.record({ kind: 'server', change: 'removed', kid: order.kid });
    }
  }

  #remove(kid: string): void {
    const { authorizationServer } = this.#switched;
    const keys = authorizationServer.keys();
    if (!keys.some((key) => key.kid === kid)) {
      throw new ControlRefusal(404, 'The authorization server publishes no such key.');
    }
    if (keys.length === 1) throw new ControlRefusal(409, 'The only key cannot be removed.');
    authorizationServer.remove(kid);
  }
}
