import { Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link, Route, Switch } from 'wouter';
import { Overview } from '../overview/overview.tsx';
import { SignInReturn } from '../sign-in/sign-in-return.tsx';
import { PARTS } from './parts.ts';

/** What the address of the page stands for. */
export function Place(): ReactElement {
  return (
    <Switch>
      <Route path="/">
        <Overview />
      </Route>
      {/* Where the authorization server sends the browser back to. */}
      <Route path="/callback">
        <SignInReturn />
      </Route>
      {PARTS.map(({ path, pattern = path, Component }) => (
        <Route key={path} path={pattern}>
          <Component />
        </Route>
      ))}
      <Route>
        <Title order={1}>Nothing is here</Title>
        <Text mt="sm">
          This address is none of the playground's. <Link href="/">Go to the start</Link>.
        </Text>
      </Route>
    </Switch>
  );
}
