import { AppShell, ScrollArea } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactElement } from 'react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { LogPanel } from '../log/log-panel.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { GoneNotice } from './gone-notice.tsx';
import { Header } from './header.tsx';
import { Navigation } from './navigation.tsx';
import { usePart } from './parts.ts';
import { Place } from './place.tsx';
import classes from './shell.module.css';
import { useArrival } from './use-arrival.ts';
import { usePanels } from './use-panels.ts';

/** What is around every part: the heading, the parts to choose from, and the log. */
export function Shell(): ReactElement {
  const [path] = useLocation();
  const part = usePart();
  useDocumentTitle(part ? `${part.title} – Holdfast playground` : 'Holdfast playground');
  // Who chooses the present part again wants to see it from its top, too.
  const [choices, setChoices] = useState(0);
  const visit = `${part?.path ?? path} ${choices}`;
  const panels = usePanels(visit);
  useArrival(visit);
  const choose = (): void => setChoices(choices + 1);

  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: !panels.isMenuShown } }}
      aside={{
        width: 400,
        breakpoint: 'md',
        collapsed: { mobile: !panels.isLogShown, desktop: !panels.isLogShown },
      }}
      padding="md"
    >
      <a className={classes['skip']} href="#main">
        Skip to the content
      </a>
      <AppShell.Header>
        <Header panels={panels} onChoose={choose} />
      </AppShell.Header>
      <AppShell.Navbar
        id="menu"
        p="xs"
        aria-label="Parts of the page"
        tabIndex={-1}
        inert={!panels.isMenuShown}
      >
        <Navigation here={part} onChoose={choose} />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} inert={panels.isPartCovered}>
        <div className={classes['content']}>
          <GoneNotice />
          <ErrorBoundary path={path} order={1}>
            <Place />
          </ErrorBoundary>
        </div>
      </AppShell.Main>
      <AppShell.Aside
        id="log"
        aria-label="Log of the APIs"
        tabIndex={-1}
        inert={!panels.isLogShown}
      >
        <ScrollArea p="md" type="auto">
          <ErrorBoundary path={path} order={2}>
            {panels.isLogShown && <LogPanel />}
          </ErrorBoundary>
        </ScrollArea>
      </AppShell.Aside>
    </AppShell>
  );
}
