import { Anchor, DataList, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Setting } from '../../server/control/protocol.ts';
import { useSetting } from '../setting/setting.tsx';

/** Lists the servers, each with something of it that a browser can show. */
export function WhatRuns(): ReactElement {
  const setting = useSetting();
  return (
    <section aria-labelledby="what-runs">
      <Title order={2} size="h4" mt="xl" mb="sm" id="what-runs">
        What runs
      </Title>
      <DataList size="sm" gap={6} labelWidth="9rem">
        {placesIn(setting).map(({ name, origin, shown }) => (
          <DataList.Item key={name}>
            <DataList.ItemLabel>{name}</DataList.ItemLabel>
            <DataList.ItemValue>
              {shown === undefined ? (
                origin
              ) : (
                <Anchor inherit href={origin + shown}>
                  {origin}
                </Anchor>
              )}
            </DataList.ItemValue>
          </DataList.Item>
        ))}
      </DataList>
      <Text size="sm" mt="sm" maw="70ch">
        {setting.replayStore === 'redis'
          ? 'Used DPoP proofs are remembered in Redis, for all APIs together.'
          : 'Used DPoP proofs are remembered in the memory of this process, because no Redis was found.'}
      </Text>
    </section>
  );
}

interface ShownPlace {
  readonly name: string;
  readonly origin: string;
  /** A path that answers without a token. */
  readonly shown?: string | undefined;
}

function placesIn({ issuer, apis, archive }: Setting): readonly ShownPlace[] {
  return [
    {
      name: 'Authorization server',
      origin: issuer,
      shown: '/.well-known/openid-configuration',
    },
    { name: 'Express API', origin: apis.express, shown: '/health' },
    { name: 'Koa API', origin: apis.koa, shown: '/health' },
    { name: 'Hono API', origin: apis.hono, shown: '/health' },
    { name: 'tRPC API', origin: apis.trpc, shown: '/health' },
    { name: 'Archive', origin: archive },
  ];
}
