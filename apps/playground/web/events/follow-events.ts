import type { PlaygroundEvent } from '../../server/control/protocol.ts';
import type { Events, News } from './known-events.ts';
import { learned, NOTHING_KNOWN } from './known-events.ts';

// Of the lock that the tab with the stream holds, and of the channel on which it tells the others.
const NAME = 'holdfast-playground-events';
const WHAT_IS_KNOWN = 'what is known?';

/**
 * Listens to what happens in the playground, and begins again by itself when the line was cut. All tabs
 * share one stream: a browser has six connections to a server (HTTP/1.1), and a seventh tab with a stream
 * of its own would not even load. The tab that holds a lock has the stream and tells the others; when it
 * is closed, the one that waits longest for the lock opens a new stream.
 *
 * @param tell hears all that is known, each time that there are news
 * @returns a function that ends that
 */
export function followEvents(tell: (known: Events) => void): () => void {
  const tabs = new BroadcastChannel(NAME);
  const leaving = new AbortController();
  let known = NOTHING_KNOWN;
  let hasStream = false;

  const learn = (news: News): void => {
    known = learned(known, news);
    tell(known);
  };
  tabs.onmessage = ({ data }: MessageEvent<News | typeof WHAT_IS_KNOWN>) => {
    if (data !== WHAT_IS_KNOWN) learn(data);
    else if (hasStream) tabs.postMessage(known);
  };
  tabs.postMessage(WHAT_IS_KNOWN);

  const holdStream = async (): Promise<void> => {
    hasStream = true;
    const stream = openStream((news) => {
      learn(news);
      tabs.postMessage(news);
    });
    await endOf(leaving.signal);
    stream.close();
  };
  navigator.locks.request(NAME, { signal: leaving.signal }, holdStream).catch((error: unknown) => {
    if (!leaving.signal.aborted) throw error;
  });
  return () => {
    leaving.abort();
    tabs.close();
  };
}

/** Begins with everything that the playground keeps: what came between two streams is not lost. */
function openStream(tell: (news: News) => void): EventSource {
  const stream = new EventSource('/control/events');
  stream.onopen = () => tell({ isConnected: true });
  stream.onerror = () => tell({ isConnected: false });
  stream.onmessage = ({ data }: MessageEvent<string>) => {
    tell({ events: [JSON.parse(data) as PlaygroundEvent] });
  };
  return stream;
}

function endOf(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
}
