import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { EventLog } from '../watch/event-log.ts';
import { ControlRefusal } from './control-refusal.ts';

/** How many streams there may be at a time. */
export const MOST_STREAMS = 32;

/**
 * Serves what happened and what happens as Server-Sent Events: first everything that is kept, or what
 * came after the `Last-Event-ID` of a client that was here before. Whoever reads so slowly that the log has
 * forgotten what is next is sent away.
 */
export function eventStream(log: EventLog): RequestHandler {
  // Events are counted from 1 at each start: what a client has seen of an earlier one says nothing.
  const run = randomUUID();
  const lastSeen = (field: string | undefined): number => {
    const [seenRun, id] = (field ?? '').split('/');
    return seenRun === run ? Number(id) || 0 : 0;
  };
  let streams = 0;
  return (request, response) => {
    if (streams >= MOST_STREAMS) {
      throw new ControlRefusal(503, 'There are too many who listen already.');
    }
    streams++;
    let last = lastSeen(request.get('last-event-id'));
    let isBehind = false;
    // Nothing waits in memory for a client that does not read: the log has it.
    const send = (): void => {
      const kept = log.all();
      if (isBehind) {
        if ((kept[0]?.id ?? 0) > last + 1) response.destroy();
        return;
      }
      for (const event of kept.filter(({ id }) => id > last)) {
        last = event.id;
        isBehind = !response.write(`id: ${run}/${event.id}\ndata: ${JSON.stringify(event)}\n\n`);
        if (isBehind) return;
      }
    };
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    // A client is connected as soon as it has the status, whether or not there is an event.
    response.flushHeaders();
    response.on('drain', () => {
      isBehind = false;
      send();
    });
    const unsubscribe = log.subscribe(send);
    response.on('close', () => {
      streams--;
      unsubscribe();
    });
    send();
  };
}
