const moment = new Intl.DateTimeFormat('id-ID', {
  timeZone: 'Asia/Jakarta',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
});

/** An instant as it stands in an official paper: "24 November 2026 pukul 09.30 WIB". */
export const idDateTime = (at: Date): string => moment.format(at);
