import { Box, Burger, Button, Group } from '@mantine/core';
import type { ReactElement } from 'react';
import { Link } from 'wouter';
import { CredentialSummary } from '../sign-in/credential-summary.tsx';
import { ColorSchemeButton } from './color-scheme-button.tsx';
import classes from './shell.module.css';
import type { Panels } from './use-panels.ts';

interface HeaderProps {
  readonly panels: Panels;
  /** Called when a link is followed, also one to the present part. */
  readonly onChoose: () => void;
}

/** What is above every part: the way to the start, the current token, and what opens the panels. */
export function Header({ panels, onChoose }: HeaderProps): ReactElement {
  return (
    <Group h="100%" px="md" gap="sm" wrap="nowrap" justify="space-between">
      <Group gap="xs" wrap="nowrap">
        <Burger
          opened={panels.isMenuShown}
          onClick={() => panels.toggle('menu')}
          hiddenFrom="sm"
          size="sm"
          aria-label="Parts of the page"
          aria-expanded={panels.isMenuShown}
          aria-controls="menu"
        />
        <Link href="/" className={classes['brand']} onClick={onChoose}>
          Holdfast<span className={classes['sub']}> playground</span>
        </Link>
      </Group>
      <Group gap="xs" wrap="nowrap">
        <Box onClick={onChoose}>
          <CredentialSummary />
        </Box>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => panels.toggle('log')}
          aria-expanded={panels.isLogShown}
          aria-controls="log"
        >
          Log
        </Button>
        <ColorSchemeButton />
      </Group>
    </Group>
  );
}
