import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Failure } from './Failure.tsx';

interface State {
  readonly error: unknown;
  readonly stack: string;
}

/** Catches what a render below throws and shows it in place of that part. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State | { error: null }> {
  override state: State | { error: null } = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error ?? new Error('something threw nothing'), stack: '' };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    this.setState({ error, stack: info.componentStack ?? '' });
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    const { error, stack } = this.state as State;
    const sentence = error instanceof Error ? error.message : String(error);
    const trace = error instanceof Error ? (error.stack ?? sentence) : sentence;
    return <Failure what="A part of the page failed" sentence={sentence} details={`${trace}\n${stack}`} />;
  }
}
