import { iamRegion, type Partition } from '#lib/domain/account';
import type { AccountAws, AwsService } from './account-aws.ts';
import { type Asking, ask, type Line } from './ask.ts';
import type { AccountClients } from './clients.ts';

export interface AccountToReach {
  readonly accountId: string;
  readonly partition: Partition;
  readonly region: string;
  readonly clients: AccountClients;
  readonly asking: Asking;
  /** The line of this account to a service in a Region; the same one for all who ask there. */
  readonly line: (service: AwsService, region: string) => Line;
}

export function reachAccount({ accountId, partition, region, clients, asking, line }: AccountToReach): AccountAws {
  const home = iamRegion(partition);
  return {
    accountId,
    partition,
    region,
    clock: asking.clock,
    signal: asking.signal,
    wait: (ms) => asking.wait(ms, asking.signal),
    iam: (action, command, members) => {
      const { client, host } = clients.iam;
      const send = (options: { abortSignal: AbortSignal }) => client.send(command, options);
      return ask(line('iam', home), asking, { action, region: home, parameters: command.input, members, send, host });
    },
    sts: (action, command, members) => {
      const { client, host } = clients.sts;
      const send = (options: { abortSignal: AbortSignal }) => client.send(command, options);
      return ask(line('sts', region), asking, { action, region, parameters: command.input, members, send, host });
    },
    organizations: (action, command, members) => {
      const { client, host } = clients.organizations;
      const send = (options: { abortSignal: AbortSignal }) => client.send(command, options);
      const way = line('organizations', region);
      return ask(way, asking, { action, region, parameters: command.input, members, send, host });
    },
    ec2: (action, command, members) => {
      const { client, host } = clients.ec2;
      const send = (options: { abortSignal: AbortSignal }) => client.send(command, options);
      return ask(line('ec2', region), asking, { action, region, parameters: command.input, members, send, host });
    },
    cloudtrail: (action, inRegion, command, members) => {
      const { client, host } = clients.cloudtrail(inRegion);
      const send = (options: { abortSignal: AbortSignal }) => client.send(command, options);
      const way = line('cloudtrail', inRegion);
      return ask(way, asking, { action, region: inRegion, parameters: command.input, members, send, host });
    },
  };
}
