import { entries, page } from "../lib/page.js";

export const data = { pagination: { data: "village.party", size: 1, alias: "person" }, permalink: ({ person }) => `persons/${person.id}.html`, layout: false, eleventyExcludeFromCollections: true };

export const render = ({ person, village }) =>
  page(person.name, "../", `<p><a href="../households/${person.home.id}.html">${person.home.id}</a></p>\n<p class="big" id="total">${person.total}</p>\n${entries(person.entries, village)}`);
