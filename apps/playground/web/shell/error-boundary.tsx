import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Component, createRef } from 'react';
import { Failure } from '../look/failure.tsx';

interface ErrorBoundaryProps {
  /** Where the page is: when it goes elsewhere, what is in here is tried again. */
  readonly path: string;
  /** Of the heading that says that it broke. */
  readonly order: 1 | 2;
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  /** Where the page was at the last rendering; absent if that failed. */
  readonly path?: string | undefined;
  readonly failure?: Error | undefined;
}

/** Keeps an error in a part of the page from blanking all of it: the rest goes on, and the session with it. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  static getDerivedStateFromError(thrown: unknown): ErrorBoundaryState {
    const what = thrown instanceof Error ? `: ${thrown.message.replace(/\.$/, '')}` : '';
    return {
      path: undefined,
      failure: new Error(`An error was thrown while it was shown${what}.`),
    };
  }

  // Not in an effect: who comes to another part must find that, and not for a moment the failure of the last one.
  static getDerivedStateFromProps(
    { path }: ErrorBoundaryProps,
    { path: last }: ErrorBoundaryState,
  ): ErrorBoundaryState | null {
    if (path === last) return null;
    return last === undefined ? { path } : { path, failure: undefined };
  }

  override state: ErrorBoundaryState = {};
  readonly #frame = createRef<HTMLDivElement>();

  override render(): ReactNode {
    const { order, children } = this.props;
    const { failure } = this.state;
    return (
      <div ref={this.#frame} tabIndex={-1}>
        {failure === undefined ? (
          children
        ) : (
          <>
            <Title order={order} size="h2" mb="md">
              This part broke
            </Title>
            <Failure
              title="It cannot be shown"
              error={failure}
              onRetry={this.#showAgain}
              retryLabel="Show this part again"
            >
              What you had entered in it is lost. The other parts go on, and your token is kept.
            </Failure>
          </>
        )}
      </div>
    );
  }

  readonly #showAgain = (): void => {
    this.setState({ failure: undefined });
    // The button that has the focus goes away.
    this.#frame.current?.focus();
  };
}
