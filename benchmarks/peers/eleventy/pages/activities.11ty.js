import { escape, list, page } from "../lib/page.js";

export const data = { pagination: { data: "village.activities", size: 1, alias: "activity" }, permalink: ({ activity }) => `activities/${activity.slug}.html`, layout: false, eleventyExcludeFromCollections: true };

export function render({ activity, village }) {
  const rows = activity.records.flatMap(({ who, rule }) => who.map((id) => `<li><a href="../households/${village.homeOf.get(id).id}.html">${escape(village.names.get(id))}</a> ${escape(village.rules.get(rule).name)}</li>`));
  const results = activity.results.map(({ measure, value }) => `<p>${measure}: ${value}</p>`).join("");
  return page(activity.title, "../", `<p>${activity.date} · ${escape(activity.place)}</p>\n${activity.html}\n${list(rows)}${results}`);
}
