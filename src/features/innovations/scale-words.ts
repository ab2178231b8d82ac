// Demonstration data: words from which invented innovations are put together for measuring (`./gelar seed --scale`).
// Within a list the first words are drawn far more often than the last, as in real texts.

const list = (words: string) => words.split(/\s*,\s*/).filter(Boolean);

export const scaleWords = {
  /** In 40 % of the rows, written in three ways that share one stem. */
  common: list('pelayanan, layanan, melayani'),
  /** In about one row of a hundred. */
  middling: 'hidroponik',
  /** In about one row of ten thousand. */
  rare: 'pengasapan',
  openings: list(
    'Gerakan, Sistem, Aplikasi, Program, Rumah, Kampung, Klinik, Pojok, Gardu, Sekolah, Kelas, Bank, Kartu, Posko, Mobil, Taman, Pasar, Warung, Kebun, Forum, Dapur, Balai, Galeri, Sanggar, Lumbung, Bengkel, Koperasi, Duta, Jejaring, Laboratorium',
  ),
  actions: list(
    'Peduli, Terpadu, Cepat, Keliling, Digital, Mandiri, Bersama, Sehat, Cerdas, Tanggap, Sigap, Ramah, Lestari, Berdaya, Bersih, Produktif, Inklusif, Kreatif, Tangguh, Berkah, Siaga, Gotong Royong, Jemput Bola, Tanpa Antre, Satu Pintu, Tuntas, Melek Huruf, Hijau, Merata, Berkelanjutan',
  ),
  subjects: list(
    'Warga, Sampah, Kesehatan, Desa, Ibu Hamil, Balita, Stunting, Petani, Pendidikan, Siswa, Guru, Pajak, Administrasi Kependudukan, Perizinan, UMKM, Lansia, Penyandang Disabilitas, Air Bersih, Sanitasi, Lingkungan, Ikan, Padi, Sayuran, Pasar Rakyat, Bencana, Banjir, Lalu Lintas, Perpustakaan, Arsip, Keuangan Desa, Posyandu, Remaja, Gizi, Obat, Rujukan, Imunisasi, Tuberkulosis, Jentik, Jalan, Jembatan, Irigasi, Perumahan, Transportasi, Pariwisata, Budaya, Olahraga, Tenaga Kerja, Pelatihan, Wirausaha, Ternak, Mangrove, Limbah, Kompos, Biogas, Energi Surya, Data, Pengaduan, Keamanan, Ronda, Kebakaran, Narkoba, Perempuan, Anak, Keluarga Berencana, Statistik, Persandian, Arsitektur, Aset, Pegawai, Kinerja, Anggaran, Pengadaan, Hukum, Batik, Kuliner, Kopi, Anggrek, Lele, Kambing, Telur, Jamur, Singkong, Kelapa, Rumput Laut',
  ),
  needs: list(
    'warga harus datang berkali-kali ke kantor, antrean panjang setiap pagi, data belum terhubung antarbidang, jarak ke fasilitas terdekat jauh, petugas terbatas, biaya tinggi bagi keluarga tidak mampu, informasi sulit ditemukan, hasil panen dijual murah, air tercemar pada musim hujan, sampah menumpuk di tepi sungai, angka putus sekolah naik, laporan disusun secara manual, dokumen mudah hilang, pengaduan lambat ditindaklanjuti, ibu muda kurang mengenal gizi seimbang, obat sering terlambat datang, lahan kosong belum dimanfaatkan, pemuda sulit mencari pekerjaan, pedagang kecil kekurangan modal, jalan lingkungan rusak, listrik sering padam, hewan ternak terserang penyakit, banjir datang setiap tahun, jentik nyamuk ditemukan di banyak rumah, anak kesulitan membaca',
  ),
  means: list(
    'petugas berkunjung dari rumah ke rumah, formulir daring melalui telepon genggam, kelompok kerja tingkat dusun, kader terlatih mencatat setiap pekan, peta digital yang diperbarui bersama, satu loket untuk semua berkas, pesan singkat otomatis, pelatihan bulanan bersama penyuluh, kemitraan dengan perguruan tinggi, gotong royong setiap Sabtu, alat sederhana buatan sendiri, kebun percontohan di pekarangan, kartu pemantauan berwarna, papan pengumuman terbuka, siaran radio komunitas, koperasi sebagai penampung hasil, mesin pencacah bantuan perusahaan, kelas terbuka pada akhir pekan, sensor murah berbasis internet, kendaraan keliling terjadwal, arisan jamban, tabungan sampah, lumbung pangan bersama, pojok baca, pendampingan satu guru lima murid',
  ),
  effects: list(
    'waktu tunggu turun, biaya berkurang, cakupan naik, warga lebih puas, data lebih akurat, pendapatan keluarga bertambah, sampah berkurang, kasus baru menurun, kehadiran siswa meningkat, hasil panen bertambah, laporan selesai tepat waktu, tidak ada berkas yang hilang, setiap dusun ikut serta, pengaduan dijawab dalam sehari, semua balita tertimbang, lingkungan lebih asri, usaha kecil naik kelas, lahan kosong menjadi kebun, kader lebih percaya diri, anggaran lebih hemat, risiko banjir berkurang, aset tercatat seluruhnya, penyandang disabilitas terlayani setara, remaja punya ruang berkarya, arsip mudah ditemukan',
  ),
  organizations: { village: 'Desa', puskesmas: 'Puskesmas', agency: 'Dinas', school: 'SMP', community: 'Komunitas' },
  topics: list(
    'Kesehatan, Pelayanan, Lingkungan hidup, Pangan sehat, Usaha kecil, Tanaman dan hidroponik, Teknologi dan robotik, Akuntabilitas, Transparansi',
  ),
  syllables: list(
    'si, pa, ra, ma, te, ku, lan, ber, ge, sa, ta, mi, do, ka, ri, pe, nu, la, ce, bu, jem, pol, tan, gar, wi, sem, rin, dul, mar, hap',
  ),
};
