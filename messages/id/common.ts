export const common = {
  product: 'Gelar',
  example: 'contoh',
  backHome: 'Kembali ke beranda',
  signIn: 'Masuk',
  /** In place of a field that the installation's key does not open; typed back, it changes nothing. */
  unreadable: 'tidak terbaca (kunci lain)',
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
  files: {
    empty: 'berkas kosong (0 byte). Pilih berkas yang ada isinya.',
    kind: 'jenis isinya tidak diterima. Kirim foto (JPG, PNG, WebP), PDF, atau lembar kerja (XLSX, ODS, CSV).',
    ending:
      'isinya tidak sesuai dengan akhiran namanya. Simpan ulang berkas dalam bentuk yang benar, jangan hanya mengganti namanya.',
    name: 'nama berkas memuat tanda yang tidak boleh. Ganti namanya dengan huruf, angka, dan spasi.',
    nameLong: 'nama berkas terlalu panjang. Paling panjang 150 huruf.',
    bomb: 'isi berkas terlalu besar setelah dibuka. Kirim lembar kerja yang lebih kecil.',
    damaged: 'berkas rusak dan tidak dapat dibuka. Simpan atau unduh ulang, lalu kirim lagi.',
    large: 'berkas terlalu besar.',
    pixels: 'foto rusak atau ukurannya terlalu besar. Ambil ulang fotonya, lalu kirim lagi.',
    lost: 'Satu kiriman tidak ditemukan lagi di server. Pilih berkasnya dan kirim lagi.',
  },
  problems: {
    401: 'Kunci API tidak dikenal',
    415: 'Jenis isi kiriman tidak dikenal',
    429: 'Terlalu banyak permintaan',
  },
  errors: {
    signInFirst: 'Silakan masuk dahulu.',
    viewingOnly:
      'Anda sedang melihat sebagai orang lain, jadi tidak ada yang dapat diubah atau dibuka tersandinya. Akhiri dahulu di bilah atas.',
    unknownField: 'Isian ini tidak dikenal.',
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
