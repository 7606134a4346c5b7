import { escape, list, page, signed } from "../lib/page.js";

export const data = { pagination: { data: "village.editions", size: 1, alias: "edition" }, permalink: ({ edition }) => `notice/${edition.posted}.html`, layout: false, eleventyExcludeFromCollections: true };

export const render = ({ edition }) =>
  page(
    `${edition.posted} 公示`,
    "../",
    list(edition.entries.map(({ record, rule, home, points }) => `<li>${record.date} <a href="../households/${home.id}.html">${escape(home.name)}</a> <a href="../rules.html#rule-${rule.id}">${escape(rule.name)}</a> <b>${signed(points)}</b>${record.note ? ` ${escape(record.note)}` : ""}</li>`)),
  );
