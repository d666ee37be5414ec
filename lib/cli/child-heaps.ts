/** Node's options for the children of `serve`; DESIGN §7 says how much memory each may have in all. */

/** 180 MB in all. Without the small young space it keeps 60 MB of garbage more, for 2 % less work. */
export const webHeap = ['--max-old-space-size=112', '--max-semi-space-size=4'] as const;

/** 350 MB in all. An account of 5,000 users is judged well within it; without the small young space it keeps 200 MB of garbage. */
export const workerHeap = ['--max-old-space-size=320', '--max-semi-space-size=8'] as const;
