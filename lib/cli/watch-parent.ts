import { onParentGone } from './on-parent-gone.ts';

/**
 * Preloaded into the web child: leaves when the channel to `serve` closes, also after kill -9 of `serve`,
 * so that no server without a supervisor keeps the port.
 */
onParentGone(() => process.exit(0));
// The channel must not keep an otherwise finished process alive.
process.channel?.unref();
