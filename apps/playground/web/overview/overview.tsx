import { Button, Card, Group, SimpleGrid, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { useSession } from '../session/session.tsx';
import { PARTS } from '../shell/parts.ts';
import classes from './overview.module.css';
import { WhatRuns } from './what-runs.tsx';

/** What the playground is, and where to begin. */
export function Overview(): ReactElement {
  const { credential } = useSession();
  return (
    <>
      <Title order={1} size="h2">
        See every check work
      </Title>
      <Text mt="xs" maw="70ch">
        Holdfast is a library: it protects an API written in TypeScript with OAuth 2.0 access
        tokens. A real authorization server, one API on four frameworks behind Holdfast, and a
        second API behind it run on this machine. Nothing leaves it, and stopping the command
        forgets everything.
      </Text>
      <Group mt="md" gap="sm">
        {credential === undefined ? (
          <Button component={Link} href="/token">
            Begin: get a token
          </Button>
        ) : (
          <Button component={Link} href="/request">
            Send a request
          </Button>
        )}
        <Button component={Link} href="/compare?view=attacks" variant="default">
          See every attack
        </Button>
      </Group>
      <SimpleGrid mt="lg" type="container" cols={{ base: 1, '28rem': 2, '44rem': 3, '56rem': 4 }}>
        {PARTS.map(({ path, title, hint }, index) => (
          <Card key={path} component={Link} href={path} withBorder className={classes['card']}>
            <Text component="h2" fw={650}>
              {index + 1}. {title}
            </Text>
            <Text size="sm" c="dimmed" mt={4}>
              {hint}
            </Text>
          </Card>
        ))}
      </SimpleGrid>
      <WhatRuns />
    </>
  );
}
