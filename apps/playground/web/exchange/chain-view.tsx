import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { Fragment } from 'react';
import type { ChainLink } from './chain.ts';
import classes from './chain-view.module.css';

/** Draws a chain: its links in a row, or below each other where there is no room for that. */
export function ChainView({ links }: { readonly links: readonly ChainLink[] }): ReactElement {
  return (
    <div className={classes['frame']}>
      <ol className={classes['chain']}>
        {links.map(({ name, role, passesOn }) => (
          <Fragment key={`${role} ${name}`}>
            <li className={classes['link']}>
              <Text fw={650}>{name}</Text>
              <Text size="xs" c="dimmed">
                {role}
              </Text>
            </li>
            {passesOn !== undefined && (
              <li className={classes['arrow']}>
                <Text size="xs" ta="center">
                  {passesOn}
                </Text>
                <span className={classes['line']} aria-hidden="true" />
              </li>
            )}
          </Fragment>
        ))}
      </ol>
    </div>
  );
}
