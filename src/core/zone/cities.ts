// Well-known cities that no time zone is named after, each with the zone it is in.

const CITIES_OF: Readonly<Record<string, string>> = {
  'Africa/Cairo': 'alexandria, giza',
  'Africa/Casablanca': 'rabat, marrakesh, marrakech',
  'Africa/Johannesburg': 'cape town, pretoria, durban',
  'Africa/Lagos': 'abuja, ibadan, kano',
  'America/Bogota': 'medellin, cali',
  'America/Chicago':
    'austin, dallas, houston, san antonio, minneapolis, milwaukee, new orleans, st louis, nashville, memphis',
  'America/Denver': 'salt lake city, albuquerque, boulder, colorado springs',
  'America/Edmonton': 'calgary',
  'America/Fortaleza': 'natal',
  'America/Guayaquil': 'quito',
  'America/Los_Angeles':
    'san francisco, sf, seattle, portland, san diego, san jose, oakland, berkeley, sacramento, las vegas, mountain view, palo alto',
  'America/Mexico_City': 'guadalajara, puebla',
  'America/New_York':
    'boston, washington, washington dc, philadelphia, atlanta, miami, orlando, pittsburgh, baltimore, cleveland, columbus, raleigh, charlotte, brooklyn, new york city, nyc',
  'America/Phoenix': 'tucson',
  'America/Sao_Paulo': 'rio de janeiro, brasilia, belo horizonte, curitiba, porto alegre, florianopolis',
  'America/Toronto': 'ottawa, montreal, quebec, waterloo',
  'America/Vancouver': 'victoria',
  'Asia/Bangkok': 'chiang mai',
  'Asia/Dhaka': 'chittagong',
  'Asia/Dubai': 'abu dhabi',
  'Asia/Ho_Chi_Minh': 'hanoi, da nang, ho chi minh city',
  'Asia/Jakarta': 'bandung, surabaya',
  'Asia/Jerusalem': 'tel aviv, haifa',
  'Asia/Karachi': 'islamabad, lahore, rawalpindi',
  'Asia/Kolkata':
    'mumbai, bombay, new delhi, delhi, bangalore, bengaluru, chennai, hyderabad, pune, ahmedabad, jaipur, kochi, gurgaon, noida',
  'Asia/Manila': 'quezon city, cebu, davao',
  'Asia/Riyadh': 'jeddah, mecca',
  'Asia/Seoul': 'busan, incheon',
  'Asia/Shanghai': 'beijing, shenzhen, guangzhou, hangzhou, chengdu, nanjing, wuhan, tianjin, xian',
  'Asia/Taipei': 'kaohsiung, hsinchu',
  'Asia/Tokyo': 'osaka, kyoto, yokohama, nagoya, sapporo, fukuoka, kobe',
  'Australia/Brisbane': 'gold coast, cairns',
  'Australia/Sydney': 'canberra, newcastle',
  'Europe/Amsterdam': 'rotterdam, the hague, utrecht, eindhoven',
  'Europe/Berlin':
    'munich, hamburg, frankfurt, cologne, stuttgart, dresden, leipzig, nuremberg, bonn, dusseldorf',
  'Europe/Brussels': 'antwerp, ghent',
  'Europe/Dublin': 'cork, galway',
  'Europe/Istanbul': 'ankara, izmir',
  'Europe/Kyiv': 'lviv, kharkiv, odesa',
  'Europe/Lisbon': 'porto',
  'Europe/London': 'manchester, edinburgh, glasgow, birmingham, cambridge, oxford, bristol, leeds, cardiff',
  'Europe/Madrid': 'barcelona, valencia, seville, bilbao',
  'Europe/Moscow': 'saint petersburg, st petersburg',
  'Europe/Paris': 'lyon, marseille, toulouse, nice, grenoble, strasbourg, bordeaux',
  'Europe/Prague': 'brno, ostrava',
  'Europe/Rome': 'milan, florence, turin, naples, bologna',
  'Europe/Stockholm': 'gothenburg, malmo',
  'Europe/Warsaw': 'krakow, cracow, wroclaw, gdansk, poznan, lodz',
  'Europe/Zurich': 'geneva, basel, bern, lausanne',
  'Pacific/Auckland': 'wellington, christchurch',
  'Pacific/Honolulu': 'hawaii',
};

/** The well-known cities that no zone is named after, in lower case with their words joined by `_`, and the zones they are in. */
export function wellKnownCities(): { name: string; zone: string }[] {
  return Object.entries(CITIES_OF).flatMap(([zone, cities]) =>
    cities.split(', ').map((name) => ({ zone, name: name.replaceAll(' ', '_') })),
  );
}
