import type { Page } from 'playwright-core';
import { expectAccessible } from './accessibility.ts';

/** Fifty-odd words of credible text a question: six of them pass the 300 words. */
const answer = (about: string) =>
  `${about} Setiap pagi petugas desa membuka depot di balai warga, mencatat jumlah galon yang masuk dan keluar, lalu ` +
  'mengantarnya dengan sepeda motor roda tiga kepada lansia yang tinggal sendiri. Warga memesan lewat pesan singkat atau ' +
  'lewat ketua RT, membayar setelah galon diterima, dan menilai layanan dengan kartu sederhana. Pengurus membacakan ' +
  'catatan itu dalam pertemuan bulanan sehingga setiap keluhan dibahas terbuka dan diperbaiki bersama warga.';

const design: Record<string, string> = {
  designLegalBasis: answer('Peraturan Desa Nomor 4 Tahun 2023 tentang usaha air minum desa mengizinkan layanan ini.'),
  designProblem: answer('Sekitar 140 rumah di RT 04 dan RT 05 membeli air isi ulang dari tempat yang jauh dan mahal.'),
  designStrategicIssue: answer(
    'Air minum layak adalah tujuan keenam pembangunan berkelanjutan dan prioritas kabupaten.',
  ),
  designNovelty: answer('Sebelumnya warga mengangkut galon sendiri; sekarang desa mengantar dengan jadwal yang pasti.'),
  designHowItWorks: answer(
    'Cara kerjanya sederhana dan dapat ditiru desa lain tanpa alat yang mahal atau pelatihan lama.',
  ),
  designAdvantage: answer(
    'Keunggulannya adalah jadwal tetap, harga terbuka, dan catatan yang dapat diperiksa siapa pun.',
  ),
};

type Fill = (page: Page) => Promise<void>;

const text = (values: Record<string, string>): Fill => {
  return async (page) => {
    for (const [name, value] of Object.entries(values)) await page.locator(`[name="${name}"]`).fill(value);
  };
};
const choose = (values: Record<string, string>): Fill => {
  return async (page) => {
    for (const [name, value] of Object.entries(values))
      await page.locator(`[name="${name}"][value="${value}"]`).check();
  };
};
const both = (...fills: Fill[]): Fill => {
  return async (page) => {
    for (const fill of fills) await fill(page);
  };
};

/** What an officer types into each section of the form. */
export const sections: Record<string, Fill> = {
  tentang: both(
    text({
      summary: 'Depot air minum milik badan usaha milik desa yang mengantar galon ke rumah lansia sesuai jadwal.',
    }),
    async (page) => page.locator('[name="topics"]').first().check(),
  ),
  klasifikasi: both(
    text({ initiatorName: 'Karang Taruna Tarum (contoh)' }),
    choose({
      initiatorKind: 'Masyarakat',
      classification: 'Inovasi Desa',
      kind: 'Non Digital',
      form: 'Pelayanan publik',
    }),
  ),
  urusan: both(choose({ astaCita: '6' }), text({ pkpnProgram: 'Penyediaan air minum perdesaan' }), async (page) => {
    await page.locator('[name="mainAffair"]').selectOption('Sosial');
    await page.locator('[name="pkpnCluster"]').selectOption('Non PKPN');
  }),
  waktu: both(
    choose({ stage: 'penerapan' }),
    text({ trialOn: '2024-02-01', implementedOn: '2024-06-01', coordinates: '-6.25, 107.1' }),
  ),
  masalah: text(pick('designLegalBasis', 'designProblem', 'designStrategicIssue')),
  'cara-kerja': text(pick('designNovelty', 'designHowItWorks', 'designAdvantage')),
  hasil: text({
    objective: 'Seluruh lansia yang tinggal sendiri menerima air minum layak tanpa harus mengangkut galon.',
    benefit: 'Warga menghemat waktu dan uang, dan desa mengetahui lansia mana yang perlu dijenguk.',
    result: 'Setelah enam bulan, 46 lansia menerima galon setiap pekan dan tidak ada keluhan yang tertunda.',
  }),
  dokumen: async () => {},
};

function pick(...names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, design[name] ?? '']));
}

/** Fills the sections from the one on the screen to the last, each sent with the one primary button. */
export async function fillSections(page: Page, first: string): Promise<void> {
  const keys = Object.keys(sections);
  for (const key of keys.slice(keys.indexOf(first))) {
    await page.waitForURL(`**/isi/${key}**`);
    await sections[key]?.(page);
    await expectAccessible(page);
    await primary(page).click();
  }
  await page.waitForURL('**/kirim**');
}

/** The one button of the bar at the foot. */
export function primary(page: Page) {
  return page.locator('.sticky-bar .btn-primary');
}
