/** Rows on a page of the lists. */
export const pageSize = 20;

/** What the board of offices is asked for. */
export interface BoardSearch {
  q: string;
  page: number;
  /** Only organisations without a head today. */
  vacantOnly: boolean;
}

export function boardPath({ q, page, vacantOnly }: BoardSearch): string {
  const query = new URLSearchParams();
  if (q) query.set('q', q);
  if (vacantOnly) query.set('kosong', 'ya');
  if (page > 1) query.set('halaman', String(page));
  return query.size > 0 ? `/kerja/orang?${query}` : '/kerja/orang';
}

export const officePath = (organizationId: string, role: string) =>
  `/kerja/orang/jabatan?organisasi=${organizationId}&peran=${role}`;
