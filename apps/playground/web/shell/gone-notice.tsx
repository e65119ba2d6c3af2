import { Alert, Code } from '@mantine/core';
import type { ReactElement } from 'react';
import { useEvents } from '../events/events.tsx';
import classes from './shell.module.css';

/** Says that the playground itself has ended, which every part would otherwise put down to something else. */
export function GoneNotice(): ReactElement | null {
  const { isConnected } = useEvents();
  if (isConnected) return null;
  return (
    <Alert
      color="red"
      title="The playground is gone"
      role="alert"
      mb="md"
      className={classes['gone']}
    >
      Nothing can be sent without it. Start it again with <Code>npm start</Code>; the page goes on
      by itself. Tokens from before are not good then.
    </Alert>
  );
}
