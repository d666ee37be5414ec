/**
 * Calls back once the process that started us with a channel is gone, also when it was killed before we had begun: the event has then
 * passed already, and only `connected` tells. Without a channel there is nobody to wait for.
 */
export function onParentGone(callBack: () => void): void {
  if (process.connected === false) callBack();
  else if (process.channel) process.once('disconnect', callBack);
}
