import { setFlagsFromString } from 'node:v8';

/**
 * Lets the old generation grow to half as much again as lives in it, where V8 by itself lets it grow to several times that: what is
 * left over of one answer of AWS otherwise waits for collection beside the next. For a command run by hand, whose process has no
 * options of its own (child-heaps.ts has those of the children). V8 fixes its limits when a process starts, and reads this flag at
 * each collection: tried on Node 20.19, 22 and 24. Being no limit, it also stops no organization of any size.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=50');
}
