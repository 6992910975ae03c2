// The names that people and Windows' calendars give to the time of a region, each with zones in which it is kept.

const ZONES_OF = (
  'America/Los_Angeles: pacific; America/Denver: mountain; America/Phoenix: us mountain; ' +
  'America/Chicago: central; America/New_York: eastern, us eastern; America/Halifax: atlantic; ' +
  'America/St_Johns: newfoundland; America/Anchorage: alaskan, alaska; Pacific/Honolulu: hawaiian, hawaii; ' +
  'America/Sao_Paulo: e south america, brasilia; America/Argentina/Buenos_Aires: argentina; ' +
  'America/Bogota: sa pacific, colombia; Europe/London: gmt, british, uk; Europe/Lisbon: western european; ' +
  'Europe/Berlin: w europe, central european; Europe/Paris: romance; Europe/Prague: central europe; ' +
  'Europe/Kyiv: fle; Europe/Athens: gtb, eastern european; Europe/Bucharest: e europe; ' +
  'Europe/Istanbul: turkey; Europe/Moscow: russian, moscow; Asia/Jerusalem: israel; ' +
  'Asia/Dubai: arabian, gulf; Asia/Riyadh: arab; Asia/Karachi: pakistan; Asia/Kolkata: india, indian; ' +
  'Asia/Kathmandu: nepal; Asia/Dhaka: bangladesh; Asia/Bangkok: se asia, indochina; ' +
  'Asia/Singapore: singapore; Asia/Shanghai: china; Asia/Taipei: taipei; Asia/Tokyo: tokyo, japan; ' +
  'Asia/Seoul: korea; Australia/Perth: w australia; Australia/Adelaide: cen australia; ' +
  'Australia/Brisbane: e australia; Australia/Sydney: aus eastern, australian eastern; ' +
  'Pacific/Auckland: new zealand; Africa/Cairo: egypt; Africa/Lagos: w central africa, west africa; ' +
  'Africa/Nairobi: e africa, east africa; Africa/Johannesburg: south africa'
)
  .split('; ')
  .map((row) => row.split(': '));

/**
 * The zone in which `Pacific Time`, `W. Europe Standard Time` or `Central European Summer Time` is kept, in any case;
 * nothing for what is no such name. Windows' names are those of Unicode's windowsZones.xml.
 */
export function zoneOfRegion(text: string): string | undefined {
  const words = text
    .toLowerCase()
    .replaceAll(/[.()]/g, '')
    .replaceAll(/[\s_]+/g, ' ')
    .trim();
  const region = words.replace(/ (?:(?:standard|daylight|summer) )?time$/, '');
  if (region === words) return undefined;
  return ZONES_OF.find(([, names]) => names?.split(', ').includes(region))?.[0];
}
