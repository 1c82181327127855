import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Failure } from './Failure.tsx';

interface State {
  /** What was thrown; null as long as nothing was. */
  readonly error: {} | null;
  readonly stack: string;
}

/** Catches what a render below throws and shows it in place of that part. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null, stack: '' };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error ?? new Error('something threw nothing'), stack: '' };
  }

  override componentDidCatch(_error: unknown, info: ErrorInfo): void {
    this.setState({ stack: info.componentStack ?? '' });
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    const { error, stack } = this.state;
    const sentence = error instanceof Error ? error.message : String(error);
    const trace = error instanceof Error ? (error.stack ?? sentence) : sentence;
    return <Failure what="A part of the page failed" sentence={sentence} details={`${trace}\n${stack}`} />;
  }
}
