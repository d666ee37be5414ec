import { CopyButton } from './copy-button.tsx';

/** Text to be copied byte by byte: commands, policies, raw answers. */
export function CodeBlock({ text, name }: { text: string; name: string }) {
  return (
    <div className="code-box">
      <section aria-label={name}>
        <pre className="code">{text}</pre>
      </section>
      <CopyButton text={text} />
    </div>
  );
}
