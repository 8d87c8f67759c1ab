/** Names of made-up people and companies. */

/** First names by sex: male, female. Both lists are of one length. */
export const firstNames: readonly [readonly string[], readonly string[]] = [
  `Alexander Ben Bjørn Carl Daniel David Elias Émile Felix Finn Gábor Hannes Ian Jakob Jan Jonas Jörg José Jürgen Karl Konrad Lars Leon Luca Łukasz Marco
   Matteo Max Mehmet Moritz Niels Noah Oliver Oskar Paul Pierre Rafael René Robert Samuel Simon Sören Stefan Thomas Tim Tobias Victor Willem Yannick Zoltán`
    .trim()
    .split(/\s+/),
  `Agnieszka Amélie Anna Astrid Beatriz Carla Charlotte Chloé Clara Daniela Elena Elif Emma Eva Franziska Freya Giulia Greta Hanna Helene Ida Inès Ingrid
   Jana Johanna Julia Katharina Klára Laura Lea Lina Louise Lucía Maja Maria Marlene Mia Nora Olivia Paula Renée Sara Sofia Sophie Svenja Theresa Ute Valentina Zoë Žofia`
    .trim()
    .split(/\s+/),
];

export const lastNames: readonly string[] =
  `Albrecht Andersen Bauer Becker Berg Bianchi Blanc Böhm Braun Brandt Busch Carlsson Costa Dąbrowski Dubois Duarte Eriksen Ferrari Fischer Fontaine Frank
  García Gerber Graf Groß Günther Hansen Hartmann Hoffmann Huber Jansen Jensen Kaiser Keller Klein Koch Köhler König Kowalski Krause Krüger Kühn Lang Laurent
  Lehmann Leroy Lindqvist López Lorenz Maier Marino Martin Mayer Möller Moreau Müller Neumann Nguyen Nielsen Nowak Øst Park Peters Petit Pohl Richter Roux
  Sánchez Sauer Schäfer Schmidt Schneider Schröder Schulz Schwarz Simon Smith Sommer Stein Taylor Torres Vogel Vogt Wagner Walter Weber Weiß Werner Williams Winkler
  Winter Wolf Yılmaz Young Zając Zimmermann de-Boer van-Dijk von-Arnim O'Brien`
    .trim()
    .split(/\s+/)
    .map((name) => name.replace(/^(de|van|von)-/, "$1 "));

/** Beginnings and kinds of company names. */
export const companyNames: readonly string[] =
  `Adler Alpin Anker Birke Brise Delta Eiche Falke Fjord Garten Hafen Isar Kiefer Komet Lark Linde Meridian Nord Orion Polar
  Quelle Reet Sigma Spree Stern Tanne Ufer Vega Weser Zeder`
    .trim()
    .split(/\s+/);
export const companyKinds: readonly string[] = ["GmbH", "AG", "KG", "SARL", "BV", "SpA", "Ltd", "OHG"];

export const industries: readonly string[] = [
  "retail",
  "hospitality",
  "health",
  "education",
  "software",
  "construction",
  "manufacturing",
  "logistics",
  "consulting",
  "public services",
];

/** A name in letters for an address: small ASCII letters only. */
export function plainLetters(name: string): string {
  return name
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/ø/g, "o")
    .replace(/ł/g, "l")
    .replace(/ı/g, "i")
    .normalize("NFD")
    .replace(/[^a-z]/g, "");
}
