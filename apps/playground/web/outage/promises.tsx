import { Card, List, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useSetting } from '../setting/setting.tsx';

/** Says what must happen, with the times of this playground. */
export function Promises(): ReactElement {
  const { maxAge, staleIfError, cooldown } = useSetting().keyCache;
  return (
    <Card withBorder component="section" aria-labelledby="outage-promises">
      <Title order={2} size="h4" id="outage-promises" mb="xs">
        What must happen
      </Title>
      <List size="sm" spacing={6}>
        <List.Item>
          Each API keeps the keys for {maxAge} s and fetches them again before that time is over, if
          somebody calls it.
        </List.Item>
        <List.Item>
          While the server is off, known keys serve for {staleIfError} s longer. After that an API
          cannot judge any token, and says 503.
        </List.Item>
        <List.Item>
          A token of an unknown key makes the API fetch the keys, at most once in {cooldown} s. If
          that fails, the answer is 503 with Retry-After and never 401, because the token may be
          good.
        </List.Item>
        <List.Item>If the fetch succeeds and the key is not there, the answer is 401.</List.Item>
        <List.Item>
          A removed key stops verifying at the next fetch, for tokens that passed before, too.
        </List.Item>
      </List>
    </Card>
  );
}
