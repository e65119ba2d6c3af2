import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { EventLog } from '../watch/event-log.ts';
import type { PlaygroundEvent } from './protocol.ts';

/**
 * Serves what happened and what happens as Server-Sent Events: first everything that is kept, or what
 * came after the `Last-Event-ID` of a client that was here before.
 */
export function eventStream(log: EventLog): RequestHandler {
  // Events are counted from 1 at each start: what a client has seen of an earlier one says nothing.
  const run = randomUUID();
  const lastSeen = (field: string | undefined): number => {
    const [seenRun, id] = (field ?? '').split('/');
    return seenRun === run ? Number(id) : 0;
  };
  return (request, response) => {
    const last = lastSeen(request.get('last-event-id'));
    const send = (event: PlaygroundEvent): void => {
      response.write(`id: ${run}/${event.id}\ndata: ${JSON.stringify(event)}\n\n`);
    };
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    // A client is connected as soon as it has the status, whether or not there is an event.
    response.flushHeaders();
    for (const event of log.all()) if (event.id > last) send(event);
    response.on('close', log.subscribe(send));
  };
}
