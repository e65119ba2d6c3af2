import { Input, SegmentedControl } from '@mantine/core';
import type { ReactElement } from 'react';
import { useId } from 'react';
import { useSearchParams } from 'wouter';
import type { Framework } from '../../server/control/protocol.ts';
import { FRAMEWORKS } from '../../server/control/protocol.ts';
import { API_NAMES } from './api-names.ts';

/** Gives the framework that the address of the page names; the first one where it names none. */
export function useFramework(): Framework {
  const [address] = useSearchParams();
  const named = address.get('framework');
  return FRAMEWORKS.find((framework) => framework === named) ?? FRAMEWORKS[0];
}

/** Lets one choose a framework, and keeps it in the address of the page. */
export function FrameworkChoice(): ReactElement {
  const [, setAddress] = useSearchParams();
  const label = useId();
  const choose = (framework: Framework): void =>
    setAddress((address) => ({ ...Object.fromEntries(address), framework }), { replace: true });
  return (
    <Input.Wrapper label="Framework" labelElement="div" labelProps={{ id: label }}>
      <SegmentedControl
        display="flex"
        w="fit-content"
        data={OPTIONS}
        value={useFramework()}
        onChange={choose}
        aria-labelledby={label}
      />
    </Input.Wrapper>
  );
}

const OPTIONS = FRAMEWORKS.map((value) => ({ value, label: API_NAMES[value] }));
