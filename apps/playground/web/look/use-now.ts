import { useInterval } from '@mantine/hooks';
import { useState } from 'react';

/** The time in seconds since the epoch, anew each second. */
export function useNow(): number {
  const [now, setNow] = useState(seconds);
  useInterval(() => setNow(seconds), 1000, { autoInvoke: true });
  return now;
}

function seconds(): number {
  return Date.now() / 1000;
}
