export const common = {
  product: 'Gelar',
  example: 'contoh',
  backHome: 'Kembali ke beranda',
  signIn: 'Masuk',
  start: { address: 'Gelar siap di', accounts: 'Akun contoh (hanya di komputer ini)' },
  failures: {
    400: { title: 'Permintaan tidak dapat dibaca', detail: 'Periksa kembali alamat atau isian Anda, lalu coba lagi.' },
    403: {
      title: 'Anda tidak berhak membuka halaman ini',
      detail: 'Halaman ini untuk jabatan lain. Hubungi bantuan bila Anda merasa ini keliru.',
    },
    404: { title: 'Halaman tidak ditemukan', detail: 'Alamat mungkin salah ketik, atau isinya belum diterbitkan.' },
    409: {
      title: 'Keadaannya sudah berubah',
      detail: 'Orang lain lebih dahulu mengubahnya. Muat ulang halaman untuk melihat keadaan terbaru.',
    },
    422: { title: 'Ada isian yang perlu diperbaiki', detail: 'Kembali ke halaman sebelumnya dan periksa isian Anda.' },
    500: {
      title: 'Terjadi kesalahan pada sistem kami',
      detail: 'Isian Anda tidak berubah. Coba lagi sebentar lagi; bila terulang, hubungi bantuan.',
    },
    503: {
      title: 'Sistem sedang tidak dapat dihubungi',
      detail: 'Isian Anda tidak berubah. Coba lagi dalam beberapa saat.',
    },
  },
  problems: {
    401: 'Kunci API tidak dikenal',
    415: 'Jenis isi kiriman tidak dikenal',
    429: 'Terlalu banyak permintaan',
  },
  errors: {
    signInFirst: 'Silakan masuk dahulu.',
    wrongValue: 'Isian ini tidak sesuai. Periksa kembali.',
    wrongForm: 'Formulir tidak dapat dibaca. Muat ulang halaman dan coba lagi.',
    tooLarge: 'Kiriman terlalu besar.',
    addressTooLong: 'Alamat terlalu panjang.',
    addressWrong: 'Alamat tidak dapat dibaca.',
    otherSite: 'Permintaan dari situs lain ditolak.',
    tooMany: 'Terlalu banyak permintaan. Tunggu sebentar, lalu coba lagi.',
    required: 'Wajib diisi.',
    tenantSlugShape: 'Nama alamat hanya huruf kecil, angka, dan tanda hubung, diawali huruf, misalnya karawangkab.',
    tenantSlugReserved: 'Nama alamat ini dipakai sistem. Pilih yang lain.',
    tenantSlugTaken: 'Nama alamat ini sudah dipakai pemerintah daerah lain.',
    tenantAreaUnknown: 'Kode wilayah ini bukan provinsi, kabupaten, atau kota dalam daftar Kemendagri.',
    tenantAreaTaken: 'Wilayah ini sudah terdaftar.',
    tenantDemonstration:
      'Daerah ini sudah terisi sebagai contoh. Kosongkan pangkalan data, lalu jalankan lagi dengan GELAR_DEMO=off.',
    tenantTextLong: 'Nama dan kontak paling panjang 200 huruf.',
  },
};
