import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Failure } from './Failure.tsx';

interface State {
  /** What was thrown; null as long as nothing was. */
  readonly error: {} | null;
  readonly stack: string;
}

interface Props {
  children: ReactNode;
  /** Names the part in the sentence; without it the whole page is meant, and only reloading helps. */
  part?: string;
}

/** Catches what a render below throws and shows it in place of that part; the rest of the page lives on. */
export class ErrorBoundary extends Component<Props, State> {
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
    const details = `${trace}\n${stack}`;
    const { part } = this.props;
    if (part === undefined) return <Failure what="The page failed" sentence={sentence} details={details} />;
    const retry = () => this.setState({ error: null, stack: '' });
    return <Failure what={`${part} failed`} sentence={sentence} details={details} onRetry={retry} />;
  }
}
