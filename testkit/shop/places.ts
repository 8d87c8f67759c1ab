/** The cities in which customers live, with their coordinates in degrees (WGS 84, city centres, rounded to 0.001). */

export interface City {
  readonly name: string;
  /** ISO 3166-1 code of the country. */
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Relative number of customers. */
  readonly weight: number;
}

/** What all customers of a country have in common. */
export interface Country {
  readonly code: string;
  readonly zone: string;
  /** Language tag of most people. */
  readonly language: string;
  readonly callingCode: string;
}

export const countries: readonly Country[] = [
  { code: "DE", zone: "Europe/Berlin", language: "de", callingCode: "49" },
  { code: "AT", zone: "Europe/Vienna", language: "de", callingCode: "43" },
  { code: "CH", zone: "Europe/Zurich", language: "de", callingCode: "41" },
  { code: "FR", zone: "Europe/Paris", language: "fr", callingCode: "33" },
  { code: "NL", zone: "Europe/Amsterdam", language: "nl", callingCode: "31" },
  { code: "BE", zone: "Europe/Brussels", language: "nl", callingCode: "32" },
  { code: "IT", zone: "Europe/Rome", language: "it", callingCode: "39" },
  { code: "ES", zone: "Europe/Madrid", language: "es", callingCode: "34" },
  { code: "PL", zone: "Europe/Warsaw", language: "pl", callingCode: "48" },
  { code: "GB", zone: "Europe/London", language: "en", callingCode: "44" },
  { code: "DK", zone: "Europe/Copenhagen", language: "da", callingCode: "45" },
  { code: "SE", zone: "Europe/Stockholm", language: "sv", callingCode: "46" },
];

const listed = `
DE Berlin 52.520 13.405 100|DE Hamburg 53.551 9.994 60|DE München 48.137 11.575 60|DE Köln 50.938 6.960 45|DE Frankfurt am Main 50.110 8.682 35
DE Stuttgart 48.775 9.182 28|DE Düsseldorf 51.227 6.773 28|DE Leipzig 51.340 12.375 24|DE Dortmund 51.514 7.465 20|DE Essen 51.456 7.012 20
DE Bremen 53.079 8.802 20|DE Dresden 51.050 13.738 20|DE Hannover 52.376 9.732 20|DE Nürnberg 49.452 11.077 18|DE Potsdam 52.391 13.065 10
DE Freiburg 47.999 7.842 9|DE Rostock 54.092 12.099 8|DE Erfurt 50.985 11.030 8|DE Kiel 54.323 10.123 8|DE Münster 51.961 7.626 10
DE Augsburg 48.371 10.898 8|DE Karlsruhe 49.007 8.404 9|DE Magdeburg 52.121 11.628 7|DE Saarbrücken 49.240 6.997 6
AT Wien 48.208 16.373 40|AT Graz 47.071 15.440 10|AT Linz 48.306 14.286 8|AT Salzburg 47.809 13.055 7|AT Innsbruck 47.269 11.404 5
CH Zürich 47.377 8.542 20|CH Basel 47.560 7.589 8|CH Bern 46.948 7.447 8|CH Genève 46.204 6.143 8
FR Paris 48.857 2.352 40|FR Lyon 45.764 4.836 15|FR Marseille 43.296 5.370 12|FR Toulouse 43.605 1.444 9|FR Strasbourg 48.573 7.752 10|FR Lille 50.629 3.057 8|FR Bordeaux 44.838 -0.579 8
NL Amsterdam 52.368 4.904 25|NL Rotterdam 51.924 4.478 14|NL Utrecht 52.091 5.122 10|NL Eindhoven 51.442 5.470 6
BE Antwerpen 51.219 4.402 10|BE Brussel 50.850 4.349 12|BE Gent 51.054 3.717 6
IT Milano 45.464 9.190 14|IT Roma 41.903 12.496 12|IT Torino 45.070 7.687 6
ES Madrid 40.417 -3.704 12|ES Barcelona 41.385 2.173 12|ES Valencia 39.470 -0.376 5
PL Warszawa 52.230 21.012 10|PL Kraków 50.065 19.945 7|PL Wrocław 51.108 17.038 5|PL Szczecin 53.428 14.553 5
GB London 51.507 -0.128 14|GB Manchester 53.481 -2.243 6|GB Edinburgh 55.953 -3.188 4
DK København 55.676 12.568 9|SE Malmö 55.605 13.004 5|SE Stockholm 59.329 18.069 8`;

export const cities: readonly City[] = listed
  .trim()
  .split(/[|\n]/)
  .map((line) => {
    const words = line.trim().split(" ");
    const [latitude, longitude, weight] = words.slice(-3).map(Number) as [number, number, number];
    return { country: words[0] as string, name: words.slice(1, -3).join(" "), latitude, longitude, weight };
  });

/** For each city the number of its country in `countries`. */
export const countryOfCity: readonly number[] = cities.map((city) => countries.findIndex((country) => country.code === city.country));
