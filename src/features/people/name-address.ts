/**
 * Endings of addresses of sites that mail programs make into links by themselves, the common ones and those favoured by
 * who cheats. No list of titles of name: `.si`, `.ag`, `.sc`, `.st`, `.km`, `.lc`, `.ir` are left out (M.Si, S.Ag, S.ST).
 */
const endings = [
  ...['com', 'net', 'org', 'id', 'info', 'biz', 'co', 'io', 'me', 'tv', 'cc', 'app', 'dev', 'xyz', 'top', 'vip', 'win'],
  ...[
    'bet',
    'link',
    'click',
    'live',
    'fun',
    'icu',
    'shop',
    'store',
    'site',
    'online',
    'club',
    'space',
    'website',
    'web',
  ],
  ...[
    'tech',
    'digital',
    'cloud',
    'pro',
    'asia',
    'mobi',
    'name',
    'blog',
    'news',
    'page',
    'world',
    'today',
    'life',
    'buzz',
  ],
  ...['loan', 'cash', 'money', 'game', 'games', 'casino', 'poker', 'party', 'bid', 'trade', 'work', 'support', 'help'],
  ...['ly', 'gg', 'to', 'us', 'uk', 'eu', 'ru', 'cn', 'sg', 'my', 'jp', 'in', 'ai', 'gl', 'test', 'example', 'local'],
].join('|');

/** Titles that people write against the name without a space: "Hj.Ai Rohayati" is nobody's site. */
const titles = 'prof|drs?|dra|drg|drh|ir|hj?|kh|apt|ns|ners|bdn|sp|rd|rr|rm|tb|nyi|moh|muh';

const namedSite = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?!(?:${titles})\\.)[\\p{L}\\p{N}-]{2,}\\.(?:${endings})(?![\\p{L}\\p{N}])`,
  'iu',
);
/** A page of any site, also of one with a single letter. */
const page = new RegExp(`[\\p{L}\\p{N}]\\.(?:${endings})/`, 'iu');
const number = /\d{1,3}(\.\d{1,3}){3}/;

/**
 * Whether a name holds the address of a site or a mailbox. A name opens the region's mails: it must not lead their readers
 * elsewhere. Look-alikes of the dot and the at sign are read as these.
 */
export function holdsAddress(name: string): boolean {
  const plain = name.normalize('NFKC').replaceAll('。', '.');
  return /:\/\/|@|\bwww\./i.test(plain) || [namedSite, page, number].some((address) => address.test(plain));
}
