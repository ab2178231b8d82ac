import { expect, test } from 'vitest';
import { invitationInput } from './invitation.ts';
import { holdsAddress } from './name-address.ts';
import { nameInput } from './person.ts';
import { invitation } from './testing-codes.ts';

test.each([
  'Menangkan hadiah di evil.example 7',
  'https://evil.example',
  'Klik http://1.2.3.4/x',
  'Siti 10.0.0.1',
  'www.hadiah',
  'Siti WWW.Hadiah',
  'siti@desa',
  'siti＠desa',
  'judi-gacor88.com',
  'Siti hadiah.CO.ID!',
  'bekasikab.go.id',
  'Ani (bit.ly/x)',
  't.me/hadiah',
  'x.com/hadiah',
  'klaim.hadiah.xyz',
  'hadiah．com',
  'hadiah。com',
  'Dr. Siti S.Kom hadiah.top',
  'S.E.hadiah.com',
  'мошенник.com',
])('"%s" holds an address', (name) => {
  expect(holdsAddress(name)).toBe(true);
});

test.each([
  'Siti Aminah',
  'Dr. Ir. Hj. Siti, S.Kom., M.T.',
  'Dr.Ir.H.Ahmad Fauzi,M.Si.',
  'Drs.H.Ujang Kurnia,M.M.Pd',
  'Hj.Ai Rohayati,S.Pd.I.,M.Pd.I',
  'Dra.Hj.In Suryani',
  'Prof.Dr.Win Hartono, S.E., M.E., Ak., CA., CPA',
  'Rd.Ai Komala, S.Sos.I',
  'apt.Rina Marlina, S.Farm., M.Farm.Klin.',
  'dr. Budi Santoso, Sp.OG(K), Subsp.Onk',
  'dr.Ani,Sp.PD-KPTI,FINASIM',
  'dr. Yuni, Sp.A, M.Biomed.',
  'drg. Lina, Sp.KG., M.Kes',
  'Ns.Dewi,S.Kep.,M.Kep.,Sp.Kep.An',
  'Bdn. Euis, S.Tr.Keb., A.Md.Keb',
  'Asep, A.Md.Kom., S.ST., M.Tr.A.P.',
  'Dadang, S.STP., M.A.P.',
  'Wawan, S.IP., M.I.P',
  'Neneng, S.KM., M.K.M., M.Si',
  'K.H. Abdul Rohim, Lc., M.Ag.',
  'KH.Abdul Rohim,S.Ag',
  'Tb.Ahmad Hidayat, S.H.,M.H.,M.Kn.',
  'R.M. Suryo, B.Com., M.Com., Ph.D',
  'Joko, S.T.,M.Eng.Sc., IPM., ASEAN Eng.',
  'I Gusti Ngurah, S.Ked., M.Hum.',
  'Moh.Ali, S.Hut., M.Han., M.Tr.(Han)',
  'Muh.Iqbal, BBA, M.B.A',
  'Rina, S.Psi., M.Psi.T., Psikolog',
  'Eko, S.Pi., S.P., M.P., M.Ling',
  'Siti Nur’aini, S.H.I., M.E.Sy., M.E.I',
  'Suparman (contoh)',
  'M. Idris', // ".id" only begins the name
  'H.M.Idris Comara,S.E',
  'Ahmad Ny. Info', // spaces keep apart what would be a site
  'Alm. Net Sunarya',
])('"%s" is a name', (name) => {
  expect(nameInput.safeParse(name)).toEqual({ success: true, data: name });
});

test('an invitation says it beside the name', () => {
  const sent = { ...invitation({ organizationId: crypto.randomUUID() }), phone: '', email: '', replaces: '', to: '' };
  const outcome = invitationInput.safeParse({ ...sent, name: 'Menangkan hadiah di evil.example 3' });
  expect(outcome.error?.issues.filter(({ path }) => path[0] === 'name').map(({ message }) => message)).toEqual([
    'people.errors.nameAddress',
  ]);
});
