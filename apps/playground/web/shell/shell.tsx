import { AppShell, Burger, Button, Group, ScrollArea, VisuallyHidden } from '@mantine/core';
import { useDisclosure, useDocumentTitle, useMediaQuery } from '@mantine/hooks';
import type { ReactElement } from 'react';
import { useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { LogPanel } from '../log/log-panel.tsx';
import { CredentialSummary } from '../sign-in/credential-summary.tsx';
import { ColorSchemeButton } from './color-scheme-button.tsx';
import { Navigation } from './navigation.tsx';
import { PARTS } from './parts.ts';
import { Place } from './place.tsx';
import classes from './shell.module.css';

/** What is around every part: the heading, the parts to choose from, and the log. */
export function Shell(): ReactElement {
  const [path] = useLocation();
  const part = PARTS.find((entry) => path.startsWith(entry.path));
  useDocumentTitle(part ? `${part.title} – Holdfast playground` : 'Holdfast playground');
  const [isMenuOpen, menu] = useDisclosure(false);
  const isWide = useMediaQuery('(min-width: 88em)', undefined, { getInitialValueInEffect: false });
  const [isLogOpen, log] = useDisclosure(isWide);
  // On a narrow window the menu lies over the part that was chosen in it.
  useEffect(menu.close, [path]);

  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: !isMenuOpen } }}
      aside={{
        width: 400,
        breakpoint: 'md',
        collapsed: { mobile: !isLogOpen, desktop: !isLogOpen },
      }}
      padding="md"
    >
      <a className={classes['skip']} href="#main">
        Skip to the content
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" gap="sm" wrap="nowrap" justify="space-between">
          <Group gap="xs" wrap="nowrap">
            <Burger
              opened={isMenuOpen}
              onClick={menu.toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label="Parts of the page"
              aria-expanded={isMenuOpen}
            />
            <Link href="/" className={classes['brand']}>
              Holdfast<span className={classes['sub']}> playground</span>
            </Link>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <CredentialSummary />
            <Button
              size="compact-sm"
              variant="default"
              onClick={log.toggle}
              aria-expanded={isLogOpen}
              aria-controls="log"
            >
              Log
            </Button>
            <ColorSchemeButton />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label="Parts of the page">
        <Navigation path={path} />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1}>
        <div className={classes['content']}>
          <Place />
        </div>
      </AppShell.Main>
      <AppShell.Aside id="log" aria-label="Log of the APIs">
        <ScrollArea p="md" type="auto">
          {isLogOpen && <LogPanel />}
        </ScrollArea>
      </AppShell.Aside>
      <VisuallyHidden aria-live="polite">{part?.title}</VisuallyHidden>
    </AppShell>
  );
}
