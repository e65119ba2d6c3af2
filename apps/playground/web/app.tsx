import { MantineProvider } from '@mantine/core';
import type { ReactElement } from 'react';
import { AttackRunsProvider } from './attack/attack-runs.tsx';
import { EventsProvider } from './events/events.tsx';
import { cssVariables, theme } from './look/theme.ts';
import { SessionProvider } from './session/session.tsx';
import { SettingProvider } from './setting/setting.tsx';
import { Shell } from './shell/shell.tsx';

/** The whole page. */
export function App(): ReactElement {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <SettingProvider>
        <EventsProvider>
          <SessionProvider>
            <AttackRunsProvider>
              <Shell />
            </AttackRunsProvider>
          </SessionProvider>
        </EventsProvider>
      </SettingProvider>
    </MantineProvider>
  );
}
