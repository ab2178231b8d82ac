import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '#platform/ids.ts';
import { isUsername, maskPhone, normalizePhone, personInput, proposeUsername } from './person.ts';

test.each([
  ['Siti Aminah', 'siti.aminah'],
  ['Hj. Siti Aminah, S.Pd., M.M.', 'siti.aminah'],
  ['dr. Ujang  Kurnia (contoh)', 'ujang.kurnia'],
  ['Raden Mas Andi Ismet Putra', 'raden.mas.andi'],
  ['José Ñandú', 'jose.nandu'],
  ['Li', 'pengguna.li'],
  ['孔子', 'pengguna'],
])('the user name proposed for "%s" is "%s"', (name, proposed) => {
  expect(proposeUsername(name)).toBe(proposed);
});

test('whatever the name, the proposal can be used', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (name) => isUsername(proposeUsername(name))),
  );
});

test.each([
  ['0812-3456 7890', '+6281234567890'],
  ['62 812 3456 7890', '+6281234567890'],
  ['+62 (21) 8901-234', '+62218901234'],
  ['0062 812 3456 7890', '+6281234567890'],
  ['0812', undefined],
  ['telepon', undefined],
  ['08123456789012345', undefined],
])('"%s" is the number %s', (typed, phone) => {
  expect(normalizePhone(typed)).toBe(phone);
});

test('a masked number never shows its middle', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^\+62\d{9,12}$/),
      (phone) => !maskPhone(phone).replace(/\D/g, '').includes(phone.slice(1)),
    ),
  );
  expect(maskPhone('+6281234567890')).toBe('+62 812 ••••• 890');
});

test('a form of a person is read, tidied and refused field by field', () => {
  const id = newId();
  const good = {
    id,
    name: '  Siti   Aminah ',
    username: 'Siti.Aminah',
    email: 'Siti@Desa.ID',
    phone: '0812 3456 7890',
  };
  expect(personInput.parse(good)).toEqual({
    id,
    name: 'Siti Aminah',
    username: 'siti.aminah',
    email: 'siti@desa.id',
    phone: '+6281234567890',
  });
  expect(personInput.parse({ id, name: 'Ujang' })).toEqual({
    id,
    name: 'Ujang',
    username: null,
    email: null,
    phone: null,
  });
  const bad = personInput.safeParse({ id: 'x', name: '\u202eS', username: 'a b', email: 'x@', phone: '12' });
  expect(bad.error?.issues.map((issue) => [issue.path.join('.'), issue.message])).toEqual([
    ['id', 'common.errors.wrongForm'],
    ['name', 'people.errors.nameWrong'],
    ['username', 'people.errors.usernameWrong'],
    ['email', 'people.errors.emailWrong'],
    ['phone', 'people.errors.phoneWrong'],
  ]);
});

test('nobody can claim an address that stands for "no e-mail"', () => {
  const id = newId();
  expect(personInput.safeParse({ id, name: 'Ujang', email: `${newId()}@users.invalid` }).success).toBe(false);
});
