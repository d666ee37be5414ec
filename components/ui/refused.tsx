import Link from 'next/link';
import { Empty } from './empty.tsx';

/** An address that asks for something there is not: said in a sentence, never answered with more than was asked for. */
export function Refused({ title, sentence, href }: { title: string; sentence: string; href: string }) {
  return (
    <>
      <h1 className="sr">{title}</h1>
      <Empty
        reason="none-found"
        title="This address cannot be shown"
        action={
          <Link className="btn" href={href} prefetch={false}>
            Show {title.toLowerCase()} without filters
          </Link>
        }
      >
        {sentence}
      </Empty>
    </>
  );
}
