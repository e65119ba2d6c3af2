import { Center, Loader } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { createContext, useContext, useEffect, useState } from 'react';
import type { Setting } from '../../server/control/protocol.ts';
import { getSetting } from '../control/control-client.ts';
import { Failure } from '../look/failure.tsx';

const SettingContext = createContext<Setting | undefined>(undefined);

/** Shows what is in it as soon as it is known where everything is. */
export function SettingProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [setting, setSetting] = useState<Setting>();
  const [failure, setFailure] = useState<Error>();
  const load = (): void => {
    setFailure(undefined);
    getSetting().then(setSetting, setFailure);
  };
  useEffect(load, []);

  if (setting !== undefined) return <SettingContext value={setting}>{children}</SettingContext>;
  return (
    <Center component="main" mih="100vh" p="md">
      {failure === undefined ? (
        <Loader role="status" aria-label="The page is loading" />
      ) : (
        <Failure title="The playground does not answer" error={failure} onRetry={load}>
          Start it with <code>npm start</code>, then try again.
        </Failure>
      )}
    </Center>
  );
}

/** Where everything is. */
export function useSetting(): Setting {
  const setting = useContext(SettingContext);
  if (setting === undefined) throw new Error('There is no SettingProvider around this.');
  return setting;
}
