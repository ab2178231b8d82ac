import { RadioGroup, useMessages } from '#ui/index.ts';
import { type Channel, channels } from '../invitation.ts';

/** How mails leave here; null for not at all. */
export type Mails = 'smtp' | 'shown' | null;

export interface ChannelFieldProps {
  value: string | undefined;
  error: string | undefined;
  mails: Mails;
  /** Only these ways, when not all are open. */
  only?: readonly Channel[];
}

/** By which way a code goes to its reader. */
export function ChannelField({ value, error, mails, only = channels }: ChannelFieldProps) {
  const { invitations: words } = useMessages();
  const open = only.filter((channel) => channel !== 'email' || mails !== null);
  return (
    <RadioGroup
      name="channel"
      label={words.form.channel}
      value={value ?? 'letter'}
      error={error}
      options={open.map((channel) => ({
        value: channel,
        label: words.channels[channel],
        hint: words.channelHelp[channel === 'email' && mails === 'shown' ? 'emailShown' : channel],
      }))}
    />
  );
}
