import { escape, list, page } from "../lib/page.js";

export const data = { pagination: { data: "village.events", size: 1, alias: "event" }, permalink: ({ event }) => `rewards/${event.slug}.html`, layout: false, eleventyExcludeFromCollections: true };

export const render = ({ event }) =>
  page(event.title, "../", `<p>${event.date} · ${escape(event.place)}</p>\n${list(event.rows.map(({ home, item, qty }) => `<li><a href="../households/${home.id}.html">${escape(home.name)}</a> ${escape(item.name)} × ${qty}</li>`))}`);
